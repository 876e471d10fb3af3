#include "server/records/cases.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "server/changes/changes.h"

namespace qudao::records {

namespace {

std::string answer_of(const Value& data, const std::string& field) {
  const Value* id = data.find(field);
  return id != nullptr && id->is_string() ? std::string(id->as_string()) : std::string();
}

std::set<std::string> involved_in(const Record& record, const People& people) {
  std::set<std::string> involved;
  for (const auto& level : people.levels) {
    involved.insert(level.begin(), level.end());
  }
  for (const approval::Step& step : record.approval_case.trail) {
    if (step.level > 0) {
      involved.insert(step.actor);
    }
  }
  return involved;
}

std::set<std::string> stored_users(const storage::Rows& rows) {
  std::set<std::string> users;
  for (const auto& row : rows) {
    users.insert(row.text(0));
  }
  return users;
}

void add_assignment(storage::Connection& connection, const std::string& tenant,
                    const Record& record, const std::string& user, Millis now) {
  connection.execute("INSERT INTO assignment (tenant_id, record_id, user_id, since)"
                     " VALUES ($1, $2, $3, $4)",
                     {tenant, record.id, user, now});
}

void add_participants(storage::Connection& connection, const std::string& tenant,
                      const Record& record, const std::set<std::string>& users) {
  for (const std::string& user : users) {
    connection.execute("INSERT INTO participant (tenant_id, record_id, user_id)"
                       " VALUES ($1, $2, $3)",
                       {tenant, record.id, user});
  }
}

std::string partner_name(storage::Connection& connection, const std::string& tenant,
                         const std::string& partner_id) {
  auto row = connection.one("SELECT title FROM record WHERE tenant_id = $1 AND id = $2",
                            {tenant, partner_id});
  return row ? row->text(0) : std::string();
}

} // namespace

People people_of(storage::Connection& connection, const std::string& tenant,
                 const approval::Process& process, const std::string& partner_id,
                 const Value& data) {
  People people;
  people.partner_name = partner_name(connection, tenant, partner_id);
  for (auto& owner : directory::of_partner(connection, tenant, partner_id)) {
    people.owners.push_back(owner.id);
    people.persons.emplace(owner.id, std::move(owner));
  }
  for (const approval::Level& level : process.levels) {
    const std::string id = answer_of(data, level.field);
    if (!level.path) {
      people.levels.push_back(id.empty() ? std::vector<std::string>{} : std::vector{id});
    } else if (auto manager = directory::person(connection, tenant, id)) {
      for (auto& step : directory::path_of(connection, tenant, *manager)) {
        people.levels.push_back(std::move(step));
      }
    }
  }
  for (const auto& level : people.levels) {
    for (const std::string& id : level) {
      if (people.persons.count(id) != 0) {
        continue;
      }
      auto person = directory::person(connection, tenant, id);
      if (person && person->active) {
        people.persons.emplace(id, std::move(*person));
      }
    }
  }
  for (const auto& [id, person] : people.persons) {
    people.active.push_back(id);
  }
  return people;
}

approval::Context approval_context(const accounts::Principal& who, const People& people,
                                   approval::RuleHolds holds, bool valid, Millis now) {
  approval::Context context;
  context.now = {now / kSecond, static_cast<std::int32_t>(now % kSecond) * 1'000'000};
  context.locale = who.locale;
  context.actor = who.user_id;
  context.owners = people.owners;
  context.approvers = people.levels;
  context.active = people.active;
  context.valid = valid;
  context.holds = std::move(holds);
  return context;
}

access::Actor actor_of(const accounts::Principal& who) {
  access::Actor actor;
  actor.id = who.user_id;
  actor.partner_id = who.partner_id;
  for (const std::string& name : who.roles) {
    if (auto role = access::role_named(name)) {
      actor.roles.push_back(*role);
    }
  }
  return actor;
}

bool is_frozen(const Record& record) {
  return record.approval_case.state == approval::State::pending ||
         record.approval_case.state == approval::State::approved;
}

access::Facts facts_of(const Record& record, const People& people) {
  access::Facts facts;
  facts.partner_id = record.partner_id;
  const auto involved = involved_in(record, people);
  facts.involved.assign(involved.begin(), involved.end());
  facts.submitted = record.approval_case.round > 0;
  facts.frozen = is_frozen(record);
  return facts;
}

void store_assignments(storage::Connection& connection, const std::string& tenant,
                       const Record& record, const std::vector<std::string>& assigned, Millis now) {
  const auto before = stored_users(
      connection.query("SELECT user_id FROM assignment WHERE tenant_id = $1 AND record_id = $2",
                       {tenant, record.id}));
  const std::set<std::string> wanted(assigned.begin(), assigned.end());
  for (const std::string& user : before) {
    if (wanted.count(user) != 0) {
      continue;
    }
    connection.execute("DELETE FROM assignment"
                       " WHERE tenant_id = $1 AND record_id = $2 AND user_id = $3",
                       {tenant, record.id, user});
  }
  for (const std::string& user : wanted) {
    if (before.count(user) != 0) {
      continue;
    }
    add_assignment(connection, tenant, record, user, now);
  }
}

void store_participants(storage::Connection& connection, const std::string& tenant,
                        const Record& record, const People& people, Millis now) {
  const auto before = stored_users(
      connection.query("SELECT user_id FROM participant WHERE tenant_id = $1 AND record_id = $2",
                       {tenant, record.id}));
  const auto wanted = involved_in(record, people);
  for (const std::string& user : before) {
    if (wanted.count(user) != 0) {
      continue;
    }
    connection.execute("DELETE FROM participant"
                       " WHERE tenant_id = $1 AND record_id = $2 AND user_id = $3",
                       {tenant, record.id, user});
    changes::hidden(connection, tenant, user, record.id, now);
  }
  std::set<std::string> added;
  std::set_difference(wanted.begin(), wanted.end(), before.begin(), before.end(),
                      std::inserter(added, added.end()));
  add_participants(connection, tenant, record, added);
}

void add_people(storage::Connection& connection, const std::string& tenant, const Record& record,
                const People& people, const std::vector<std::string>& assigned, Millis now) {
  for (const std::string& user : assigned) {
    add_assignment(connection, tenant, record, user, now);
  }
  add_participants(connection, tenant, record, involved_in(record, people));
}

void tell(storage::Connection& connection, const accounts::Principal& who,
          const notifications::Notifications& notifications, const form::Definition& definition,
          const Record& record, const std::string& title, const People& people,
          const std::vector<approval::Notice>& notices, Millis now) {
  const auto& trail = record.approval_case.trail;
  notifications::Notice notice;
  notice.entity = record.entity;
  notice.record_id = record.id;
  notice.params = {
      {"number", Value::string(record.number)},
      {"title", Value::string(title)},
      {"entity", *definition.document().find("label")},
      {"actor", Value::string(who.display_name)},
      {"opinion", Value::string(trail.empty() ? std::string_view() : trail.back().opinion)},
      {"partner", Value::string(people.partner_name)}};
  for (const approval::Notice& each : notices) {
    // Everybody concerned is an owner, or stands or stood on a level; who left is asked from the directory.
    auto known = people.persons.find(each.user);
    auto person = known != people.persons.end()
                      ? std::optional(known->second)
                      : directory::person(connection, who.tenant_id, each.user);
    if (!person || !person->active) {
      continue;
    }
    notice.kind = each.kind;
    notifications.tell(connection, who.tenant_id, *person, notice, now);
  }
}

Value current_approvers(storage::Connection& connection, const std::string& tenant,
                        const std::string& record_id) {
  List people;
  for (const auto& row :
       connection.query("SELECT u.id, u.display_name FROM assignment a JOIN user_account u"
                        " ON u.tenant_id = a.tenant_id AND u.id = a.user_id"
                        " WHERE a.tenant_id = $1 AND a.record_id = $2"
                        " ORDER BY u.display_name, u.id",
                        {tenant, record_id})) {
    people.push_back(
        Value::map({{"id", Value::string(row.text(0))}, {"name", Value::string(row.text(1))}}));
  }
  return Value::list(std::move(people));
}

} // namespace qudao::records

#include "server/companies/show.h"

#include "core/value/json.h"
#include "server/companies/pairs.h"
#include "server/directory/directory.h"

namespace qudao::companies {

namespace {

bool administers_pool(const pool::Rules& rules, const pool::Person& viewer,
                      const std::string& pool) {
  const pool::Pool* found = rules.pool(pool);
  return found != nullptr && found->administrators.names(viewer);
}

// Only managers are asked about; nobody else sees more for who owns it.
std::optional<pool::Person> led_owner(storage::Connection& connection, const std::string& tenant,
                                      const pool::Person& viewer, const Stored& stored) {
  return viewer.leads.empty() ? std::nullopt : person_of(connection, tenant, stored.company.owner);
}

Value texts(const std::vector<std::string>& list) {
  List out;
  for (const std::string& each : list) {
    out.push_back(Value::string(each));
  }
  return Value::list(std::move(out));
}

Value shown_protections(storage::Connection& connection, const std::string& tenant,
                        const pool::Company& company) {
  List out;
  for (const pool::Protection& each : company.protections) {
    out.push_back(
        Value::map({{"person", Value::string(each.person)},
                    {"name", Value::string(directory::name_of(connection, tenant, each.person))},
                    {"until", shown_time(each.until)}}));
  }
  return Value::list(std::move(out));
}

} // namespace

bool sees_all_of(storage::Connection& connection, const std::string& tenant,
                 const pool::Rules& rules, const pool::Person& viewer, const Stored& stored) {
  const auto owner = led_owner(connection, tenant, viewer, stored);
  return pool::sees_all(rules, stored.company, viewer, owner ? &*owner : nullptr);
}

bool masks_any(storage::Connection& connection, const std::string& tenant, const pool::Rules& rules,
               const pool::Person& viewer, const Stored& stored) {
  const auto owner = led_owner(connection, tenant, viewer, stored);
  return !pool::masked_for(rules, stored.company, viewer, owner ? &*owner : nullptr).empty();
}

Value seen_data(storage::Connection& connection, const std::string& tenant,
                const pool::Rules& rules, const pool::Person& viewer, const Stored& stored) {
  const auto owner = led_owner(connection, tenant, viewer, stored);
  return without(stored.data,
                 pool::masked_for(rules, stored.company, viewer, owner ? &*owner : nullptr));
}

Value shown_time(const std::optional<Timestamp>& moment) {
  return moment ? Value::string(rfc3339(millis_of(*moment))) : Value();
}

std::string department_of(storage::Connection& connection, const std::string& tenant,
                          const directory::Person& person) {
  return person.partner_id.empty() || !person.department_above.empty()
             ? person.department
             : connection
                   .one("SELECT coalesce((SELECT title FROM record WHERE "
                        "tenant_id = $1 AND id = $2), '')",
                        {tenant, person.partner_id})
                   ->text(0);
}

Value shown_owner(storage::Connection& connection, const std::string& tenant,
                  const pool::Rules& rules, const pool::Person& viewer, std::string_view owner) {
  const auto person = person_of(connection, tenant, owner);
  if (!person) {
    return {};
  }
  const pool::OwnerShown as = rules.shows_owner(viewer, *person);
  Map out;
  out.set("mine", Value::boolean(viewer.id == owner));
  if (as == pool::OwnerShown::hidden) {
    return Value::map(std::move(out));
  }
  const auto known = directory::person(connection, tenant, owner);
  out.set("department", Value::string(department_of(connection, tenant, *known)));
  if (as == pool::OwnerShown::name) {
    out.set("id", Value::string(owner));
    out.set("name", Value::string(known->name));
  }
  return Value::map(std::move(out));
}

Value shown_company(storage::Connection& connection, const std::string& tenant,
                    const pool::Rules& rules, const pool::Person& viewer, const Stored& stored) {
  const pool::Company& company = stored.company;
  const bool mine = company.owner == viewer.id;
  const auto owner = led_owner(connection, tenant, viewer, stored);
  const pool::Person* led = owner ? &*owner : nullptr;
  const bool close = pool::sees_all(rules, company, viewer, led);
  const std::vector<std::string>& masked = pool::masked_for(rules, company, viewer, led);
  Map out;
  out.set("id", Value::string(company.id));
  out.set("library", Value::string(company.library));
  out.set("pool", Value::string(company.pool));
  out.set("name", Value::string(company.name));
  out.set("state", Value::string(company.owner.empty() ? "pool" : mine ? "own" : "owned"));
  out.set("led", Value::boolean(led != nullptr && pool::leads(viewer, *led)));
  out.set("owner", shown_owner(connection, tenant, rules, viewer, company.owner));
  out.set("version", Value::integer(company.version));
  out.set("entered_at", shown_time(company.entered));
  out.set("owned_since",
          company.owner.empty() ? Value() : shown_time(std::optional(company.owned_since)));
  out.set("tags", texts(company.tags));
  out.set("masked", texts(masked));
  out.set("data", without(stored.data, masked));
  // Where anything is masked, people are.
  out.set("contacts", Value::list(masked.empty() ? stored.contacts : List()));
  if (close) {
    out.set("touched_at", shown_time(company.touched));
    out.set("dealt_at", shown_time(company.dealt));
    out.set("follow_up_until", shown_time(company.follow_up));
    out.set("name_wanted", Value::string(company.name_wanted));
    out.set("name_due", shown_time(company.name_due));
    out.set("protections", shown_protections(connection, tenant, company));
    out.set("due", stored.due_at ? Value::map({{"rule", Value::string(stored.due_rule)},
                                               {"warn_at", Value::string(rfc3339(*stored.warn_at))},
                                               {"at", Value::string(rfc3339(*stored.due_at))}})
                                 : Value());
  }
  return Value::map(std::move(out));
}

Value shown_events(storage::Connection& connection, const std::string& tenant,
                   const pool::Rules& rules, const pool::Person& viewer, const Stored& stored) {
  const bool all = sees_all_of(connection, tenant, rules, viewer, stored);
  List out;
  static const std::string kSql =
      "SELECT kind, actor, from_user, to_user, counts, created_at, detail FROM company_event"
      " WHERE tenant_id = $1 AND " +
      std::string(kOfAll) + " AND ($3 = 1 OR actor = $4) ORDER BY id DESC LIMIT 200";
  for (const auto& row : connection.query(kSql, {tenant, stored.company.id, all, viewer.id})) {
    const auto name = [&](std::size_t column) {
      return Value::string(directory::name_of(connection, tenant, row.text(column)));
    };
    auto detail = parse_json(row.text(6));
    out.push_back(Value::map({{"kind", Value::string(row.text(0))},
                              {"actor", name(1)},
                              {"from", name(2)},
                              {"to", name(3)},
                              {"counts", Value::boolean(row.flag(4))},
                              {"at", Value::string(rfc3339(row.integer(5)))},
                              {"detail", detail ? *detail : Value::map({})}}));
  }
  return Value::list(std::move(out));
}

Value shown_entries(storage::Connection& connection, const std::string& tenant,
                    const pool::Rules& rules, const pool::Person& viewer, const Stored& stored) {
  List out;
  if (!sees_all_of(connection, tenant, rules, viewer, stored)) {
    return Value::list(std::move(out));
  }
  static const std::string kSql =
      "SELECT user_id, created_at, data FROM company_entry WHERE tenant_id = $1 AND " +
      std::string(kOfAll) + " ORDER BY created_at DESC, fingerprint LIMIT 100";
  for (const auto& row : connection.query(kSql, {tenant, stored.company.id})) {
    auto data = parse_json(row.text(2));
    out.push_back(
        Value::map({{"by", Value::string(directory::name_of(connection, tenant, row.text(0)))},
                    {"at", Value::string(rfc3339(row.integer(1)))},
                    {"data", data ? *data : Value::map({})}}));
  }
  return Value::list(std::move(out));
}

Value shown_application(storage::Connection& connection, const std::string& tenant,
                        const pool::Rules& rules, const pool::Person& viewer,
                        const StoredApplication& stored) {
  const pool::Application& application = stored.application;
  const auto company = find(connection, tenant, rules.library, application.company);
  Map out;
  out.set("id", Value::string(application.id));
  out.set("company", Value::string(application.company));
  out.set("company_name", Value::string(company ? company->company.name : std::string()));
  out.set("name", Value::string(application.name));
  out.set("applicant",
          Value::string(directory::name_of(connection, tenant, application.applicant)));
  out.set("person", Value::string(directory::name_of(connection, tenant, application.person)));
  out.set("mine", Value::boolean(application.applicant == viewer.id));
  out.set("for_me", Value::boolean(application.person == viewer.id));
  out.set("may_answer",
          Value::boolean(application.state == pool::ApplicationState::open && company &&
                         administers_pool(rules, viewer, company->company.pool)));
  out.set("special", Value::boolean(application.special));
  out.set("state", Value::string(pool::name_of(application.state)));
  out.set("applied_at", shown_time(application.applied));
  out.set("due", shown_time(application.due));
  // While it is still to be given the name applied for.
  const bool renames = company && company->company.owner == application.person &&
                       company->company.name_wanted == application.name;
  out.set("name_due", renames ? shown_time(company->company.name_due) : Value());
  out.set("answered_at",
          stored.answered_at ? Value::string(rfc3339(*stored.answered_at)) : Value());
  return Value::map(std::move(out));
}

} // namespace qudao::companies

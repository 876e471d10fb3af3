#include "server/companies/rows.h"

#include <algorithm>
#include <stdexcept>

#include "core/pool/due.h"
#include "core/value/json.h"
#include "server/changes/changes.h"
#include "server/companies/contact_data.h"
#include "server/companies/pairs.h"
#include "server/crypto/digest.h"
#include "server/failure/conflict.h"

namespace qudao::companies {

namespace {

Value parsed(const std::string& text) {
  auto value = parse_json(text);
  if (!value) {
    throw std::runtime_error("a stored company is damaged");
  }
  return std::move(value).value();
}

std::optional<Timestamp> moment_if(std::optional<Millis> time) {
  return time ? std::optional<Timestamp>(moment_of(*time)) : std::nullopt;
}

std::string protections_json(const pool::Company& company) {
  List list;
  for (const pool::Protection& each : company.protections) {
    list.push_back(Value::map({{"person", Value::string(each.person)},
                               {"until", Value::integer(millis_of(each.until))}}));
  }
  return write_json(Value::list(std::move(list)));
}

std::string tags_json(const pool::Company& company) {
  List list;
  for (const std::string& each : company.tags) {
    list.push_back(Value::string(each));
  }
  return write_json(Value::list(std::move(list)));
}

} // namespace

const char* const kColumns =
    "c.id, c.library, c.pool, c.owner, c.version, c.name, c.entered_by, c.entered_at,"
    " c.owned_since, c.touched_at, c.dealt_at, c.follow_up_at, c.name_wanted, c.name_due_at,"
    " c.due_rule, c.warn_at, c.due_at, c.tags, c.protections, c.data, c.also, c.contacts";

Stored stored_of(const storage::Row& row) {
  Stored out;
  pool::Company& company = out.company;
  company.id = row.text(0);
  company.library = row.text(1);
  company.pool = row.text(2);
  company.owner = row.text(3);
  company.version = row.integer(4);
  company.name = row.text(5);
  out.entered_by = row.text(6);
  company.entered = moment_of(row.integer(7));
  company.owned_since = moment_of(row.integer(8));
  company.touched = moment_if(row.integer_if(9));
  company.dealt = moment_if(row.integer_if(10));
  company.follow_up = moment_if(row.integer_if(11));
  company.name_wanted = row.text(12);
  company.name_due = moment_if(row.integer_if(13));
  out.due_rule = row.text(14);
  out.warn_at = row.integer_if(15);
  out.due_at = row.integer_if(16);
  const Value tags = parsed(row.text(17));
  for (const Value& tag : tags.as_list()) {
    company.tags.emplace_back(tag.as_string());
  }
  const Value protections = parsed(row.text(18));
  for (const Value& each : protections.as_list()) {
    company.protections.push_back(
        {std::string(each.find("person")->as_string()), moment_of(each.find("until")->as_int())});
  }
  out.data = parsed(row.text(19));
  if (row.text(20) != "[]") {
    out.also = parsed(row.text(20)).as_list();
  }
  if (row.text(21) != "[]") {
    out.contacts = parsed(row.text(21)).as_list();
  }
  return out;
}

std::optional<Stored> find(storage::Connection& connection, const std::string& tenant,
                           std::string_view library, std::string_view id) {
  static const std::string kSql = "SELECT " + std::string(kColumns) +
                                  " FROM company c WHERE c.tenant_id = $1 AND c.id = $2"
                                  " AND c.library = $3";
  const auto row = connection.one(kSql, {tenant, id, library});
  return row ? std::optional<Stored>(stored_of(*row)) : std::nullopt;
}

std::optional<Stored> find_anywhere(storage::Connection& connection, const std::string& tenant,
                                    std::string_view id) {
  static const std::string kSql =
      "SELECT " + std::string(kColumns) + " FROM company c WHERE c.tenant_id = $1 AND c.id = $2";
  const auto row = connection.one(kSql, {tenant, id});
  return row ? std::optional<Stored>(stored_of(*row)) : std::nullopt;
}

Value matched_data(const Stored& stored) {
  if (stored.also.empty() && stored.contacts.empty()) {
    return stored.data;
  }
  Map out;
  const auto add = [&out](const Value& data) {
    for (const auto& [key, value] : data.as_map()) {
      const Value* known = out.find(key);
      List items = known == nullptr ? List() : known->as_list();
      for (const Value& each : value.is_list() ? value.as_list() : List{value}) {
        if (std::find(items.begin(), items.end(), each) == items.end()) {
          items.push_back(each);
        }
      }
      out.set(key, Value::list(std::move(items)));
    }
  };
  add(stored.data);
  for (const Value& each : stored.also) {
    add(each);
  }
  for (const Value& each : stored.contacts) {
    add(found_by(each));
  }
  return Value::map(std::move(out));
}

// Of a text of its data; empty where it has none.
std::string_view text_in_data(const Stored& stored, std::string_view field) {
  const Value* text = stored.data.find(field);
  return text == nullptr ? std::string_view() : text->as_string();
}

void store_filters(storage::Connection& connection, const std::string& tenant,
                   const Stored& stored) {
  connection.execute("UPDATE company SET industry = $3, source = $4 WHERE tenant_id = $1"
                     " AND id = $2",
                     {tenant, stored.company.id, text_in_data(stored, "industry"),
                      text_in_data(stored, "source")});
}

storage::Parameter number_if(const std::optional<Millis>& time) {
  return time ? storage::Parameter(*time) : storage::Parameter(nullptr);
}

std::optional<Millis> millis_if(const std::optional<Timestamp>& moment) {
  return moment ? std::optional<Millis>(millis_of(*moment)) : std::nullopt;
}

void work_out_due(storage::Connection& connection, const std::string& tenant, const Books& books,
                  const pool::Rules& rules, Stored& stored) {
  stored.due_rule.clear();
  stored.warn_at.reset();
  stored.due_at.reset();
  const auto owner = person_of(connection, tenant, stored.company.owner);
  if (!owner) {
    return;
  }
  // What the calendar cannot tell yet is worked out when it can.
  const auto due = pool::due_of(rules, stored.company, *owner, books.calendar, nullptr);
  if (due && *due) {
    stored.due_rule = (*due)->rule;
    stored.warn_at = millis_of((*due)->warn);
    stored.due_at = millis_of((*due)->at);
  }
}

void insert(storage::Connection& connection, const std::string& tenant, const pool::Rules& rules,
            const Stored& stored) {
  const pool::Company& company = stored.company;
  const Value matched = matched_data(stored);
  connection.execute(
      "INSERT INTO company (tenant_id, id, library, pool, owner, version, counts, name, entered_by,"
      " entered_at, owned_since, touched_at, dealt_at, follow_up_at, name_wanted, name_due_at,"
      " due_rule, warn_at, due_at, name_text, search_text, tags, protections, data, also,"
      " remind_at, contacts, industry, source) VALUES"
      " ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,"
      " $21, $22, $23, $24, $25, $26, $27, $28, $29)",
      {tenant,
       company.id,
       company.library,
       company.pool,
       company.owner,
       company.version,
       pool::counts_in_inventory(rules, company),
       company.name,
       stored.entered_by,
       millis_of(company.entered),
       millis_of(company.owned_since),
       number_if(millis_if(company.touched)),
       number_if(millis_if(company.dealt)),
       number_if(millis_if(company.follow_up)),
       company.name_wanted,
       number_if(millis_if(company.name_due)),
       stored.due_rule,
       number_if(stored.warn_at),
       number_if(stored.due_at),
       name_text(matched),
       search_text(matched),
       tags_json(company),
       protections_json(company),
       write_json(stored.data),
       write_json(Value::list(stored.also)),
       number_if(millis_if(pool::reminder_of(rules, company))),
       write_json(Value::list(stored.contacts)),
       text_in_data(stored, "industry"),
       text_in_data(stored, "source")});
}

void update(storage::Connection& connection, const std::string& tenant, const pool::Rules& rules,
            const Stored& stored, const pool::Seen& seen) {
  const pool::Company& company = stored.company;
  const Value matched = matched_data(stored);
  const auto changed = connection.execute(
      "UPDATE company SET owner = $3, version = $4, counts = $5, name = $6, owned_since = $7,"
      " touched_at = $8, dealt_at = $9, follow_up_at = $10, name_wanted = $11, name_due_at = $12,"
      " due_rule = $13, warn_at = $14,"
      " warned_at = CASE WHEN due_at = $15 THEN warned_at ELSE NULL END, due_at = $15,"
      " name_text = $16, search_text = $17, tags = $18, protections = $19, data = $20,"
      " also = $21, pool = $22, remind_at = $23,"
      " reminded_at = CASE WHEN remind_at = $23 THEN reminded_at ELSE NULL END,"
      " contacts = $26, industry = $27, source = $28 WHERE tenant_id = $1 AND id = $2 AND version "
      "= $24 AND owner = $25",
      {tenant,
       company.id,
       company.owner,
       company.version,
       pool::counts_in_inventory(rules, company),
       company.name,
       millis_of(company.owned_since),
       number_if(millis_if(company.touched)),
       number_if(millis_if(company.dealt)),
       number_if(millis_if(company.follow_up)),
       company.name_wanted,
       number_if(millis_if(company.name_due)),
       stored.due_rule,
       number_if(stored.warn_at),
       number_if(stored.due_at),
       name_text(matched),
       search_text(matched),
       tags_json(company),
       protections_json(company),
       write_json(stored.data),
       write_json(Value::list(stored.also)),
       company.pool,
       number_if(millis_if(pool::reminder_of(rules, company))),
       seen.version,
       seen.owner,
       write_json(Value::list(stored.contacts)),
       text_in_data(stored, "industry"),
       text_in_data(stored, "source")});
  if (changed != 1) {
    throw version_conflict(seen.version);
  }
}

void store_keys(storage::Connection& connection, const std::string& tenant, const Books& books,
                const Stored& stored, const match::Company& company) {
  connection.execute("DELETE FROM company_key WHERE tenant_id = $1 AND company_id = $2",
                     {tenant, stored.company.id});
  for (const std::string& key : match::keys(*books.lexicon, company)) {
    connection.execute(
        "INSERT INTO company_key (tenant_id, key_text, company_id) VALUES ($1, $2, $3)",
        {tenant, key, stored.company.id});
  }
}

void store_facts(storage::Connection& connection, const std::string& tenant, const Stored& stored,
                 const match::Company& company) {
  connection.execute("DELETE FROM company_fact WHERE tenant_id = $1 AND company_id = $2",
                     {tenant, stored.company.id});
  Facts facts = facts_of(company);
  std::vector<std::string> held = std::move(facts.registrations);
  if (!stored.company.owner.empty()) {
    held.insert(held.end(), facts.numbers.begin(), facts.numbers.end());
  }
  for (const std::string& fact : held) {
    connection.execute("INSERT INTO company_fact (tenant_id, fact, company_id) VALUES ($1, $2, $3)"
                       " ON CONFLICT (tenant_id, fact) DO NOTHING",
                       {tenant, fact, stored.company.id});
  }
}

void trace(storage::Connection& connection, const records::Caller& caller, const Trace& trace) {
  const std::string& tenant = caller.actor.tenant_id;
  const pool::Event& event = trace.event;
  connection.execute(
      "INSERT INTO company_event (tenant_id, company_id, id, library, kind, actor, from_user,"
      " to_user, counts, created_at, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {tenant, trace.company, crypto::uuid_v7(caller.now), trace.library, event.kind,
       caller.actor.user_id, event.from, event.to, event.counts, caller.now,
       write_json(Value::map(trace.detail))});
  Map detail;
  detail.set("library", Value::string(trace.library));
  if (!event.from.empty()) {
    detail.set("from", Value::string(event.from));
  }
  if (!event.to.empty()) {
    detail.set("to", Value::string(event.to));
  }
  if (!event.detail.empty()) {
    detail.set("detail", Value::string(event.detail));
  }
  audit::append(connection, caller.actor, "company." + event.kind, trace.company, std::move(detail),
                caller.now);
  changes::written(connection, tenant, {"company", trace.company, ""});
}

std::int64_t owned_by(storage::Connection& connection, const std::string& tenant,
                      const pool::Rules& rules, const std::string& person) {
  return connection
      .one("SELECT count(*) FROM company WHERE tenant_id = $1 AND library = $2 AND owner = $3"
           " AND counts = 1",
           {tenant, rules.library, person})
      ->integer(0);
}

pool::Load load_of(storage::Connection& connection, const std::string& tenant,
                   const pool::Rules& rules, const pool::Person& person, Millis day_start) {
  pool::Load load;
  if (rules.limit_of(rules.inventory, person, false) != nullptr) {
    load.owned = owned_by(connection, tenant, rules, person.id);
  }
  if (rules.limit_of(rules.inventory, person, true) != nullptr) {
    load.department_owned =
        connection
            .one("SELECT count(*) FROM company c JOIN user_account u ON u.tenant_id = c.tenant_id"
                 " AND u.id = c.owner WHERE c.tenant_id = $1 AND c.library = $2 AND c.counts = 1"
                 " AND (u.department = $3 OR u.partner_id = $3"
                 " OR replace(u.department_above, '|' || $3 || '|', '') <> u.department_above)",
                 {tenant, rules.library, rules.counted_department(person)})
            ->integer(0);
  }
  const auto claims = connection.one(
      "SELECT claims FROM company_claims WHERE tenant_id = $1 AND library = $2 AND user_id = $3"
      " AND day_start = $4",
      {tenant, rules.library, person.id, day_start});
  load.claims_today = claims ? claims->integer(0) : 0;
  return load;
}

void add_claims(storage::Connection& connection, const std::string& tenant,
                const pool::Rules& rules, const std::string& person, Millis day_start,
                std::int64_t claims) {
  connection.execute(
      "INSERT INTO company_claims (tenant_id, library, user_id, day_start, claims)"
      " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, library, user_id, day_start)"
      " DO UPDATE SET claims = company_claims.claims + excluded.claims",
      {tenant, rules.library, person, day_start, claims});
}

std::optional<Timestamp> left_at(storage::Connection& connection, const std::string& tenant,
                                 const std::string& company, const std::string& person) {
  static const std::string kSql =
      "SELECT max(left_at) FROM company_left WHERE tenant_id = $1 AND " + std::string(kOfAll) +
      " AND user_id = $3";
  const auto at = connection.one(kSql, {tenant, company, person})->integer_if(0);
  return at ? std::optional<Timestamp>(moment_of(*at)) : std::nullopt;
}

void store_left(storage::Connection& connection, const std::string& tenant,
                const std::string& company, const std::string& person, Millis now) {
  connection.execute("INSERT INTO company_left (tenant_id, company_id, user_id, left_at)"
                     " VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id, company_id, user_id)"
                     " DO UPDATE SET left_at = excluded.left_at",
                     {tenant, company, person, now});
}

} // namespace qudao::companies

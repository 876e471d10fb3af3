#include <algorithm>

#include "server/companies/companies.h"
#include "server/definitions/definitions.h"

namespace qudao::companies {

namespace {

// Companies would lie where nobody finds them.
void require_pools(storage::Connection& connection, const std::string& tenant,
                   const pool::Rules& rules, std::string_view locale) {
  static const pool::Speaker kSpeaker;
  List violations;
  for (const auto& row :
       connection.query("SELECT DISTINCT pool FROM company WHERE tenant_id = $1 AND library = $2"
                        " ORDER BY pool",
                        {tenant, rules.library})) {
    if (rules.pool(row.text(0)) != nullptr) {
      continue;
    }
    const std::string code = "pool.rules.pool_in_use";
    const Map params{{"id", Value::string(row.text(0))}};
    violations.push_back(
        Value::map({{"code", Value::string(code)},
                    {"path", Value::string("/pools")},
                    {"params", Value::map(params)},
                    {"message", Value::string(kSpeaker.say(code, params, locale))}}));
  }
  if (!violations.empty()) {
    throw Failure("library.invalid", Value::list(std::move(violations)));
  }
}

// Today where the sun is first up of all places with a library.
calendar::Day latest_day(const Books& books, Millis now) {
  calendar::Day latest = *calendar::day_at(moment_of(now), {"+00:00", nullptr});
  for (const pool::Rules& rules : books.libraries) {
    const auto there = calendar::day_at(moment_of(now), {rules.zone, nullptr});
    if (there) {
      latest = std::max(latest, *there);
    }
  }
  return latest;
}

} // namespace

Value Companies::all_libraries(storage::Connection& connection, const std::string& tenant) const {
  List items;
  // Held: another thread may put newer ones in their place while these are read.
  const BooksPtr books = this->books(connection, tenant);
  for (const pool::Rules& rules : books->libraries) {
    items.push_back(Value::map({{"library", Value::string(rules.library)},
                                {"label", rules.label},
                                {"version", Value::integer(rules.version)}}));
  }
  return Value::map({{"items", Value::list(std::move(items))}});
}

Value Companies::publish_rules(storage::Connection& connection, const records::Caller& caller,
                               const std::string& library, const Value& document) const {
  const std::string& tenant = caller.who.tenant_id;
  const Value* name = document.find("library");
  if (name == nullptr || !name->is_string() || name->as_string() != library) {
    throw Failure("request.invalid");
  }
  const pool::Rules rules = definitions::publish_library(
      connection, tenant, document, caller.who.user_id, caller.who.locale, caller.now);
  require_pools(connection, tenant, rules, caller.who.locale);
  audit::append(connection, caller.actor, "library.publish", library,
                {{"version", Value::integer(rules.version)}}, caller.now);
  return Value::map(
      {{"library", Value::string(library)}, {"version", Value::integer(rules.version)}});
}

Value Companies::publish_calendar(storage::Connection& connection, const records::Caller& caller,
                                  const std::string& id, const Value& document) const {
  const std::string& tenant = caller.who.tenant_id;
  const Value* name = document.find("id");
  if (name == nullptr || !name->is_string() || name->as_string() != id) {
    throw Failure("request.invalid");
  }
  const calendar::Calendar stored = definitions::publish_calendar(
      connection, tenant, document, caller.who.user_id, caller.who.locale, caller.now);
  List years;
  for (const int year : stored.years()) {
    years.push_back(Value::integer(year));
  }
  audit::append(connection, caller.actor, "working_days.publish", id,
                {{"years", Value::list(years)}}, caller.now);
  return calendar_years(connection, tenant, caller.now);
}

Value Companies::calendar_years(storage::Connection& connection, const std::string& tenant,
                                Millis now) const {
  List years;
  const BooksPtr books = this->books(connection, tenant);
  for (const int year : books->calendar.years()) {
    years.push_back(Value::integer(year));
  }
  const auto missing = books->calendar.missing_year(latest_day(*books, now));
  return Value::map({{"years", Value::list(std::move(years))},
                     {"missing", missing ? Value::integer(*missing) : Value()}});
}

} // namespace qudao::companies

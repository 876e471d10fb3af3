#include "server/settings/settings.h"

#include <algorithm>
#include <set>

#include "core/value/json.h"
#include "server/failure/failure.h"
#include "server/stamps/stamps.h"

namespace qudao::settings {

namespace {

constexpr std::string_view kFiscalYears = "open_fiscal_years";
constexpr std::int64_t kFirstYear = 2000;
constexpr std::int64_t kLastYear = 2099;
constexpr std::size_t kMostYears = 20;

[[noreturn]] void refuse(std::string_view code, std::string_view path) {
  throw Failure("settings.invalid", Value::list({Value::map({{"code", Value::string(code)},
                                                             {"path", Value::string(path)},
                                                             {"params", Value::map({})}})}));
}

// Sorted, each once.
Value checked_years(const Value& years) {
  if (!years.is_list() || years.as_list().size() > kMostYears) {
    refuse("settings.fiscal_years", kFiscalYears);
  }
  std::set<std::int64_t> sorted;
  for (const Value& year : years.as_list()) {
    if (year.kind() != Kind::integer || year.as_int() < kFirstYear || year.as_int() > kLastYear) {
      refuse("settings.fiscal_year", kFiscalYears);
    }
    sorted.insert(year.as_int());
  }
  List list;
  for (const std::int64_t year : sorted) {
    list.push_back(Value::integer(year));
  }
  return Value::list(std::move(list));
}

void store(storage::Connection& connection, const std::string& tenant, std::string_view name,
           const Value& value, Millis now) {
  connection.execute("INSERT INTO setting (tenant_id, name, value, updated_at)"
                     " VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id, name)"
                     " DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
                     {tenant, name, write_json(value), now});
}

} // namespace

Value all(storage::Connection& connection, const std::string& tenant) {
  auto row = connection.one("SELECT value FROM setting WHERE tenant_id = $1 AND name = $2",
                            {tenant, kFiscalYears});
  if (!row) {
    return Value::map({{kFiscalYears, Value::list({})}});
  }
  auto years = parse_json(row->text(0));
  return Value::map({{kFiscalYears, years ? *years : Value::list({})}});
}

void change(storage::Connection& connection, const std::string& tenant, const Value& values,
            Millis now) {
  if (!values.is_map()) {
    refuse("type", "");
  }
  for (const auto& [name, value] : values.as_map()) {
    if (name.as_string() != kFiscalYears) {
      refuse("settings.unknown", name.as_string());
    }
    store(connection, tenant, kFiscalYears, checked_years(value), now);
  }
  stamps::raise(connection, tenant, stamps::kDirectory);
}

void provide_defaults(storage::Connection& connection, const std::string& tenant, Millis now) {
  auto row = connection.one("SELECT value FROM setting WHERE tenant_id = $1 AND name = $2",
                            {tenant, kFiscalYears});
  if (row) {
    return;
  }
  const std::int64_t year = std::stoll(rfc3339(now).substr(0, 4));
  change(connection, tenant, Value::map({{kFiscalYears, Value::list({Value::integer(year)})}}),
         now);
}

} // namespace qudao::settings

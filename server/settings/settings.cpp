#include "server/settings/settings.h"

#include <algorithm>
#include <optional>
#include <set>

#include "core/identity/own_data.h"
#include "core/value/json.h"
#include "server/failure/failure.h"
#include "server/stamps/stamps.h"

namespace qudao::settings {

namespace {

constexpr std::string_view kFiscalYears = "open_fiscal_years";
constexpr std::string_view kOwnDataDays = "own_data_days";
constexpr std::int64_t kUsualOwnDataDays = 180;
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

Value checked_days(const Value& days) {
  if (days.kind() != Kind::integer || days.as_int() < 0 ||
      days.as_int() > identity::kMostDaysBetween) {
    refuse("settings.own_data_days", kOwnDataDays);
  }
  return days;
}

std::optional<Value> stored(storage::Connection& connection, const std::string& tenant,
                            std::string_view name) {
  const auto row = connection.one("SELECT value FROM setting WHERE tenant_id = $1 AND name = $2",
                                  {tenant, name});
  auto value = row ? parse_json(row->text(0)) : parse_json("");
  return value ? std::optional<Value>(std::move(*value)) : std::nullopt;
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
  return Value::map(
      {{kFiscalYears, stored(connection, tenant, kFiscalYears).value_or(Value::list({}))},
       {kOwnDataDays, Value::integer(own_data_days(connection, tenant))}});
}

std::int64_t own_data_days(storage::Connection& connection, const std::string& tenant) {
  const auto days = stored(connection, tenant, kOwnDataDays);
  return days ? days->as_int() : kUsualOwnDataDays;
}

void change(storage::Connection& connection, const std::string& tenant, const Value& values,
            Millis now) {
  if (!values.is_map()) {
    refuse("type", "");
  }
  for (const auto& [key, value] : values.as_map()) {
    const std::string_view name = key.as_string();
    if (name != kFiscalYears && name != kOwnDataDays) {
      refuse("settings.unknown", name);
    }
    store(connection, tenant, name,
          name == kFiscalYears ? checked_years(value) : checked_days(value), now);
  }
  stamps::raise(connection, tenant, stamps::kDirectory);
}

void provide_defaults(storage::Connection& connection, const std::string& tenant, Millis now) {
  if (stored(connection, tenant, kFiscalYears)) {
    return;
  }
  const std::int64_t year = std::stoll(rfc3339(now).substr(0, 4));
  change(connection, tenant, Value::map({{kFiscalYears, Value::list({Value::integer(year)})}}),
         now);
}

} // namespace qudao::settings

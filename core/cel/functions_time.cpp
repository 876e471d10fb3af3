// Parts of timestamps and durations.
#include "core/cel/library.h"
#include "core/cel/zones.h"
#include "core/value/time_text.h"

namespace qudao::cel {

namespace {

// The receiver in the time zone of the second argument, UTC without one.
bool local_time(Call& call, Civil& out) {
  if (call[0].kind() != Kind::timestamp) return call.no_overload();
  std::int64_t seconds = call[0].as_timestamp().seconds;
  if (call.size() == 2) {
    if (!call[1].is_string()) return call.no_overload();
    auto offset = zone_offset(call.zones(), call[1].as_string(), seconds);
    if (!offset) return call.fail("invalid_time_zone");
    seconds += *offset;
  }
  out = civil_from_seconds(seconds);
  return true;
}

bool give(Call& call, std::int64_t n) {
  return call.give(Value::integer(n));
}

std::int64_t day_number(const Civil& t) {
  return days_from_civil(t.year, t.month, t.day);
}

bool full_year(Call& call) {
  Civil t;
  return local_time(call, t) && give(call, t.year);
}

bool month(Call& call) {
  Civil t;
  return local_time(call, t) && give(call, t.month - 1);
}

bool date(Call& call) {
  Civil t;
  return local_time(call, t) && give(call, t.day);
}

bool day_of_month(Call& call) {
  Civil t;
  return local_time(call, t) && give(call, t.day - 1);
}

bool day_of_week(Call& call) {
  Civil t;
  if (!local_time(call, t)) return false;
  std::int64_t from_thursday = day_number(t) % 7; // 1970-01-01 was one; Sunday is 0
  return give(call, (from_thursday + 11) % 7);
}

bool day_of_year(Call& call) {
  Civil t;
  return local_time(call, t) && give(call, day_number(t) - days_from_civil(t.year, 1, 1));
}

bool is_duration(Call& call) {
  return call.size() == 1 && call[0].kind() == Kind::duration;
}

bool hours(Call& call) {
  if (is_duration(call)) return give(call, call[0].as_duration().seconds / 3'600);
  Civil t;
  return local_time(call, t) && give(call, t.hour);
}

bool minutes(Call& call) {
  if (is_duration(call)) return give(call, call[0].as_duration().seconds / 60);
  Civil t;
  return local_time(call, t) && give(call, t.minute);
}

bool seconds(Call& call) {
  if (is_duration(call)) return give(call, call[0].as_duration().seconds);
  Civil t;
  return local_time(call, t) && give(call, t.second);
}

bool milliseconds(Call& call) {
  constexpr std::int32_t kNanos = 1'000'000;
  if (is_duration(call)) return give(call, call[0].as_duration().nanos / kNanos);
  Civil t;
  return local_time(call, t) && give(call, call[0].as_timestamp().nanos / kNanos);
}

} // namespace

std::span<const Function> time_functions() {
  constexpr std::string_view kDate = ".T:i|.Ts:i";
  constexpr std::string_view kClock = ".T:i|.Ts:i|.D:i";
  static constexpr Function kFunctions[] = {
      {"getFullYear", kDate, full_year},
      {"getMonth", kDate, month},
      {"getDate", kDate, date},
      {"getDayOfMonth", kDate, day_of_month},
      {"getDayOfWeek", kDate, day_of_week},
      {"getDayOfYear", kDate, day_of_year},
      {"getHours", kClock, hours},
      {"getMinutes", kClock, minutes},
      {"getSeconds", kClock, seconds},
      {"getMilliseconds", kClock, milliseconds},
  };
  return kFunctions;
}

} // namespace qudao::cel

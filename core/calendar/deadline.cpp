#include <algorithm>

#include "core/calendar/calendar.h"
#include "core/value/time_text.h"

namespace qudao::calendar {

namespace {

constexpr std::int64_t kSecondsOfDay = 86'400;

Violation unknown_zone(const Zone& zone) {
  return {"calendar.zone", {}, {{"zone", Value::string(zone.name)}}, {}, {}};
}

std::optional<std::int32_t> offset_of(const Zone& zone, std::int64_t seconds) {
  return cel::zone_offset(zone.zones, zone.name, seconds);
}

int days_of_month(int year, int month) {
  int last = 31;
  while (!is_valid_date(year, month, last)) {
    --last;
  }
  return last;
}

Day plus_months(Day day, std::int64_t months) {
  const Civil from = civil_from_seconds(day * kSecondsOfDay);
  const std::int64_t month = (from.month - 1) + months;
  const int year = static_cast<int>(from.year + month / 12);
  const int in_year = static_cast<int>(month % 12) + 1;
  return days_from_civil(year, in_year, std::min(from.day, days_of_month(year, in_year)));
}

} // namespace

Result<Day, Violation> day_at(Timestamp moment, const Zone& zone) {
  const auto offset = offset_of(zone, moment.seconds);
  if (!offset) return Unexpected{unknown_zone(zone)};
  const std::int64_t local = moment.seconds + *offset;
  return local / kSecondsOfDay - (local % kSecondsOfDay < 0 ? 1 : 0);
}

Result<Timestamp, Violation> start_of(Day day, const Zone& zone) {
  const std::int64_t midnight = day * kSecondsOfDay;
  const auto before = offset_of(zone, midnight - kSecondsOfDay);
  const auto after = offset_of(zone, midnight + kSecondsOfDay);
  if (!before || !after) return Unexpected{unknown_zone(zone)};
  std::optional<std::int64_t> start;
  for (const std::int32_t offset : {*before, *after}) {
    const std::int64_t moment = midnight - offset;
    if (offset_of(zone, moment) == offset && (!start || moment > *start)) start = moment;
  }
  if (start) return Timestamp{*start, 0};
  // Clocks are put forward over midnight: the day starts when they are.
  std::int64_t low = midnight - *after;
  std::int64_t high = midnight - *before;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (offset_of(zone, middle) == after) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return Timestamp{low, 0};
}

Result<Timestamp, Violation> deadline(const Calendar& calendar, const Term& term, Timestamp from,
                                      const Zone& zone) {
  if (term.unit == Unit::hours) return Timestamp{from.seconds + term.count * 3600, from.nanos};
  const auto today = day_at(from, zone);
  if (!today) return Unexpected{today.error()};
  Day last = *today;
  if (term.unit == Unit::working_days) {
    const auto found = calendar.add_working_days(last, static_cast<int>(term.count));
    if (!found) return Unexpected{found.error()};
    last = *found;
  } else {
    last = term.unit == Unit::days ? last + term.count : plus_months(last, term.count);
  }
  return start_of(last + 1, zone);
}

} // namespace qudao::calendar

#include "core/calendar/calendar.h"

#include <algorithm>

#include "core/value/time_text.h"

namespace qudao::calendar {

namespace {

constexpr std::int64_t kDay = 86'400;
constexpr int kAnnouncedBy = 10; // the month

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

int digits(std::string_view text) {
  int n = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    n = n * 10 + (c - '0');
  }
  return n;
}

Violation no_year(Day day) {
  return {"calendar.no_year", {}, {{"year", Value::integer(year_of(day))}}, {}, {}};
}

} // namespace

std::optional<Day> day_named(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = digits(text.substr(0, 4));
  const int month = digits(text.substr(5, 2));
  const int day = digits(text.substr(8, 2));
  if (year < 1 || !is_valid_date(year, month, day)) return std::nullopt;
  return days_from_civil(year, month, day);
}

std::string name_of(Day day) {
  std::string out;
  append_timestamp(out, Timestamp{day * kDay, 0});
  return out.substr(0, 10);
}

int weekday(Day day) {
  return static_cast<int>((day + 3) - floor_div(day + 3, 7) * 7) + 1; // 1970-01-01 was a Thursday
}

int year_of(Day day) {
  return civil_from_seconds(day * kDay).year;
}

Calendar Calendar::with(const Calendar& newer) const {
  Calendar both = *this;
  for (const auto& [year, days] : newer.years_) {
    both.years_[year] = days;
  }
  return both;
}

std::vector<int> Calendar::years() const {
  std::vector<int> out;
  for (const auto& [year, days] : years_) {
    out.push_back(year);
  }
  return out;
}

std::optional<int> Calendar::missing_year(Day today) const {
  const auto date = civil_from_seconds(today * kDay);
  for (const int year : {date.year, date.year + 1}) {
    const bool due = year == date.year || date.month >= kAnnouncedBy;
    if (due && years_.count(year) == 0) return year;
  }
  return std::nullopt;
}

const Calendar::Special* Calendar::find(Day day) const {
  const auto year = years_.find(year_of(day));
  if (year == years_.end()) return nullptr;
  const auto at =
      std::lower_bound(year->second.begin(), year->second.end(), day,
                       [](const Special& special, Day wanted) { return special.day < wanted; });
  return at != year->second.end() && at->day == day ? &*at : nullptr;
}

Result<bool, Violation> Calendar::is_working_day(Day day) const {
  if (years_.count(year_of(day)) == 0) return Unexpected{no_year(day)};
  const Special* special = find(day);
  return special == nullptr ? !weekend_[static_cast<std::size_t>(weekday(day))] : special->worked;
}

std::string_view Calendar::holiday(Day day) const {
  const Special* special = find(day);
  return special == nullptr ? std::string_view() : std::string_view(special->name);
}

// Ends: a year without data is an error, and years are few.
Result<Day, Violation> Calendar::add_working_days(Day day, int n) const {
  const Day step = n < 0 ? -1 : 1;
  for (int left = n < 0 ? -n : n; left > 0;) {
    day += step;
    const auto worked = is_working_day(day);
    if (!worked) return Unexpected{worked.error()};
    if (*worked) --left;
  }
  return day;
}

Result<std::int64_t, Violation> Calendar::working_days_between(Day from, Day to) const {
  std::int64_t count = 0;
  for (Day day = std::min(from, to) + 1; day <= std::max(from, to); ++day) {
    const auto worked = is_working_day(day);
    if (!worked) return Unexpected{worked.error()};
    if (*worked) ++count;
  }
  return from <= to ? count : -count;
}

} // namespace qudao::calendar

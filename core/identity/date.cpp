#include "core/identity/date.h"

#include <array>
#include <chrono>

#include "core/identity/fold.h"

namespace qudao::identity {
namespace {

constexpr std::int64_t kDay = 86'400;

int number(std::string_view digits) {
  int n = 0;
  for (const char c : digits)
    n = n * 10 + (c - '0');
  return n;
}

void append_padded(std::string& out, int n, int width) {
  std::string digits = std::to_string(n);
  out.append(static_cast<std::size_t>(width) - digits.size(), '0').append(digits);
}

struct Parts {
  std::array<std::string_view, 3> part; // year, month, day
  bool found = false;
};

// Year, month and day parted by the same separator.
Parts parted(std::string_view text, std::string_view first, std::string_view second) {
  const std::size_t a = text.find(first);
  if (a == std::string_view::npos) return {};
  const std::size_t b = text.find(second, a + first.size());
  if (b == std::string_view::npos) return {};
  return {{text.substr(0, a), text.substr(a + first.size(), b - a - first.size()),
           text.substr(b + second.size())},
          true};
}

Parts split_date(std::string_view text) {
  if (text.size() == 8 && all_digits(text))
    return {{text.substr(0, 4), text.substr(4, 2), text.substr(6)}, true};
  for (const std::string_view separator : {"-", "/", "."})
    if (Parts parts = parted(text, separator, separator); parts.found) return parts;
  Parts parts = parted(text, "年", "月");
  constexpr std::string_view kDayWord = "日";
  if (parts.found && parts.part[2].ends_with(kDayWord))
    parts.part[2].remove_suffix(kDayWord.size());
  return parts;
}

bool is_part(std::string_view digits, std::size_t shortest, std::size_t longest) {
  return digits.size() >= shortest && digits.size() <= longest && all_digits(digits);
}

std::string canonical_date(int year, int month, int day) {
  std::string out;
  append_padded(out, year, 4);
  append_padded(out += '-', month, 2);
  append_padded(out += '-', day, 2);
  return out;
}

struct Clock {
  std::int64_t seconds = -1; // of the day; −1 when the text was no time
  int zone_minutes = 0;
};

// "Z", "+08:00", "+0800"; nothing means the zone given.
bool read_zone(std::string_view zone, int& minutes) {
  if (zone.empty()) return true;
  if (zone == "Z" || zone == "z") {
    minutes = 0;
    return true;
  }
  if (zone[0] != '+' && zone[0] != '-') return false;
  const std::string_view hours = zone.substr(1, 2);
  std::string_view rest = zone.size() > 3 ? zone.substr(3) : std::string_view();
  if (rest.starts_with(':')) rest.remove_prefix(1);
  if (!is_part(hours, 2, 2) || !is_part(rest, 2, 2) || number(hours) > 23 || number(rest) > 59)
    return false;
  minutes = (number(hours) * 60 + number(rest)) * (zone[0] == '-' ? -1 : 1);
  return true;
}

Clock read_clock(std::string_view text, int zone_minutes) {
  const std::size_t end = std::min(text.find_first_of("Zz+-"), text.size());
  std::string_view clock = text.substr(0, end);
  while (clock.ends_with(' '))
    clock.remove_suffix(1);
  if (!read_zone(text.substr(end), zone_minutes)) return {};
  if (const std::size_t dot = clock.find('.'); dot != std::string_view::npos) {
    if (!is_part(clock.substr(dot + 1), 1, 9)) return {};
    clock = clock.substr(0, dot);
  }
  const std::size_t colon = clock.find(':');
  if (colon == std::string_view::npos) return {};
  const std::string_view hour = clock.substr(0, colon);
  const std::string_view minute = clock.substr(colon + 1, 2);
  std::string_view second = clock.substr(std::min(colon + 3, clock.size()));
  if (second.empty()) second = ":00";
  if (!is_part(hour, 1, 2) || !is_part(minute, 2, 2) || second[0] != ':' ||
      !is_part(second.substr(1), 2, 2))
    return {};
  const int h = number(hour);
  const int m = number(minute);
  const int s = number(second.substr(1));
  if (h > 23 || m > 59 || s > 59) return {};
  return {h * 3600 + m * 60 + s, zone_minutes};
}

} // namespace

FormatResult date(std::string_view typed) {
  if (typed.size() > kLongestInput) return wrong("format.date");
  const std::string text = fold_code(typed, false);
  const Parts parts = split_date(text);
  const auto& [year, month, day] = parts.part;
  if (!parts.found || !is_part(year, 4, 4) || !is_part(month, 1, 2) || !is_part(day, 1, 2))
    return wrong("format.date");
  const std::chrono::year_month_day ymd{std::chrono::year{number(year)},
                                        std::chrono::month{static_cast<unsigned>(number(month))},
                                        std::chrono::day{static_cast<unsigned>(number(day))}};
  if (number(year) < 1 || !ymd.ok()) return wrong("format.date.calendar");
  return canonical_date(number(year), number(month), number(day));
}

FormatResult date_time(std::string_view typed, int zone_minutes) {
  if (typed.size() > kLongestInput) return wrong("format.date_time");
  const std::string text = fold_input(typed);
  const std::size_t gap = text.find_first_of("Tt ");
  if (gap == std::string::npos) return wrong("format.date_time");
  FormatResult day = date(std::string_view(text).substr(0, gap));
  if (!day)
    return day.error() == "format.date.calendar" ? day : FormatResult(wrong("format.date_time"));
  const Clock clock = read_clock(std::string_view(text).substr(gap + 1), zone_minutes);
  if (clock.seconds < 0) return wrong("format.date_time");
  const std::int64_t moment =
      seconds_of_date(*day) + clock.seconds - std::int64_t{clock.zone_minutes} * 60;
  if (moment < seconds_of_date("0001-01-01") || moment >= seconds_of_date("9999-12-31") + kDay)
    return wrong("format.date_time");
  return date_time_of_seconds(moment);
}

std::int64_t seconds_of_date(std::string_view canonical) {
  const std::chrono::year_month_day ymd{
      std::chrono::year{number(canonical.substr(0, 4))},
      std::chrono::month{static_cast<unsigned>(number(canonical.substr(5, 2)))},
      std::chrono::day{static_cast<unsigned>(number(canonical.substr(8, 2)))}};
  return std::int64_t{std::chrono::sys_days{ymd}.time_since_epoch().count()} * kDay;
}

std::int64_t seconds_of_date_time(std::string_view canonical) {
  const int hours = number(canonical.substr(11, 2));
  const int minutes = number(canonical.substr(14, 2));
  return seconds_of_date(canonical) + hours * 3600L + minutes * 60L +
         number(canonical.substr(17, 2));
}

std::string date_of_seconds(std::int64_t seconds) {
  const std::int64_t days = (seconds - (seconds % kDay + kDay) % kDay) / kDay;
  const std::chrono::year_month_day ymd{
      std::chrono::sys_days{std::chrono::days{static_cast<std::int32_t>(days)}}};
  return canonical_date(int{ymd.year()}, static_cast<int>(unsigned{ymd.month()}),
                        static_cast<int>(unsigned{ymd.day()}));
}

std::string date_time_of_seconds(std::int64_t seconds) {
  const int of_day = static_cast<int>((seconds % kDay + kDay) % kDay);
  std::string out = date_of_seconds(seconds) + 'T';
  append_padded(out, of_day / 3600, 2);
  append_padded(out += ':', of_day / 60 % 60, 2);
  append_padded(out += ':', of_day % 60, 2);
  return out + 'Z';
}

} // namespace qudao::identity

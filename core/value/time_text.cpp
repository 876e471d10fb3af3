#include "core/value/time_text.h"

#include <algorithm>
#include <cstdlib>

#include "core/text/ascii.h"

namespace qudao {

namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kFirstSecond = -62'135'596'800; // 0001-01-01T00:00:00Z
constexpr std::int64_t kLastSecond = 253'402'300'799;  // 9999-12-31T23:59:59Z
constexpr std::int64_t kLongestDuration = 315'576'000'000;
constexpr std::int64_t kMostUnits =
    99'999'999'999'999'999; // of one unit; ten times more still fits
constexpr std::int64_t kNanosPerSecond = 1'000'000'000;

// Exactly `count` digits.
bool take_number(std::string_view& text, std::size_t count, int& out) {
  if (text.size() < count) return false;
  out = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_digit(text[i])) return false;
    out = out * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return true;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text[0] != expected) return false;
  text.remove_prefix(1);
  return true;
}

bool take_date(std::string_view& text, Civil& out) {
  return take_number(text, 4, out.year) && take(text, '-') && take_number(text, 2, out.month) &&
         take(text, '-') && take_number(text, 2, out.day) &&
         is_valid_date(out.year, out.month, out.day);
}

bool take_clock(std::string_view& text, Civil& out) {
  return take_number(text, 2, out.hour) && take(text, ':') && take_number(text, 2, out.minute) &&
         take(text, ':') && take_number(text, 2, out.second) && out.hour < 24 && out.minute < 60 &&
         out.second < 60;
}

// ".25" → 250,000,000; digits beyond the ninth are dropped.
bool take_fraction(std::string_view& text, std::int32_t& nanos) {
  if (!take(text, '.')) return true;
  std::int32_t unit = 100'000'000;
  std::size_t count = 0;
  for (; count < text.size() && is_digit(text[count]); ++count, unit /= 10)
    nanos += (text[count] - '0') * unit;
  text.remove_prefix(count);
  return count > 0;
}

void append_padded(std::string& out, int number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

void append_fraction(std::string& out, std::int32_t nanos) {
  if (nanos == 0) return;
  out += '.';
  append_padded(out, nanos, 9);
  while (out.back() == '0')
    out.pop_back();
}

struct Unit {
  std::string_view name;
  std::int64_t nanos;
};

// Longer names first: "ms" before "m".
constexpr Unit kUnits[] = {
    {"ms", 1'000'000},
    {"us", 1'000},
    {"\xC2\xB5s", 1'000},
    {"\xCE\xBCs", 1'000},
    {"ns", 1},
    {"h", 3'600 * kNanosPerSecond},
    {"m", 60 * kNanosPerSecond},
    {"s", kNanosPerSecond},
};

const Unit* take_unit(std::string_view& text) {
  for (const Unit& unit : kUnits) {
    if (text.substr(0, unit.name.size()) != unit.name) continue;
    text.remove_prefix(unit.name.size());
    return &unit;
  }
  return nullptr;
}

// digits [. digits] unit, added to `total`.
bool take_duration_part(std::string_view& text, Duration& total) {
  std::int64_t whole = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && is_digit(text[digits]); ++digits) {
    if (whole > kMostUnits) return false;
    whole = whole * 10 + (text[digits] - '0');
  }
  text.remove_prefix(digits);
  std::int32_t fraction = 0; // billionths of the unit
  bool has_point = !text.empty() && text[0] == '.';
  if (!take_fraction(text, fraction) || (digits == 0 && !has_point)) return false;
  const Unit* unit = take_unit(text);
  if (unit == nullptr) return false;
  std::int64_t nanos = total.nanos;
  if (unit->nanos >= kNanosPerSecond) {
    std::int64_t seconds = unit->nanos / kNanosPerSecond;
    if (whole > kLongestDuration / seconds) return false;
    total.seconds += whole * seconds + fraction * seconds / kNanosPerSecond;
    nanos += fraction * seconds % kNanosPerSecond;
  } else {
    std::int64_t per_second = kNanosPerSecond / unit->nanos;
    total.seconds += whole / per_second;
    nanos += whole % per_second * unit->nanos + fraction * unit->nanos / kNanosPerSecond;
  }
  total.seconds += nanos / kNanosPerSecond;
  total.nanos = static_cast<std::int32_t>(nanos % kNanosPerSecond);
  return in_range(total);
}

} // namespace

// Years are counted from March so that the leap day ends a year; 146,097 days make 400 years.
std::int64_t days_from_civil(int year, int month, int day) {
  std::int64_t y = month <= 2 ? year - 1 : year;
  std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  std::int64_t year_of_era = y - era * 400;
  std::int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

Civil civil_from_seconds(std::int64_t seconds) {
  std::int64_t days = seconds / kDay - (seconds % kDay < 0 ? 1 : 0);
  std::int64_t rest = seconds - days * kDay;
  days += 719'468;
  std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  std::int64_t day_of_era = days - era * 146'097;
  std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
  Civil civil;
  civil.day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  civil.month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  civil.year = static_cast<int>(year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0));
  civil.hour = static_cast<int>(rest / 3'600);
  civil.minute = static_cast<int>(rest / 60 % 60);
  civil.second = static_cast<int>(rest % 60);
  return civil;
}

bool is_valid_date(int year, int month, int day) {
  if (year < 1 || year > 9'999 || month < 1 || month > 12 || day < 1) return false;
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[month - 1] + (leap && month == 2 ? 1 : 0);
}

bool in_range(Timestamp t) {
  return t.seconds >= kFirstSecond && t.seconds <= kLastSecond && t.nanos >= 0 &&
         t.nanos < kNanosPerSecond;
}

bool in_range(Duration d) {
  return d.seconds >= -kLongestDuration && d.seconds <= kLongestDuration;
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  Civil civil;
  Timestamp t;
  if (!take_date(text, civil) || !(take(text, 'T') || take(text, 't')) ||
      !take_clock(text, civil) || !take_fraction(text, t.nanos))
    return std::nullopt;
  std::int32_t offset = 0;
  if (!(text == "Z" || text == "z")) {
    if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    auto parsed = parse_offset(text);
    if (!parsed) return std::nullopt;
    offset = *parsed;
  }
  t.seconds = days_from_civil(civil.year, civil.month, civil.day) * kDay + civil.hour * 3'600L +
              civil.minute * 60L + civil.second - offset;
  if (!in_range(t)) return std::nullopt;
  return t;
}

void append_timestamp(std::string& out, Timestamp t) {
  Civil civil = civil_from_seconds(t.seconds);
  append_padded(out, civil.year, 4);
  out += '-';
  append_padded(out, civil.month, 2);
  out += '-';
  append_padded(out, civil.day, 2);
  out += 'T';
  append_padded(out, civil.hour, 2);
  out += ':';
  append_padded(out, civil.minute, 2);
  out += ':';
  append_padded(out, civil.second, 2);
  append_fraction(out, t.nanos);
  out += 'Z';
}

std::optional<std::int32_t> parse_offset(std::string_view text) {
  if (text.empty() || text == "UTC" || text == "Z") return 0;
  bool west = text[0] == '-';
  if (west || text[0] == '+') text.remove_prefix(1);
  int hours = 0;
  int minutes = 0;
  if (!take_number(text, 2, hours) || !take(text, ':') || !take_number(text, 2, minutes) ||
      !text.empty() || hours > 23 || minutes > 59)
    return std::nullopt;
  std::int32_t seconds = hours * 3'600 + minutes * 60;
  return west ? -seconds : seconds;
}

std::optional<Duration> parse_duration(std::string_view text) {
  bool negative = take(text, '-');
  if (!negative) take(text, '+');
  Duration total;
  if (text == "0") return total;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    if (!take_duration_part(text, total)) return std::nullopt;
  }
  if (negative) total = {-total.seconds, -total.nanos};
  return total;
}

void append_duration(std::string& out, Duration d) {
  if (d.seconds < 0 || d.nanos < 0) out += '-';
  out += std::to_string(std::llabs(d.seconds));
  append_fraction(out, std::abs(d.nanos));
  out += 's';
}

} // namespace qudao

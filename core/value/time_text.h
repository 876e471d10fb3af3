// Timestamps and durations as text and as calendar parts: RFC 3339 and the duration notation of
// CEL.
//
// The calendar is the proleptic Gregorian one; years 1 to 9999. There are no time zones here but
// fixed offsets. Cost: O(length of the text). Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/value/value.h"

namespace qudao {

struct Civil {
  int year = 1970;
  int month = 1; // 1 … 12
  int day = 1;   // 1 … 31
  int hour = 0;
  int minute = 0;
  int second = 0;
};

std::int64_t days_from_civil(int year, int month, int day); // since 1970-01-01
Civil civil_from_seconds(std::int64_t seconds);             // since 1970-01-01T00:00:00Z
bool is_valid_date(int year, int month, int day);

bool in_range(Timestamp t); // years 1 to 9999
bool in_range(Duration d);  // ± 10,000 years, as protobuf

// "2026-08-01T09:30:00.25+08:00"; nothing when malformed or out of range.
std::optional<Timestamp> parse_timestamp(std::string_view text);
void append_timestamp(std::string& out, Timestamp t); // in UTC, with as many decimals as needed

// "+08:00", "-02:30", "08:00", "UTC", "" → seconds east of UTC.
std::optional<std::int32_t> parse_offset(std::string_view text);

// "1h30m", "-1.5s", "100ms", "0"; nothing when malformed or out of range. Units: h m s ms us µs ns.
std::optional<Duration> parse_duration(std::string_view text);
void append_duration(std::string& out, Duration d); // in seconds: "5400s", "-1.5s"

} // namespace qudao

// Dates and moments as people type them, on the real calendar (proleptic Gregorian, years 1 to
// 9999).
//
//   date       2026-1-5, 2026/01/05, 2026.1.5, 20260105, 2026年1月5日  →  2026-01-05
//   date_time  a date, then T or a space, then hh:mm or hh:mm:ss, then Z or an offset; without one
//              the time is meant in the given zone                    →  2026-01-05T02:30:00Z
//              (whole seconds)
//
// Codes: format.date, format.date.calendar (30 February), format.date_time.
#pragma once

#include <cstdint>

#include "core/identity/format_result.h"

namespace qudao::identity {

FormatResult date(std::string_view typed);
FormatResult date_time(std::string_view typed, int zone_minutes);

// Seconds since 1970 of midnight UTC of a canonical date, of a canonical date_time; only for what
// the readers above returned.
std::int64_t seconds_of_date(std::string_view canonical);
std::int64_t seconds_of_date_time(std::string_view canonical);

std::string date_of_seconds(std::int64_t seconds);      // canonical date, in UTC
std::string date_time_of_seconds(std::int64_t seconds); // canonical date_time

} // namespace qudao::identity

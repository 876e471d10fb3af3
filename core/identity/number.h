// Numbers as people type them: exact decimal text, never through binary rounding.
//
// Accepted: digits with groups of three ("1,200.50", "1 200"), full-width digits, a sign. Refused
// rather than guessed: "1,2", "1.200,50", exponents.
//
// Codes: format.integer, format.number, number.too_precise (more than 15 significant digits: a JSON
// number could not hold it exactly), number.too_large (an integer beyond 2^53 − 1).
#pragma once

#include <cstdint>

#include "core/identity/format_result.h"

namespace qudao::identity {

inline constexpr int kSignificantDigits = 15;
inline constexpr std::int64_t kLargestInteger = (std::int64_t{1} << 53) - 1;

// mantissa × 10^−scale, |mantissa| < 10^15, 0 ≤ scale ≤ 15, no needless zeros at the end.
struct Decimal {
  std::int64_t mantissa = 0;
  int scale = 0;
  double to_double() const; // correctly rounded: both operands of the one division are exact
};

Result<std::int64_t, std::string_view> integer(std::string_view typed);
Result<Decimal, std::string_view> decimal(std::string_view typed);

// The decimal whose nearest double is `number`, when one with at most 15 significant digits exists.
Result<Decimal, std::string_view> decimal_of(double number);

// The same for what was calculated: to 15 significant digits and 15 decimals, half away from zero, as spreadsheets show it.
// 951.9000000000001, a sum of amounts, is 951.9.
Result<Decimal, std::string_view> decimal_near(double number);

} // namespace qudao::identity

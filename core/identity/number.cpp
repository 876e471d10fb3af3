#include "core/identity/number.h"

#include <cmath>

#include "core/identity/fold.h"

namespace qudao::identity {
namespace {

constexpr std::int64_t kMantissaLimit = 1'000'000'000'000'000; // 10^15

constexpr double kPowersOfTen[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}; // all exact

double power_of_ten(int exponent) {
  return kPowersOfTen[exponent];
}

struct Digits {
  bool negative = false;
  std::string whole;
  std::string fraction;
};

// Group separators must stand where they mean something: otherwise "1,2" (meant as 1.2) would
// become 12.
bool take_groups(std::string_view text, std::string& out) {
  const std::size_t first = text.find_first_of(", ");
  if (first == std::string_view::npos) {
    out = text;
    return all_digits(text);
  }
  const char separator = text[first];
  if (first == 0 || first > 3) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool boundary = i >= first && (i - first) % 4 == 0;
    if (boundary ? text[i] != separator : !is_digit(text[i])) return false;
    if (!boundary) out += text[i];
  }
  return (text.size() - first) % 4 == 0;
}

bool read_digits(std::string_view typed, Digits& digits) {
  if (typed.size() > kLongestInput) return false;
  const std::string folded = fold_input(typed);
  std::string_view text = folded;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    digits.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  const std::size_t point = text.find('.');
  if (point != std::string_view::npos) {
    digits.fraction = text.substr(point + 1);
    if (digits.fraction.empty() || !all_digits(digits.fraction)) return false;
    text = text.substr(0, point);
    if (text.empty()) text = "0"; // ".5"
  }
  return !text.empty() && take_groups(text, digits.whole);
}

} // namespace

double Decimal::to_double() const {
  return static_cast<double>(mantissa) / power_of_ten(scale);
}

Result<std::int64_t, std::string_view> integer(std::string_view typed) {
  Digits digits;
  if (!read_digits(typed, digits)) return wrong("format.integer");
  if (digits.fraction.find_first_not_of('0') != std::string::npos) return wrong("format.integer");
  std::int64_t number = 0;
  for (const char c : digits.whole) {
    number = number * 10 + (c - '0');
    if (number > kLargestInteger) return wrong("number.too_large");
  }
  return digits.negative ? -number : number;
}

Result<Decimal, std::string_view> decimal(std::string_view typed) {
  Digits digits;
  if (!read_digits(typed, digits)) return wrong("format.number");
  while (!digits.fraction.empty() && digits.fraction.back() == '0')
    digits.fraction.pop_back();
  if (digits.fraction.size() > kSignificantDigits) return wrong("number.too_precise");
  std::int64_t mantissa = 0;
  for (const char c : digits.whole + digits.fraction) {
    mantissa = mantissa * 10 + (c - '0');
    if (mantissa >= kMantissaLimit) return wrong("number.too_precise");
  }
  return Decimal{digits.negative ? -mantissa : mantissa, static_cast<int>(digits.fraction.size())};
}

Result<Decimal, std::string_view> decimal_of(double number) {
  if (!std::isfinite(number)) return wrong("format.number");
  for (int scale = 0; scale <= kSignificantDigits; ++scale) {
    const double scaled = std::round(number * power_of_ten(scale));
    if (std::fabs(scaled) >= static_cast<double>(kMantissaLimit)) break;
    const Decimal candidate{static_cast<std::int64_t>(scaled), scale};
    if (candidate.to_double() == number) return candidate;
  }
  return wrong("number.too_precise");
}

Result<Decimal, std::string_view> decimal_near(double number) {
  if (auto exact = decimal_of(number)) return exact;
  if (!std::isfinite(number)) return wrong("format.number");
  for (int scale = kSignificantDigits; scale >= 0; --scale) {
    const double scaled = std::round(number * power_of_ten(scale));
    if (std::fabs(scaled) >= static_cast<double>(kMantissaLimit)) continue;
    Decimal near{static_cast<std::int64_t>(scaled), scale};
    for (; near.scale > 0 && near.mantissa % 10 == 0; --near.scale)
      near.mantissa /= 10;
    return near;
  }
  return wrong("number.too_precise");
}

} // namespace qudao::identity

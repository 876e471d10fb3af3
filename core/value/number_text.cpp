#include "core/value/number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <vector>

#include "core/text/ascii.h"

namespace qudao {

namespace {

// value = 0.DIGITS × 10^point, the first digit not 0.
struct Decimal {
  std::string digits;
  int point = 0;
};

void drop_trailing_zeros(std::string& digits) {
  while (digits.size() > 1 && digits.back() == '0')
    digits.pop_back();
}

// The everyday case: a few decimals. Two texts of up to 15 digits never read back to the same
// double, so the first that reads back is the shortest.
bool short_decimal(double number, Decimal& out) {
  constexpr double kPowers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
  for (int decimals = 0; decimals <= 6; ++decimals) {
    double scaled = std::round(number * kPowers[decimals]);
    if (!(scaled < 1e15)) return false;
    if (scaled / kPowers[decimals] != number) continue;
    char digits[24];
    auto end = std::to_chars(digits, digits + sizeof digits, static_cast<std::int64_t>(scaled)).ptr;
    out.digits.assign(digits, end);
    out.point = static_cast<int>(out.digits.size()) - decimals;
    drop_trailing_zeros(out.digits);
    return true;
  }
  return false;
}

// Digits without a point and an exponent: what strtod reads alike under every locale.
double from_digits(std::string_view digits, long exponent) {
  char text[24];
  char* end = std::to_chars(text, text + sizeof text, exponent).ptr;
  std::string number(digits);
  number += 'e';
  number.append(text, end);
  return std::strtod(number.c_str(), nullptr);
}

// A whole number of any size, nine digits to a limb, the lowest first.
class BigNumber {
 public:
  explicit BigNumber(std::uint64_t n) {
    for (; n > 0; n /= kLimb)
      limbs_.push_back(static_cast<std::uint32_t>(n % kLimb));
  }

  void multiply(std::uint32_t factor) {
    std::uint64_t carry = 0;
    for (std::uint32_t& limb : limbs_) {
      carry += std::uint64_t{limb} * factor;
      limb = static_cast<std::uint32_t>(carry % kLimb);
      carry /= kLimb;
    }
    if (carry > 0) limbs_.push_back(static_cast<std::uint32_t>(carry));
  }

  // `step` is base to the `per_step`, still less than a limb: so a carry is less than one too.
  void multiply_power(std::uint32_t base, int exponent, std::uint32_t step, int per_step) {
    for (; exponent >= per_step; exponent -= per_step)
      multiply(step);
    for (; exponent > 0; --exponent)
      multiply(base);
  }

  std::string digits() const {
    std::string text;
    for (std::size_t i = limbs_.size(); i-- > 0;) {
      std::string limb = std::to_string(limbs_[i]);
      if (!text.empty()) text.append(9 - limb.size(), '0');
      text += limb;
    }
    return text;
  }

 private:
  static constexpr std::uint32_t kLimb = 1'000'000'000;
  std::vector<std::uint32_t> limbs_;
};

// All digits of the double, up to 767 of them: m × 2^e is m × 5^−e with the point moved when e is negative.
Decimal exact(double number) {
  int exponent = 0;
  double fraction = std::frexp(number, &exponent);
  exponent -= 53;
  BigNumber big(static_cast<std::uint64_t>(std::ldexp(fraction, 53)));
  if (exponent >= 0) {
    big.multiply_power(2, exponent, 1u << 29, 29);
  } else {
    big.multiply_power(5, -exponent, 244'140'625, 12);
  }
  Decimal decimal;
  decimal.digits = big.digits();
  decimal.point = static_cast<int>(decimal.digits.size()) + std::min(exponent, 0);
  return decimal;
}

// The first `count` digits, rounded half to even.
Decimal rounded(const Decimal& all, std::size_t count) {
  Decimal out = all;
  if (all.digits.size() <= count) return out;
  out.digits.resize(count);
  std::string_view rest = std::string_view(all.digits).substr(count);
  bool is_half = rest[0] == '5' && rest.find_first_not_of('0', 1) == std::string_view::npos;
  bool up = is_half ? (out.digits.back() - '0') % 2 == 1 : rest[0] >= '5';
  for (std::size_t i = count; up && i-- > 0;) {
    up = out.digits[i] == '9';
    out.digits[i] = up ? '0' : static_cast<char>(out.digits[i] + 1);
  }
  if (up) { // all nines
    out.digits.insert(out.digits.begin(), '1');
    ++out.point;
  }
  return out;
}

Decimal shortest(double number) {
  Decimal found;
  if (short_decimal(number, found)) return found;
  Decimal all = exact(number);
  // A normal double with a shorter text shows zeros at 15 digits; a subnormal carries too few bits for that.
  std::size_t count = number < std::numeric_limits<double>::min() ? 1 : 15;
  for (; count <= 17; ++count) {
    found = rounded(all, count);
    if (from_digits(found.digits, found.point - static_cast<int>(found.digits.size())) == number)
      break;
  }
  drop_trailing_zeros(found.digits);
  return found;
}

void append_plain(std::string& out, const Decimal& d) {
  auto count = static_cast<int>(d.digits.size());
  if (d.point <= 0) {
    out += "0.";
    out.append(static_cast<std::size_t>(-d.point), '0');
    out += d.digits;
  } else if (count <= d.point) {
    out += d.digits;
    out.append(static_cast<std::size_t>(d.point - count), '0');
  } else {
    out.append(d.digits, 0, static_cast<std::size_t>(d.point));
    out += '.';
    out.append(d.digits, static_cast<std::size_t>(d.point));
  }
}

void append_scientific(std::string& out, const Decimal& d, std::size_t least_digits = 1) {
  out += d.digits[0];
  if (d.digits.size() > 1) {
    out += '.';
    out.append(d.digits, 1);
  }
  int exponent = d.point - 1;
  out += exponent < 0 ? "e-" : "e+";
  std::string digits = std::to_string(std::abs(exponent));
  if (digits.size() < least_digits) out += '0';
  out += digits;
}

// NaN, the infinities and the sign; true when digits have to follow.
bool begin_number(std::string& out, double number) {
  if (std::isnan(number)) {
    out += "NaN";
    return false;
  }
  if (std::signbit(number)) out += '-';
  if (!std::isinf(number)) return true;
  out += "Infinity";
  return false;
}

// All digits of a finite number, zero too.
Decimal exact_or_zero(double number) {
  return number == 0 ? Decimal{"0", 1} : exact(std::fabs(number));
}

std::string_view take_digits(std::string_view& text) {
  auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  auto length = static_cast<std::size_t>(end - text.begin());
  std::string_view taken = text.substr(0, length);
  text.remove_prefix(length);
  return taken;
}

// [+-]; true when negative.
bool take_sign(std::string_view& text) {
  if (text.empty() || (text[0] != '-' && text[0] != '+')) return false;
  bool negative = text[0] == '-';
  text.remove_prefix(1);
  return negative;
}

// e [sign] digits, or nothing at all; exponents beyond any double are held at 99,999.
std::optional<long> take_exponent(std::string_view& text) {
  if (text.empty()) return 0;
  if (text[0] != 'e' && text[0] != 'E') return std::nullopt;
  text.remove_prefix(1);
  bool negative = take_sign(text);
  std::string_view digits = take_digits(text);
  if (digits.empty()) return std::nullopt;
  long exponent = 0;
  for (char c : digits)
    exponent = std::min(exponent * 10 + (c - '0'), 99'999L);
  return negative ? -exponent : exponent;
}

} // namespace

void append_real(std::string& out, double number) {
  if (!begin_number(out, number)) return;
  number = std::fabs(number);
  if (number == 0) {
    out += '0';
    return;
  }
  Decimal decimal = shortest(number);
  if (decimal.point > -6 && decimal.point <= 21) {
    append_plain(out, decimal);
  } else {
    append_scientific(out, decimal);
  }
}

void append_fixed(std::string& out, double number, std::size_t decimals) {
  if (!begin_number(out, number)) return;
  Decimal all = exact_or_zero(number);
  // One digit before the point at least, and a zero before all for what rounding may carry.
  auto zeros = static_cast<std::size_t>(std::max(2 - all.point, 1));
  all.digits.insert(0, zeros, '0');
  all.point += static_cast<int>(zeros);
  auto whole = static_cast<std::size_t>(all.point);
  Decimal shown = rounded(all, whole + decimals);
  shown.digits.resize(whole + decimals, '0');
  std::size_t first = std::min(shown.digits.find_first_not_of('0'), whole - 1);
  out.append(shown.digits, first, whole - first);
  if (decimals == 0) return;
  out += '.';
  out.append(shown.digits, whole);
}

void append_exponent(std::string& out, double number, std::size_t decimals) {
  if (!begin_number(out, number)) return;
  Decimal shown = rounded(exact_or_zero(number), decimals + 1);
  shown.digits.resize(decimals + 1, '0');
  append_scientific(out, shown, 2);
}

std::optional<double> parse_real(std::string_view text) {
  bool negative = take_sign(text);
  std::string digits(take_digits(text));
  long decimals = 0;
  if (!text.empty() && text[0] == '.') {
    text.remove_prefix(1);
    std::string_view fraction = take_digits(text);
    decimals = static_cast<long>(fraction.size());
    digits += fraction;
  }
  std::optional<long> exponent = take_exponent(text);
  if (digits.empty() || !exponent || !text.empty()) return std::nullopt;
  double magnitude = from_digits(digits, *exponent - decimals);
  return negative ? -magnitude : magnitude;
}

} // namespace qudao

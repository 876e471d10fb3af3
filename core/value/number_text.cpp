#include "core/value/number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "core/text/ascii.h"
#include "core/value/big_number.h"

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

double from_bits(std::uint64_t bits) {
  double number = 0;
  std::memcpy(&number, &bits, sizeof number);
  return number;
}

std::uint64_t bits_of(double number) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &number, sizeof bits);
  return bits;
}

constexpr double kTens[] = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                            1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr long kMostTen = 22; // beyond, powers of ten are no doubles

std::uint64_t leading_digits(std::string_view digits, std::size_t count) {
  std::uint64_t n = 0;
  for (char c : digits.substr(0, count))
    n = n * 10 + static_cast<std::uint64_t>(c - '0');
  return n;
}

__extension__ typedef unsigned __int128
    Wide; // NOLINT(modernize-use-using): only this form may be an extension

// fraction × 2^exponent with the top bit of the fraction set: 128 bits, to be certain of 53 of them.
struct Scaled {
  Wide fraction;
  int exponent;
};

// A few units of the last of 128 bits too small at most.
Scaled operator*(const Scaled& a, const Scaled& b) {
  auto high = [](Wide n) { return static_cast<std::uint64_t>(n >> 64); };
  auto times = [](std::uint64_t x, std::uint64_t y) { return static_cast<Wide>(x) * y; };
  auto a_low = static_cast<std::uint64_t>(a.fraction);
  auto b_low = static_cast<std::uint64_t>(b.fraction);
  Wide product = times(high(a.fraction), high(b.fraction)) + high(times(high(a.fraction), b_low)) +
                 high(times(a_low, high(b.fraction)));
  int shift = high(product) >> 63 == 0 ? 1 : 0;
  return {product << shift, a.exponent + b.exponent + 128 - shift};
}

Scaled scaled(std::uint64_t n) {
  int zeros = __builtin_clzll(n);
  return {static_cast<Wide>(n << zeros) << 64, -64 - zeros};
}

// The number rounded to the nearest double where 128 bits are enough to tell; nothing where it is all but half way.
std::optional<double> rounded_product(std::uint64_t digits, long exponent) {
  constexpr Wide kFifth = ~static_cast<Wide>(0) / 5 * 4; // 0.2 × 2^130
  Scaled power = exponent >= 0 ? scaled(5) : Scaled{kFifth, -130};
  Scaled number = scaled(digits);
  for (long left = std::labs(exponent); left > 0; left /= 2, power = power * power) {
    if (left % 2 != 0) number = number * power;
  }
  int first =
      number.exponent + 127 + static_cast<int>(exponent); // the power of two of the first bit
  int kept = std::min(53, first + 1'075);                 // subnormal doubles hold fewer
  if (kept < 1 || first > 1'023) return std::nullopt;
  auto half = static_cast<Wide>(1) << (127 - kept);
  Wide rest = number.fraction & (half * 2 - 1);
  constexpr Wide kDoubt = 1 << 20;
  if (rest > half - kDoubt && rest < half + kDoubt) return std::nullopt;
  auto bits = static_cast<std::uint64_t>(number.fraction >> (128 - kept)) + (rest > half ? 1 : 0);
  return std::ldexp(static_cast<double>(bits), first - kept + 1);
}

// A few units in the last place away from the number at most.
double near(std::string_view digits, long exponent) {
  constexpr std::size_t kKept = 17;
  auto number = static_cast<double>(leading_digits(digits, kKept));
  exponent += static_cast<long>(digits.size() - std::min(digits.size(), kKept));
  for (; exponent > 0; exponent -= std::min(exponent, kMostTen))
    number *= kTens[std::min(exponent, kMostTen)];
  for (; exponent < 0; exponent += std::min(-exponent, kMostTen))
    number /= kTens[std::min(-exponent, kMostTen)];
  return std::min(number, std::numeric_limits<double>::max());
}

// How digits × 10^exponent compares with what lies half way from `below` to the next double.
int compare_with_half(std::string_view digits, long exponent, double below) {
  constexpr std::uint64_t kFraction = (std::uint64_t{1} << 52) - 1;
  std::uint64_t bits = bits_of(below);
  auto biased = static_cast<int>(bits >> 52);
  std::uint64_t fraction = (bits & kFraction) | (biased > 0 ? kFraction + 1 : 0);
  int two = std::max(biased, 1) - 1076; // half of the unit in the last place
  BigNumber left(digits);
  BigNumber right(fraction * 2 + 1);
  if (exponent >= 0) {
    left.multiply_ten(static_cast<int>(exponent));
  } else {
    right.multiply_ten(static_cast<int>(-exponent));
  }
  if (two >= 0) {
    right.multiply_two(two);
  } else {
    left.multiply_two(-two);
  }
  return compare(left, right);
}

// The double nearest to digits × 10^exponent, of two the one with an even last bit.
double nearest(std::string_view digits, long exponent) {
  for (std::uint64_t bits = bits_of(near(digits, exponent));;) {
    int above = compare_with_half(digits, exponent, from_bits(bits));
    if (above == 0) return from_bits(bits + bits % 2);
    if (above > 0) {
      ++bits;
      if (std::isinf(from_bits(bits))) return HUGE_VAL;
      continue;
    }
    if (bits == 0) return 0;
    int below = compare_with_half(digits, exponent, from_bits(bits - 1));
    if (below > 0) return from_bits(bits);
    --bits;
    if (below == 0) return from_bits(bits + bits % 2);
  }
}

// digits × 10^exponent.
double from_digits(std::string_view digits, long exponent) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  while (!digits.empty() && digits.back() == '0') {
    digits.remove_suffix(1);
    ++exponent;
  }
  if (digits.empty()) return 0;
  constexpr std::size_t kExact = 15; // so many digits are a double without rounding
  if (digits.size() <= kExact && std::labs(exponent) <= kMostTen) {
    auto number = static_cast<double>(leading_digits(digits, kExact));
    return exponent < 0 ? number / kTens[-exponent] : number * kTens[exponent];
  }
  long magnitude = static_cast<long>(digits.size()) + exponent; // less than 10 to this
  constexpr std::size_t kWhole = 19;                            // so many digits fit 64 bits
  if (magnitude > std::numeric_limits<double>::max_exponent10 + 1) return HUGE_VAL;
  if (magnitude < -323) return 0;
  if (digits.size() <= kWhole) {
    if (auto number = rounded_product(leading_digits(digits, kWhole), exponent)) return *number;
  }
  // A half between two doubles has fewer digits than this: what follows matters only if there is any.
  constexpr std::size_t kMostDigits = 800;
  if (digits.size() <= kMostDigits) return nearest(digits, exponent);
  std::string cut(digits.substr(0, kMostDigits));
  cut += '1';
  return nearest(cut, magnitude - static_cast<long>(cut.size()));
}

// All digits of the double, up to 767 of them: m × 2^e is m × 5^−e with the point moved when e is negative.
Decimal exact(double number) {
  int exponent = 0;
  double fraction = std::frexp(number, &exponent);
  exponent -= 53;
  BigNumber big(static_cast<std::uint64_t>(std::ldexp(fraction, 53)));
  if (exponent >= 0) {
    big.multiply_two(exponent);
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

#include "core/value/number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>

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
  char tail[24];
  int length = std::snprintf(tail, sizeof tail, "e%ld", exponent);
  std::string text(digits);
  text.append(tail, static_cast<std::size_t>(length));
  return std::strtod(text.c_str(), nullptr);
}

Decimal shortest(double number) {
  Decimal found;
  if (short_decimal(number, found)) return found;
  // A normal double with a shorter text shows zeros at 15 digits; a subnormal carries too few bits
  // for that.
  int precision = number < std::numeric_limits<double>::min() ? 0 : 14;
  for (; precision <= 16; ++precision) {
    char text[40];
    int length = std::snprintf(text, sizeof text, "%.*e", precision, number);
    std::string_view written(text, static_cast<std::size_t>(length));
    std::size_t e = written.find('e');
    found.digits.assign(1, text[0]);
    found.digits.append(written.substr(e - static_cast<std::size_t>(precision),
                                       static_cast<std::size_t>(precision)));
    found.point = std::atoi(text + e + 1) + 1;
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

void append_scientific(std::string& out, const Decimal& d) {
  out += d.digits[0];
  if (d.digits.size() > 1) {
    out += '.';
    out.append(d.digits, 1);
  }
  int exponent = d.point - 1;
  out += exponent < 0 ? "e-" : "e+";
  out += std::to_string(std::abs(exponent));
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
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
  if (std::isnan(number)) {
    out += "NaN";
    return;
  }
  if (std::signbit(number)) out += '-';
  number = std::fabs(number);
  if (std::isinf(number)) {
    out += "Infinity";
  } else if (number == 0) {
    out += '0';
  } else {
    Decimal decimal = shortest(number);
    if (decimal.point > -6 && decimal.point <= 21)
      append_plain(out, decimal);
    else
      append_scientific(out, decimal);
  }
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

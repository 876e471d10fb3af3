// Decimal text of reals and back, the same on every platform and under every C locale.
//
// Source: the notation is that of ECMAScript's Number::toString: shortest digits that read back to
// the same double, plain between 1e-6 and 1e21, with an exponent outside. Not-a-number is NaN, the
// infinities are Infinity, -Infinity.
//
// Cost: printing about 50 ns for numbers of up to 15 digits with up to 6 decimals, about 1 µs for others; reading 40 to 220 ns, some
// µs for those of more than 19 digits.
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qudao {

void append_real(std::string& out, double number);

// With exactly so many decimals, rounded half to even: "1.50"; or with an exponent of two digits or more: "1.50e+00".
void append_fixed(std::string& out, double number, std::size_t decimals);
void append_exponent(std::string& out, double number, std::size_t decimals);

// The whole of `text` as [sign] digits [. digits] [e [sign] digits]; digits needed before or after
// the point. Rounds to nearest; too large gives an infinity, too small a zero. Else nothing.
std::optional<double> parse_real(std::string_view text);

} // namespace qudao

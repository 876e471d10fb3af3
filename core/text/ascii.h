// Tests of single octets that mean the same in every locale, for whoever reads texts.
#pragma once

namespace qudao {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

} // namespace qudao

// UTF-8: check, count, walk, write. Strict as Unicode asks: no overlong forms, no surrogates,
// nothing above U+10FFFF.
//
// Cost: O(bytes). Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace qudao::text {

constexpr char32_t kInvalid = 0xFFFFFFFF;

// Reads the code point at `at` and moves behind it; at a malformed byte returns kInvalid and moves
// one byte on. Needs at < utf8.size().
char32_t next_code_point(std::string_view utf8, std::size_t& at);

// The offset of the first malformed byte, or npos when all of `octets` is UTF-8.
std::size_t find_invalid(std::string_view octets);
inline bool is_valid(std::string_view octets) {
  return find_invalid(octets) == std::string_view::npos;
}

// Code points in valid UTF-8.
std::size_t count_code_points(std::string_view utf8);

// Where code point number `index` of valid UTF-8 starts; size() for the one behind the last, npos
// beyond that.
std::size_t offset_of(std::string_view utf8, std::size_t index);

// Needs a code point that is no surrogate.
void append_code_point(std::string& out, char32_t c);

inline bool is_surrogate(char32_t c) {
  return c >= 0xD800 && c <= 0xDFFF;
}

} // namespace qudao::text

// Internal of the room: names as they are compared. Full width, traditional characters, capitals, spaces and punctuation make
// no difference; brackets stay, for what stands in them is read apart.
#pragma once

#include <string>
#include <string_view>

namespace qudao::match {

class Lexicon;

constexpr std::size_t kLongestName = 200; // code points; of a longer one the beginning is read

// `shown` has, for each code point of `text`, what was typed (in half width).
struct Folded {
  std::u32string text;
  std::u32string shown;
};

// Letters in lower case, a space between words of letters only, '-' for a dash between others.
Folded fold(const Lexicon& lexicon, std::string_view utf8);

std::u32string code_points(std::string_view utf8);
std::string utf8_of(std::u32string_view text);

inline bool is_han(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || c == 0x3007;
}

// What is written without spaces between words: Chinese, and whatever else is no Latin letter, space or mark.
inline bool is_script(char32_t c) {
  const bool mark = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x3004) ||
                    (c >= 0x3008 && c <= 0x3020) || (c >= 0x3030 && c <= 0x303F) ||
                    (c >= 0xD800 && c <= 0xF8FF) || (c >= 0xFE00 && c <= 0xFFFF) || c == 0x30FB;
  return is_han(c) || (c >= 0x0180 && !mark && c < 0xE0000);
}

inline bool is_latin(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

} // namespace qudao::match

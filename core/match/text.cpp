#include "core/match/text.h"

#include "core/match/lexicon.h"
#include "core/text/utf8.h"

namespace qudao::match {

namespace {

char32_t half_width(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  switch (c) {
  case 0x3010: // lenticular, tortoise shell and corner brackets
  case 0x3014:
  case 0x300C:
  case 0x3008:
  case '[':
  case '{':
  case '<':
    return '(';
  case 0x3011:
  case 0x3015:
  case 0x300D:
  case 0x3009:
  case ']':
  case '}':
  case '>':
    return ')';
  case 0x2013:
  case 0x2014:
  case 0x2015:
  case 0x2212:
    return '-';
  default:
    return c;
  }
}

// Letters with marks lose them; what has none stays.
char32_t plain_letter(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + ('a' - 'A');
  if (c < 0xC0 || c > 0xFF) return c;
  constexpr char kPlain[] = "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo*ouuuuypy";
  return static_cast<char32_t>(kPlain[c - 0xC0]);
}

} // namespace

std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = text::next_code_point(utf8, at);
    if (c != text::kInvalid) out += c;
  }
  return out;
}

std::string utf8_of(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) {
    text::append_code_point(out, c);
  }
  return out;
}

Folded fold(const Lexicon& lexicon, std::string_view utf8) {
  Folded out;
  char32_t between = 0; // a space or a dash that has not been written yet
  for (std::size_t at = 0; at < utf8.size() && out.text.size() < kLongestName;) {
    const char32_t typed = text::next_code_point(utf8, at);
    if (typed == text::kInvalid) continue;
    const char32_t shown = half_width(typed);
    const char32_t c = is_script(shown) ? lexicon.simplified(shown) : plain_letter(shown);
    if (!is_script(c) && !is_latin(c) && c != '(' && c != ')') {
      if (c == '-' || between == 0) between = c == '-' ? U'-' : U' ';
      continue;
    }
    if (between != 0 && !out.text.empty()) {
      const bool words = is_latin(out.text.back()) && is_latin(c);
      const bool dash = between == '-' && is_script(out.text.back()) && is_script(c);
      if (words || dash) {
        out.text += words ? U' ' : U'-';
        out.shown += words ? U' ' : U'-';
      }
    }
    between = 0;
    out.text += c;
    out.shown += shown;
  }
  return out;
}

} // namespace qudao::match

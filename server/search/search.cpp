#include "server/search/search.h"

#include "core/text/utf8.h"

namespace qudao::search {

namespace {

constexpr char32_t kFullWidthFirst = 0xFF01;
constexpr char32_t kFullWidthLast = 0xFF5E;
constexpr char32_t kFullWidthShift = 0xFEE0;
constexpr char32_t kIdeographicSpace = 0x3000;

char32_t folded(char32_t c) {
  if (c == kIdeographicSpace) {
    return U' ';
  }
  if (c >= kFullWidthFirst && c <= kFullWidthLast) {
    c -= kFullWidthShift;
  }
  return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
}

} // namespace

std::string fold(std::string_view typed) {
  std::string out;
  out.reserve(typed.size());
  for (std::size_t at = 0; at < typed.size();) {
    const char32_t c = text::next_code_point(typed, at);
    if (c != text::kInvalid) {
      text::append_code_point(out, folded(c));
    }
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string pattern;
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') {
      pattern += '\\';
    }
    pattern += c;
  }
  return pattern;
}

std::string contains(std::string_view typed) {
  return '%' + escaped(fold(typed)) + '%';
}

} // namespace qudao::search

#include "core/text/space.h"

#include "core/text/utf8.h"

namespace qudao::text {

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

std::string_view trim_spaces(std::string_view utf8) {
  std::size_t from = 0;
  std::size_t to = 0;
  bool begun = false;
  for (std::size_t at = 0; at < utf8.size();) {
    std::size_t start = at;
    if (is_space(next_code_point(utf8, at))) continue;
    if (!begun) from = start;
    begun = true;
    to = at;
  }
  return begun ? utf8.substr(from, to - from) : std::string_view();
}

} // namespace qudao::text

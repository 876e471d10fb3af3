#include "core/identity/fold.h"

#include <algorithm>

namespace qudao::identity {
namespace {

struct Decoded {
  char32_t point;
  std::size_t bytes;
};

// Malformed bytes are passed on one by one: refusing bad UTF-8 is the JSON reader's work.
Decoded decode(std::string_view s) {
  const auto byte = [&](std::size_t i) -> char32_t { return static_cast<unsigned char>(s[i]); };
  const char32_t first = byte(0);
  const auto continues = [&](std::size_t i) { return i < s.size() && (byte(i) & 0xC0U) == 0x80; };
  if ((first & 0xE0U) == 0xC0 && continues(1))
    return {((first & 0x1FU) << 6U) | (byte(1) & 0x3FU), 2};
  if ((first & 0xF0U) == 0xE0 && continues(1) && continues(2))
    return {((first & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU), 3};
  return {first, 1};
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 ||
         c == 0xFEFF || c == 0xAD;
}

bool is_dash(char32_t c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D;
}

// The ASCII character that stands for `c`, or 0.
char ascii_for(char32_t c) {
  if (is_space(c)) return ' ';
  if (is_dash(c)) return '-';
  if (c >= 0xFF01 && c <= 0xFF5E) return static_cast<char>(c - 0xFEE0);
  switch (c) {
  case 0x3001:
    return ','; // 、
  case 0x3002:
    return '.'; // 。
  case 0x3010:
    return '[';
  case 0x3011:
    return ']';
  default:
    return 0;
  }
}

} // namespace

std::string fold_input(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const Decoded next = decode(utf8.substr(i));
    if (is_invisible(next.point)) {
      // Pasted from a spreadsheet or a chat: nobody sees it, nobody meant it.
    } else if (const char plain = ascii_for(next.point)) {
      out += plain;
    } else {
      out.append(utf8, i, next.bytes);
    }
    i += next.bytes;
  }
  const std::size_t begin = out.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return out.substr(begin, out.find_last_not_of(' ') - begin + 1);
}

std::string fold_code(std::string_view utf8, bool dashes) {
  std::string out = fold_input(utf8);
  std::erase_if(out, [&](char c) { return c == ' ' || (dashes && c == '-'); });
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return out;
}

std::string trim_text(std::string_view utf8) {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool started = false;
  for (std::size_t i = 0; i < utf8.size();) {
    const Decoded next = decode(utf8.substr(i));
    if (!is_space(next.point) && next.point != 0xFEFF) {
      if (!started) begin = i;
      started = true;
      end = i + next.bytes;
    }
    i += next.bytes;
  }
  if (!started) return {};
  std::string out;
  out.reserve(end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    if (utf8[i] != '\r') {
      out += utf8[i];
    } else if (i + 1 >= end || utf8[i + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}

} // namespace qudao::identity

#include "core/text/utf8.h"

#include <cstdint>
#include <cstring>

namespace qudao::text {

namespace {

bool continues(unsigned char c) {
  return (c & 0xC0) == 0x80;
}

// By lead byte: length of the sequence and the smallest code point it may carry; length 0 for no
// lead byte.
struct Lead {
  std::size_t length;
  char32_t smallest;
  unsigned char payload; // bits of the lead byte that belong to the code point
};

Lead lead_of(unsigned char c) {
  if (c < 0x80) return {1, 0, 0x7F};
  if (c < 0xC2) return {0, 0, 0};
  if (c < 0xE0) return {2, 0x80, 0x1F};
  if (c < 0xF0) return {3, 0x800, 0x0F};
  if (c < 0xF5) return {4, 0x10000, 0x07};
  return {0, 0, 0};
}

} // namespace

char32_t next_code_point(std::string_view utf8, std::size_t& at) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
  std::size_t start = at++;
  Lead lead = lead_of(byte(start));
  if (lead.length == 1) return byte(start);
  if (lead.length == 0 || utf8.size() - start < lead.length) return kInvalid;
  char32_t c = byte(start) & lead.payload;
  for (std::size_t i = start + 1; i < start + lead.length; ++i) {
    if (!continues(byte(i))) return kInvalid;
    c = c << 6 | (byte(i) & 0x3Fu);
  }
  if (c < lead.smallest || c > 0x10FFFF || is_surrogate(c)) return kInvalid;
  at = start + lead.length;
  return c;
}

std::size_t find_invalid(std::string_view octets) {
  std::uint64_t eight = 0;
  for (std::size_t at = 0; at < octets.size();) {
    // Most of what is written, and no call.
    if (octets.size() - at >= sizeof eight) {
      std::memcpy(&eight, octets.data() + at, sizeof eight);
      if ((eight & 0x8080808080808080U) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    if (static_cast<unsigned char>(octets[at]) < 0x80) {
      ++at;
      continue;
    }
    const std::size_t start = at;
    if (next_code_point(octets, at) == kInvalid) return start;
  }
  return std::string_view::npos;
}

std::size_t count_code_points(std::string_view utf8) {
  std::size_t count = 0;
  for (char c : utf8)
    if (!continues(static_cast<unsigned char>(c))) ++count;
  return count;
}

std::size_t offset_of(std::string_view utf8, std::size_t index) {
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    if (continues(static_cast<unsigned char>(utf8[at]))) continue;
    if (index-- == 0) return at;
  }
  return index == 0 ? utf8.size() : std::string_view::npos;
}

void append_code_point(std::string& out, char32_t c) {
  auto put = [&out](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

} // namespace qudao::text

#include "wasm/bindings/exchange.h"

#include <cstring>

#include "core/text/utf8.h"
#include "core/value/json.h"

namespace qudao::wasm {
namespace {

constexpr std::size_t kRare = 32; // at most one wide character in so many bytes

// The offset of the next byte that is none of ASCII.
std::size_t find_wide(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHigh = 0x8080'8080'8080'8080;
  for (std::uint64_t word = 0; at + sizeof(word) <= text.size(); at += sizeof(word)) {
    std::memcpy(&word, text.data() + at, sizeof(word));
    if ((word & kHigh) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
    ++at;
  return at;
}

void append_unit(std::string& out, std::uint32_t unit) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4)
    out += "0123456789abcdef"[unit >> shift & 15U];
}

void append_escaped(std::string& out, char32_t c) {
  constexpr char32_t kAstral = 0x10000;
  if (c == text::kInvalid) c = 0xFFFD; // as TextDecoder has it
  if (c >= kAstral) {
    append_unit(out, 0xD800 + ((c - kAstral) >> 10));
    c = 0xDC00 + (c & 0x3FF);
  }
  append_unit(out, c);
}

} // namespace

Exchange& Exchange::instance() {
  static Exchange exchange;
  return exchange;
}

std::uintptr_t Exchange::reserve(std::size_t bytes) {
  if (input_.size() < bytes) input_.resize(bytes);
  return reinterpret_cast<std::uintptr_t>(input_.data());
}

std::uintptr_t Exchange::head() const {
  return reinterpret_cast<std::uintptr_t>(&head_);
}

std::string_view Exchange::input(std::size_t length) const {
  return std::string_view(input_).substr(0, length);
}

void Exchange::answer(const Value& value) {
  answer([&](std::string& out) { append_json(out, value); });
}

void Exchange::narrow() {
  const std::string_view answer = answer_;
  std::size_t wide = find_wide(answer, 0);
  if (wide == answer.size()) return;
  spare_.clear();
  std::size_t begin = 0;
  for (std::size_t left = answer.size() / kRare; wide < answer.size(); --left) {
    if (left == 0) return;
    spare_.append(answer, begin, wide - begin);
    begin = wide;
    append_escaped(spare_, text::next_code_point(answer, begin));
    wide = find_wide(answer, begin);
  }
  spare_.append(answer, begin);
  answer_.swap(spare_);
}

void Exchange::publish() {
  head_.address = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(answer_.data()));
  head_.length = static_cast<std::uint32_t>(answer_.size());
}

void Exchange::release() {
  std::string().swap(input_);
  std::string().swap(answer_);
  std::string().swap(spare_);
  publish();
}

} // namespace qudao::wasm

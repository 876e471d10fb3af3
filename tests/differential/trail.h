// What a sequence answered, step by step: always as a digest, and in full when somebody wants to read it.
//
// The digest is no cryptography: 64 bits are mixed eight octets at a time, as fast as the engine answers. That a
// difference goes unseen by chance is one in 10¹⁹.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace qudao::differential {

class Trail {
 public:
  // With `lines`, each step is also appended there as one line: what, tabulator, text.
  explicit Trail(std::string* lines = nullptr) : lines_(lines) {}

  void note(std::string_view what, std::string_view text) {
    mix(what.size() * 0x100000001B3U + text.size());
    add(text);
    if (lines_ == nullptr) return;
    lines_->append(what).append("\t");
    for (const char c : text)
      lines_->push_back(c == '\n' || c == '\t' ? ' ' : c);
    lines_->push_back('\n');
  }

  std::uint64_t digest() const { return digest_; }
  bool tells() const { return lines_ != nullptr; }

 private:
  void add(std::string_view text) {
    for (; text.size() >= 8; text.remove_prefix(8)) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data(), 8); // both builds are little-endian
      mix(word);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, text.data(), text.size());
    mix(rest);
  }
  void mix(std::uint64_t word) {
    digest_ = (digest_ ^ word) * 0x9E3779B97F4A7C15U;
    digest_ ^= digest_ >> 29U;
  }

  std::string* lines_;
  std::uint64_t digest_ = 0xCBF29CE484222325U;
};

} // namespace qudao::differential

// Exchange: the two buffers through which texts pass between JavaScript and core.
//
// JavaScript writes UTF-8 into the input buffer (TextEncoder.encodeInto), calls with the number of bytes, and reads the
// answer where `head` says it lies. Embind's own strings are copied character by character: 1 KB takes 10 µs that way,
// 2 µs this way.
//
//   const head = new Uint32Array(memory.buffer, core.head(), 2);   // address and length of the last answer
//
// An address holds until the next call: look it up again, the memory may have grown.
//
// An answer is JSON. One with few characters beyond ASCII has those as \uXXXX: JavaScript decodes and parses a text of single
// bytes in two thirds of the time (node: 3 KB with two such characters 9.3 µs in place of 14.3, Chromium 6.8 and 9.4). Where
// they are many, as in Chinese, node gains as well (12 and 16), Chromium loses (10.2 and 9.6): those stay as they are.
//
// Thread safety: none needed, a module runs on one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/value/value.h"

namespace qudao::wasm {

class Exchange {
 public:
  static Exchange& instance(); // one per module

  std::uintptr_t reserve(std::size_t bytes); // address of an input buffer of at least that size
  std::uintptr_t head() const;
  std::string_view input(std::size_t length) const;

  // Calls `write(std::string&)` with the emptied answer and publishes what it wrote.
  template <typename Write>
  void answer(Write write) {
    begin();
    write(answer_);
    narrow();
    publish();
  }
  void answer(const Value& value);

  void release(); // gives both buffers back

 private:
  struct Head {
    std::uint32_t address = 0;
    std::uint32_t length = 0;
  };

  void begin() { answer_.clear(); }
  void narrow();
  void publish();

  std::string input_;
  std::string answer_;
  std::string spare_;
  Head head_;
};

} // namespace qudao::wasm

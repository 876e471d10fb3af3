// The only source of chance: the same rolls from the same seed on every platform, which the standard
// library's distributions do not give.
//
// Two rolls never stand in one expression whose operands C++ may evaluate in any order (arguments, `+`):
// g++ and clang would roll them in different orders. Braces and statements are in order.
//
// Source: splitmix64 (Steele, Lea, Flood 2014).
#pragma once

#include <cstddef>
#include <cstdint>

namespace qudao::differential {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::uint32_t below(std::size_t limit) { // 0 … limit − 1
    return static_cast<std::uint32_t>((bits() >> 33U) % limit);
  }
  bool chance(std::uint32_t percent) { return below(100) < percent; }

  template <typename Pool>
  decltype(auto) pick(const Pool& pool) {
    return pool[below(std::size(pool))];
  }

 private:
  std::uint64_t state_;
};

// A generator of its own for part `part` of what `seed` makes: one more roll in one part then leaves the
// others as they were.
inline Dice part_of(std::uint64_t seed, std::uint64_t part) {
  return Dice(Dice(seed * 16 + part).bits());
}

} // namespace qudao::differential

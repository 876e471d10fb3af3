// The compiled pattern: a non-deterministic automaton over classes of characters that the pattern cannot tell apart,
// and, where it stays small, the deterministic one made of it.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "core/regex/syntax.h"

namespace qudao::regex {

enum class Op : std::uint8_t { chars, jump, split, assertion, match };

struct Instruction {
  Op op = Op::match;
  NodeKind assertion = NodeKind::empty;
  std::uint32_t x = 0; // chars: index of the set; jump, split: target
  std::uint32_t y = 0; // split: the other target
};

// What stands before or after a place, as far as assertions ask.
struct Side {
  bool edge = true; // begin or end of the text
  bool word = false;
  bool newline = false;
  friend bool operator==(const Side& a, const Side& b) {
    return a.edge == b.edge && a.word == b.word && a.newline == b.newline;
  }
};

// States of the automaton that are alive, with the character before.
struct Front {
  std::vector<std::uint32_t> states; // ascending
  Side before;
  friend bool operator==(const Front& a, const Front& b) {
    return a.states == b.states && a.before == b.before;
  }
};

// What following the states of one front needs; kept for the next.
struct Walk {
  std::vector<std::uint32_t> reading; // ascending
  std::vector<std::uint32_t> stack;
  std::vector<std::uint8_t> seen; // by instruction
};

struct Program {
  std::vector<Instruction> code;
  bool asserts_words = false; // \b, \B
  bool asserts_lines = false; // (?m)^ $

  std::vector<char32_t> class_starts; // class k: class_starts[k] up to before class_starts[k + 1]
  std::array<std::uint16_t, 128> ascii_class{}; // the same for ASCII
  std::vector<std::vector<bool>> in_set;        // by set and class

  // Row per state, column per class and one for the end of the text; empty when too many states were needed.
  std::vector<std::uint16_t> table;
  bool few_states = false; // and few enough to be charged by character

  std::size_t class_of(char32_t c) const;
  std::size_t columns() const { return class_starts.size() + 1; }
  Side side_of(std::size_t char_class) const;

  // Follows what reads no character, with `after` behind the place; true when a match ends there. Else walk.reading are
  // the states that read a character.
  bool follow(const Front& front, const Side& after, Walk& walk) const;
  // Where those lead over a character of this class.
  void step(const Walk& walk, std::size_t column, Front& next) const;
};

constexpr std::uint16_t kMatched = 0xFFFF;
constexpr std::uint16_t kDead = 0xFFFE; // no text behind here can match

bool emit(const Tree& tree, Program& program);     // false: too large
bool classify(const Tree& tree, Program& program); // false: too large
void build_table(Program& program);

} // namespace qudao::regex

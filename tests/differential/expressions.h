// Random expressions in CEL, well-typed for the most part: over named variables, with nulls met and missed, with
// failures when run (overflow, division by zero, keys that are missing).
#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "tests/differential/dice.h"

namespace qudao::differential {

enum class Sort : std::uint8_t { truth, integer, real, text, texts, moment, map };
inline constexpr std::size_t kSorts = 7;

struct Name {
  std::string name;
  Sort sort = Sort::text;
  bool nullable = true;
};

class Expressions {
 public:
  explicit Expressions(Dice& dice) : dice_(dice) {}

  void add(Name name) { names_[static_cast<std::size_t>(name.sort)].push_back(std::move(name)); }

  // An expression of this sort, nested so deep at most; a map is only ever a variable.
  std::string of(Sort sort, int depth);
  std::string any(int depth) { return of(static_cast<Sort>(dice_.below(kSorts - 1)), depth); }

 private:
  std::string leaf(Sort sort);
  std::string reference(const Name& name);
  std::string attribute(Sort sort); // of a map, present or not
  std::string truth(int depth);
  std::string test(int depth);
  std::string comparison(int depth);
  std::string integer(int depth);
  std::string real(int depth);
  std::string text(int depth);
  std::string texts(int depth);
  std::string moment(int depth);

  Dice& dice_;
  std::array<std::vector<Name>, kSorts> names_;
};

std::string cel_text(std::string_view text); // as a literal, quoted and escaped
std::string cel_literal(Dice& dice, Sort sort);
std::string cel_pattern(Dice& dice); // a regular expression, as a literal

// The parts one after the other. Braces are evaluated in order, the operands of `+` are not.
std::string words(std::initializer_list<std::string> parts);

// With a character lost, doubled or exchanged: what the parser has to say about it.
std::string misspelt(Dice& dice, std::string source);

} // namespace qudao::differential

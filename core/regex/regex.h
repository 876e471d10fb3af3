// Regular expressions of RE2 syntax, in linear time: does the pattern match anywhere in the text?
//
//   auto pattern = regex::compile("^1[3-9]\\d{9}$");
//   if (pattern) bool mobile = pattern->found_in("13800138000");
//
// Syntax (github.com/google/re2/wiki/Syntax): literals, . [] [^] \d \w \s \p{…} [[:alpha:]] and their
// negations, * + ? {n,m} and lazy forms, |, groups (captures are not kept), flags i m s U, ^ $ \A \z \b
// \B, \Q…\E, escapes \n \x{…} \123. As in RE2: \d \w \s \b are ASCII, repetition counts go up to 1,000,
// no back references and no look-around.
// Deviations: \p knows Nd, Zs, Z and the scripts Han, Hiragana, Katakana, Hangul, Latin, Greek,
// Cyrillic; (?i) folds ASCII, Latin-1, Greek and Cyrillic letters; \B never matches inside a character.
// Text and pattern are UTF-8. Compared with RE2 on half a million random pairs of pattern and text.
//
// Limits: a pattern has at most kMostInstructions once its repetitions are written out; groups nest
// kDeepest deep.
// Cost: compiling O(pattern), with at most 128 states of a finite automaton built ahead; matching is one
// table look-up per character where those states suffice (nearly every pattern of a form), else
// O(text × instructions). cost() charges the latter from 64 states on, as long as tables ended there.
// Errors: regex.syntax, regex.class, regex.repeat, regex.too_deep, regex.too_large, with the place.
// Thread safety: a Pattern is immutable and may be shared.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/value/result.h"

namespace qudao::regex {

constexpr std::size_t kMostInstructions = 4'000;
constexpr std::size_t kDeepest = 100;

struct Error {
  const char* code;
  std::size_t offset; // bytes from the start of the pattern
};

struct Program;

class Pattern {
 public:
  explicit Pattern(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

  bool found_in(std::string_view text) const;

  // Steps that searching `bytes` of text takes at most.
  std::uint64_t cost(std::uint64_t bytes) const;

  std::uint64_t size() const; // steps that compiling it took, roughly

 private:
  std::shared_ptr<const Program> program_;
};

// `once`: the pattern is used for one text only, so nothing is built ahead.
Result<Pattern, Error> compile(std::string_view pattern, bool once = false);

} // namespace qudao::regex

// For tests of core/match: the lexicon that the build made, read once.
#pragma once

#include <fstream>
#include <iterator>

#include "core/match/match.h"
#include "core/value/json.h"
#include "tests/support/catch.h"

namespace qudao::match::test {

inline std::string lexicon_bytes() {
  std::ifstream file(QUDAO_LEXICON, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline const Lexicon& lexicon() {
  static const std::shared_ptr<const Lexicon> kLexicon = Lexicon::read(lexicon_bytes());
  REQUIRE(kLexicon != nullptr);
  return *kLexicon;
}

inline Value json(const std::string& text) {
  auto parsed = parse_json(text);
  INFO(text);
  REQUIRE(parsed);
  return *parsed;
}

} // namespace qudao::match::test

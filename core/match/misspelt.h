// Internal of the room: a name that lacks one letter of another one (苏州日东精密电, 苏州日精密电子, 州日东精密电子).
//
// A letter that is missing makes another company of most names, so this is said only where the shorter one reads as no name should:
// what is left of a word is no word, the trade name has one letter, or it has some more in place of what the company does, or one
// more that trade names hardly have. Of trade names of three letters one of which is missing nothing is said: 华信达 and 华信 are
// two.
#pragma once

#include "core/match/name.h"

namespace qudao::match {

enum class Missing : std::uint8_t { nothing, region, trade, industry };

struct Misspelt {
  Missing in = Missing::nothing;
  std::vector<Place>
      regions;         // what the shorter name says of its place, also where it was read otherwise
  std::u32string left; // of the part that lacks it
};

// Whether `typed` lacks one letter of `right`.
Misspelt misspelt(const Lexicon& lexicon, const Name& right, const Name& typed);

// Whether one lacks a letter of the other's trade name or industry, whatever is left, and their places do not contradict.
bool differ_by_letter(const Name& a, const Name& b);

// The name as it would be without the place that its trade name begins with: 苏州日|精密电子 is 日精密电子 in 苏州.
struct Bare {
  std::u32string_view trade;
  std::vector<Place> regions;
};
Bare bare_of(const Lexicon& lexicon, const Name& name);

// A trade name of two letters and words known to the lexicon: of these it is told when a letter of the trade name is missing.
bool is_whole(const Name& name);

// It may be one that lacks a letter of its trade name.
bool may_lack_trade_letter(const Name& name, const Bare& bare);

// What trade names hardly end in, so it may be what is left of a word: 日东服(装).
bool ends_oddly(const Lexicon& lexicon, std::u32string_view trade);

} // namespace qudao::match

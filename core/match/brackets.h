// Internal of the room: what stands in brackets, taken out of a name.
#pragma once

#include <vector>

#include "core/match/name.h"
#include "core/match/text.h"

namespace qudao::match {

struct Unbracketed {
  Folded rest;                // without brackets; what was in them stands where it stood
  std::vector<Place> regions; // (香港), (中国)
  std::u32string regions_shown;
  std::vector<std::u32string> aliases; // (简称：…)
};

Unbracketed take_brackets(const Lexicon& lexicon, const Folded& folded);

// The regions that `text` is made of, one behind the other; empty when it is not.
std::vector<Place> all_regions(const Lexicon& lexicon, std::u32string_view text);

} // namespace qudao::match

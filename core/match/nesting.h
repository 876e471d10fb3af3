// Internal of the room: which regions lie in which.
#pragma once

#include "core/match/name.h"

namespace qudao::match {

// One of the places called so lies in, or is, one of those called so; false when of one nothing is known.
bool nested(const Word& a, const Word& b);

enum class RegionRelation : std::uint8_t {
  absent,    // neither name has one
  equal,     //
  nested,    // one lies in the other
  one_sided, // only one name has one
  conflict,
  misspelt, // a letter of one's is missing
};

RegionRelation relate_regions(const std::vector<Place>& a, const std::vector<Place>& b);

// The codes of the smallest places the regions agree on.
std::vector<std::string_view> narrowest(const std::vector<Place>& regions);

} // namespace qudao::match

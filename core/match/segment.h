// Internal of the room: the cheapest way to read the name of a company, without branch and brackets.
#pragma once

#include "core/match/lexicon.h"

namespace qudao::match {

enum class Part : std::uint8_t { region, trade, industry, form };

struct Piece {
  Part part = Part::industry;
  std::size_t begin = 0;
  std::size_t end = 0;
  const Word* word = nullptr;
};

// The pieces in order, without gaps; at most one is the trade name.
std::vector<Piece> segment(const Lexicon& lexicon, std::u32string_view text);

} // namespace qudao::match

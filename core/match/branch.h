// Internal of the room: where the name of a company ends and that of its branch begins.
#pragma once

#include "core/match/name.h"

namespace qudao::match {

struct Split {
  std::size_t head = 0; // code points of the company's name
  bool branch = false;
  std::uint16_t kind = 0;
  std::size_t kind_begin = 0; // where its last word begins; the size of the text when there is none
};

Split split_branch(const Lexicon& lexicon, std::u32string_view text);

// Reads what stands between the company and the last word of its branch (分行, 营业部).
Branch read_branch(const Lexicon& lexicon, std::u32string_view text, std::uint16_t kind);

} // namespace qudao::match

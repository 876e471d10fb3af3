// Internal of the room: two names set side by side, part by part.
#pragma once

#include "core/match/misspelt.h"
#include "core/match/name.h"
#include "core/match/nesting.h"

namespace qudao::match {

enum class TradeRelation : std::uint8_t {
  absent,     // neither name has one
  equal,      // script, width and repetition aside
  homophone,  // one character sounds or looks alike
  homophones, // several do
  contained,  // one has a word more
  one_sided,  // only one name has one
  different,
  misspelt, // a letter of one is missing, and what is left is no name (misspelt.h)
};

enum class IndustryRelation : std::uint8_t {
  absent,
  equal,      // synonyms count as equal
  reordered,  //
  extra_weak, // one has more, which says little (科技, 发展)
  inserted,   // one has more, before or within what both have: 环保(节能)科技
  extra,      // one has more behind it: 投资(管理)
  general,    // one says little, the other that it is a group or a holding
  one_sided,  // one says nothing of it
  near,       // words of the same line of business
  different,
  misspelt, // a letter of a word is missing, and what is left is none
};

enum class FormRelation : std::uint8_t {
  absent,     // of one nothing is known
  equal,      //
  corporate,  // both are companies, of two kinds
  compatible, // a company and a works, a shop, …
  different,
};

enum class BranchRelation : std::uint8_t { none, equal, near, one_sided, different };

struct NameRelation {
  bool same_text = false; // the same when folded, but for legal form
  TradeRelation trade = TradeRelation::absent;
  double rarity = 0; // of what they share: 0 everybody is called so, 1 nobody else is
  RegionRelation region = RegionRelation::absent;
  IndustryRelation industry = IndustryRelation::absent;
  FormRelation form = FormRelation::absent;
  BranchRelation branch = BranchRelation::none;
  bool description = false; // one of them speaks of something else
  Misspelt slip;            // of one of them, when it lacks a letter
  bool slip_of_b = false;
};

// The trade name without repetition: 瑞泰瑞泰 is 瑞泰 typed twice.
std::u32string_view once(std::u32string_view text);

// Trade name and industry in a row, as typed but folded.
std::u32string core_of(const Name& name);

NameRelation relate_names(const Lexicon& lexicon, const Name& a, const Name& b);

} // namespace qudao::match

// Own: what an organisation says itself about company names, as one document.
//
//   {"matching": "company", "version": 2,
//    "words": {"industry": ["轴承"], "common": ["优品"], "forms": ["商号"], "names": ["泰安"],
//              "regions": [{"name": "苏州园区", "code": "3205"}], "synonyms": [["滚珠", "钢球"]], "variants": [["日东", "Nitto"]]},
//    "rule": {…}}                               // rule.h; left out: the rule every installation starts with
//
// Words are added to those there are (lexicon.h); of `synonyms` the words of a list mean the same trade, of `variants` the names of
// a list stand for one organisation, whose trade name is the first; a region lies where the code of GB/T 2260 says, of two, four or
// six digits. Keys (match.h) hang on the words and the rule: whoever keeps them makes them anew when these change.
//
// Errors: issues with the path: match.own.type, match.own.unknown, match.words.*, match.rule.*. Cost: 10 ms, for the words are a
// copy of the lexicon. Thread safety: immutable values.
#pragma once

#include <memory>

#include "core/match/match.h"

namespace qudao::match {

struct Own {
  std::int64_t version = 0;
  std::shared_ptr<const Lexicon> lexicon; // the base itself when there are no words
  MatchingRule rule;
};

Result<Own, std::vector<Issue>> read_own(const std::shared_ptr<const Lexicon>& base,
                                         const Value& document);

} // namespace qudao::match

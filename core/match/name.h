// Names: a company name read into what it is made of.
//
//   read_name(*lexicon, "苏州日东精密电子有限公司")
//     regions 苏州 · trade name 日东 · industry 精密 电子 · form 有限公司 (limited)
//   read_name(*lexicon, "上海浦东发展银行股份有限公司杭州分行高新支行")
//     trade name 上海浦东发展银行 · form 股份有限公司 · branch 高新 in 杭州
//
// All ways to read a name are weighed against each other, as a whole: a word that is a region and a trade name as well (泰安,
// 东海, 新城) is read as what makes the rest of the name most usual. The parts may stand in another order (红光(北京)酒业),
// any of them may be missing. Names in Latin letters lose their forms (Co., Ltd.) and places.
//
// Cost: about 4 µs a name. Limits: the first 200 characters. Errors: none, whatever is given is read somehow. Thread safety:
// pure functions.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/match/lexicon.h"

namespace qudao::match {

struct Place {
  const Word* word = nullptr; // of the lexicon the name was read with
  std::u32string text;
};

// A word of what the company does.
struct Term {
  const Word* word = nullptr; // nullptr: letters the lexicon does not know
  std::u32string text;
};

struct Branch {
  bool is = false;
  std::uint16_t kind = 0; // of the lexicon's branches; 0: some other part of a company
  std::vector<Place> regions;
  std::u32string
      local; // what tells it from other branches of the company, without endings of places
};

struct Name {
  std::u32string text;    // the whole, folded
  std::u32string body;    // the company's name without form and branch
  std::u32string telling; // the same without common words
  std::u32string trade;   // folded; of a known organisation what it is compared by
  std::uint16_t known = 0;
  std::vector<Place> regions;
  std::vector<Term> industry; // common words too
  FormClass form = FormClass::none;
  Branch branch;
  bool description = false;            // speaks of something else than one company
  bool latin = false;                  // has only Latin letters
  std::vector<std::u32string> aliases; // other names it gives for itself (简称 …)

  // As typed, for people: in half width, otherwise as it stands in the name.
  std::string region_shown;
  std::string trade_shown;
  std::string industry_shown;
  std::string form_shown;
  std::string branch_shown;

  bool empty() const { return text.empty(); }
};

// The lexicon must outlive the name.
Name read_name(const Lexicon& lexicon, std::string_view utf8);

} // namespace qudao::match

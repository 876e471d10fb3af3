#include "core/match/branch.h"

#include <algorithm>

#include "core/match/brackets.h"

namespace qudao::match {

namespace {

constexpr std::size_t kNone = std::u32string_view::npos;
constexpr std::size_t kShortestHead = 2;
// What a name without legal form may end in before its branch.
constexpr std::u32string_view kBanks[] = {U"银行", U"信用社", U"联社", U"农商行"};
constexpr std::u32string_view kHeads[] = {U"集团", U"证券", U"保险", U"期货", U"控股",
                                          U"股份", U"医院", U"大学", U"药房", U"超市"};
// Said of a company behind the name of another one only; alone it ends the names of 王子公司 and 亲子公司.
constexpr std::u32string_view kOfAnother = U"子公司";
constexpr std::u32string_view kNumerals = U"一二三四五六七八九十0123456789";
// Endings that a place may have or not: 中山路支行, 中山支行.
constexpr std::u32string_view kPlaceEndings[] = {U"大街", U"大道", U"新区", U"市", U"县", U"区",
                                                 U"镇",   U"乡",   U"路",   U"街", U"村"};

bool starts(std::u32string_view text, std::size_t at, std::u32string_view word) {
  return text.size() - at >= word.size() && text.substr(at, word.size()) == word;
}

// The first place from `from` on behind one of the words.
template <std::size_t N>
std::size_t end_of_first(std::u32string_view text, std::size_t limit,
                         const std::u32string_view (&words)[N]) {
  for (std::size_t at = 1; at < limit; ++at) {
    for (const std::u32string_view word : words) {
      if (at + word.size() <= limit && starts(text, at, word)) return at + word.size();
    }
  }
  return kNone;
}

// Behind the legal forms that follow each other from `at` on.
std::size_t behind_forms(const Lexicon& lexicon, std::u32string_view text, std::size_t at) {
  for (;;) {
    Found found[Lexicon::kMostWords];
    const std::size_t count = lexicon.words_at(text, at, found);
    std::size_t length = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const Word& word = *found[i].word;
      const bool partnership = word.form == FormClass::partnership || word.form == FormClass::sole;
      if (word.form != FormClass::none && (word.legal || partnership)) length = found[i].length;
    }
    if (length == 0) return at;
    at += length;
  }
}

std::size_t end_of_legal_form(const Lexicon& lexicon, std::u32string_view text, std::size_t limit) {
  for (std::size_t at = kShortestHead; at < limit; ++at) {
    const std::size_t end = behind_forms(lexicon, text, at);
    if (end != at) return end;
  }
  return kNone;
}

bool is_works(const Word& word) {
  return word.industry != 0 || word.form != FormClass::none;
}

bool is_form(const Word* word) {
  return word != nullptr && word->form != FormClass::none;
}

// 电|子公司, 厦|门店, 经|营部: a word begins before the ending and goes into it, and what is behind it ends a name. Not so when
// the words before end where the ending begins: 上海|门店, whatever 海门 is.
bool cuts_word(const Lexicon& lexicon, std::u32string_view text, std::size_t limit) {
  for (std::size_t at = limit > kLongestWord ? limit - kLongestWord : 0; at < limit; ++at) {
    Found found[Lexicon::kMostWords];
    const std::size_t count = lexicon.words_at(text, at, found);
    bool cut = false;
    for (std::size_t i = 0; i < count; ++i) {
      const Word& word = *found[i].word;
      const std::size_t end = at + found[i].length;
      const bool counts = word.industry != 0 || word.common || word.name ||
                          word.region != RegionKind::none || word.form != FormClass::none;
      if (!counts || found[i].length < 2) continue;
      if (end == limit) return false;
      cut = cut || (end > limit && (end == text.size() ? word.form != FormClass::none
                                                       : is_form(lexicon.word(text.substr(end)))));
    }
    if (cut) return true;
  }
  return false;
}

Found last_branch_word(const Lexicon& lexicon, std::u32string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    const Word* word = lexicon.word(text.substr(at));
    if (word == nullptr || word->branch == 0) continue;
    if (is_works(*word) || !cuts_word(lexicon, text, at)) return {text.size() - at, word};
  }
  return {};
}

// A name by which everybody knows an organisation, at the beginning: 农行.
std::size_t end_of_known(const Lexicon& lexicon, std::u32string_view text) {
  Found found[Lexicon::kMostWords];
  const std::size_t count = lexicon.words_at(text, 0, found);
  std::size_t end = kNone;
  for (std::size_t i = 0; i < count; ++i) {
    if (found[i].word->known != 0) end = found[i].length;
  }
  return end;
}

// 江西煤业集团公司: the legal form of another company in the name of a branch is no end of the head.
std::size_t end_of_head(const Lexicon& lexicon, std::u32string_view text, std::size_t limit) {
  const std::size_t bank = end_of_first(text, limit, kBanks);
  const std::size_t legal = end_of_legal_form(lexicon, text, limit);
  if (bank != kNone && bank >= kShortestHead + 1) {
    const std::size_t end = behind_forms(lexicon, text, bank);
    if (end > bank || legal == kNone || bank < legal) return end;
  }
  if (legal != kNone) return legal;
  const std::size_t known = end_of_known(lexicon, text);
  if (known != kNone && known < limit) return known;
  return end_of_first(text, limit, kHeads);
}

std::u32string_view without_place_ending(std::u32string_view text) {
  for (const std::u32string_view ending : kPlaceEndings) {
    if (ending == U"区" && text.size() > 2 && text[text.size() - 2] == U'园') continue;
    if (text.size() >= ending.size() + 2 && text.substr(text.size() - ending.size()) == ending) {
      return text.substr(0, text.size() - ending.size());
    }
  }
  return text;
}

// 第十分公司 is what 十分公司 is.
std::u32string_view without_ordinal(std::u32string_view text) {
  const bool number = text.size() > 1 && text[0] == U'第' &&
                      text.find_first_not_of(kNumerals, 1) == std::u32string_view::npos;
  return number ? text.substr(1) : text;
}

// A step of a branch's name: 杭州分行 · 高新支行.
void read_step(const Lexicon& lexicon, std::u32string_view step, Branch& branch) {
  std::size_t at = 0;
  std::u32string_view last;
  while (at < step.size()) {
    Found found[Lexicon::kMostWords];
    const std::size_t count = lexicon.words_at(step, at, found);
    const Found* longest = nullptr;
    for (std::size_t i = 0; i < count; ++i) {
      if (found[i].word->region != RegionKind::none) longest = &found[i];
    }
    if (longest == nullptr || longest->word->codes.empty()) break;
    last = step.substr(at, longest->length);
    branch.regions.push_back({longest->word, std::u32string(last)});
    at += longest->length;
  }
  const std::u32string_view rest = step.substr(at);
  const Word* word = lexicon.word(rest);
  const bool ending = rest.size() == 1 || (word != nullptr && word->region == RegionKind::zone);
  if (rest.empty()) {
    branch.local = without_place_ending(last);
  } else if (ending && !last.empty()) { // 中山 路, 杭州 高新技术开发区
    std::u32string whole(without_place_ending(last));
    whole += rest;
    branch.local = without_place_ending(whole);
  } else {
    branch.local = without_place_ending(without_ordinal(rest));
  }
}

std::size_t behind_regions(const Lexicon& lexicon, std::u32string_view text) {
  for (std::size_t at = 0;;) {
    Found found[Lexicon::kMostWords];
    const std::size_t count = at < text.size() ? lexicon.words_at(text, at, found) : 0;
    std::size_t length = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (found[i].word->region != RegionKind::none) length = found[i].length;
    }
    if (length == 0) return at;
    at += length;
  }
}

// Of what stands before the ending of a branch and has no legal form: where the company's name ends, and its branch's number
// begins (建工十分公司). kNone: that is no name, so the ending is none of a branch (缘分公司, 北京十分公司).
std::size_t end_of_bare_head(const Lexicon& lexicon, std::u32string_view text) {
  std::size_t end = text.size();
  while (end > 0 && kNumerals.find(text[end - 1]) != std::u32string_view::npos) {
    --end;
  }
  const bool numbered = end < text.size();
  const bool formal = numbered && end > 0 && text[end - 1] == U'第';
  if (formal) --end;
  const std::size_t from = behind_regions(lexicon, text);
  if (end >= from + kShortestHead) return end;
  // Of which company is not said: 苏州分公司, 第三分公司, 三分公司.
  const bool alone = end <= from && (from == 0 || !numbered || formal);
  return alone ? text.size() : kNone;
}

} // namespace

Split split_branch(const Lexicon& lexicon, std::u32string_view text) {
  const Split whole{text.size(), false, 0, text.size()};
  const Found last = last_branch_word(lexicon, text);
  if (last.word == nullptr) {
    const std::size_t head = end_of_legal_form(lexicon, text, text.size());
    return head != kNone && head < text.size() ? Split{head, true, 0, text.size()} : whole;
  }
  const std::size_t limit = text.size() - last.length;
  const std::size_t head = end_of_head(lexicon, text, limit);
  if (head != kNone) return {std::min(head, limit), true, last.word->branch, limit};
  // 贵州渣坪煤矿 is a company; 嘉里物流办事处 is none, whatever its company calls itself.
  if (is_works(*last.word) || text.substr(limit) == kOfAnother) return whole;
  const std::size_t bare = end_of_bare_head(lexicon, text.substr(0, limit));
  return bare == kNone ? whole : Split{bare, true, last.word->branch, limit};
}

Branch read_branch(const Lexicon& lexicon, std::u32string_view text, std::uint16_t kind) {
  Branch branch;
  branch.is = true;
  branch.kind = kind;
  std::size_t begin = behind_forms(lexicon, text, 0);
  for (std::size_t at = begin; at < text.size();) {
    Found found[Lexicon::kMostWords];
    const std::size_t count = lexicon.words_at(text, at, found);
    std::size_t length = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (found[i].word->branch != 0) length = found[i].length;
    }
    if (length == 0 || at == begin) {
      ++at;
      continue;
    }
    read_step(lexicon, text.substr(begin, at - begin), branch);
    at += length;
    begin = at;
  }
  if (begin < text.size()) read_step(lexicon, text.substr(begin), branch);
  return branch;
}

} // namespace qudao::match

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

Found last_branch_word(const Lexicon& lexicon, std::u32string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    const Word* word = lexicon.word(text.substr(at));
    if (word != nullptr && word->branch != 0) return {text.size() - at, word};
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
    branch.local = without_place_ending(rest);
  }
}

} // namespace

Split split_branch(const Lexicon& lexicon, std::u32string_view text) {
  Split split{text.size(), false, 0, text.size()};
  const Found last = last_branch_word(lexicon, text);
  const std::size_t limit = text.size() - last.length;
  std::size_t head = last.word != nullptr ? end_of_head(lexicon, text, limit)
                                          : end_of_legal_form(lexicon, text, text.size());
  if (last.word != nullptr && head != kNone) {
    return {std::min(head, limit), true, last.word->branch, limit};
  }
  if (last.word != nullptr) {
    // 贵州渣坪煤矿 is a company; 嘉里物流办事处 is none, whatever its company calls itself.
    const bool works = last.word->industry != 0 || last.word->form != FormClass::none;
    return works ? split : Split{limit, limit > 0, last.word->branch, limit};
  }
  if (head != kNone && head < text.size()) return {head, true, 0, text.size()};
  return split;
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

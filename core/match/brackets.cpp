#include "core/match/brackets.h"

namespace qudao::match {

namespace {

constexpr std::u32string_view kAliasWords[] = {U"简称", U"原名", U"曾用名",
                                               U"又名", U"现名", U"原"};

std::u32string_view without_alias_word(std::u32string_view text) {
  for (const std::u32string_view word : kAliasWords) {
    if (text.size() > word.size() + 1 && text.substr(0, word.size()) == word) {
      return text.substr(word.size());
    }
  }
  return {};
}

} // namespace

std::vector<Place> all_regions(const Lexicon& lexicon, std::u32string_view text) {
  std::vector<Place> places;
  for (std::size_t at = 0; at < text.size();) {
    Found found[Lexicon::kMostWords];
    const std::size_t count = lexicon.words_at(text, at, found);
    const Found* longest = nullptr;
    for (std::size_t i = 0; i < count; ++i) {
      if (found[i].word->region != RegionKind::none) longest = &found[i];
    }
    if (longest == nullptr) return {};
    places.push_back({longest->word, std::u32string(text.substr(at, longest->length))});
    at += longest->length;
  }
  return places;
}

Unbracketed take_brackets(const Lexicon& lexicon, const Folded& folded) {
  Unbracketed out;
  const std::u32string_view text = folded.text;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ')') {
      ++at;
      continue;
    }
    if (text[at] != '(') {
      out.rest.text += text[at];
      out.rest.shown += folded.shown[at];
      ++at;
      continue;
    }
    const std::size_t close = text.find_first_of(U"()", at + 1);
    const std::size_t end = close == std::u32string_view::npos ? text.size() : close;
    const std::u32string_view inside = text.substr(at + 1, end - at - 1);
    const std::vector<Place> regions = all_regions(lexicon, inside);
    const std::u32string_view alias = without_alias_word(inside);
    if (!regions.empty()) {
      out.regions.insert(out.regions.end(), regions.begin(), regions.end());
      out.regions_shown += folded.shown.substr(at + 1, inside.size());
    } else if (!alias.empty()) {
      out.aliases.emplace_back(alias);
    } else {
      out.rest.text += inside;
      out.rest.shown += folded.shown.substr(at + 1, inside.size());
    }
    at = end + (end < text.size() && text[end] == ')' ? 1 : 0);
  }
  return out;
}

} // namespace qudao::match

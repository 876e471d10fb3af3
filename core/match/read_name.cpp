#include <algorithm>

#include "core/match/brackets.h"
#include "core/match/branch.h"
#include "core/match/name.h"
#include "core/match/segment.h"
#include "core/match/text.h"

namespace qudao::match {

namespace {

bool is_description(const Lexicon& lexicon, std::u32string_view text) {
  // Two companies and a dash: a plan or an account of one with the other.
  if (text.find(U'-') != std::u32string_view::npos) return true;
  return std::any_of(lexicon.descriptions().begin(), lexicon.descriptions().end(),
                     [text](const Description& each) {
                       if (!each.at_end) return text.find(each.words) != std::u32string_view::npos;
                       return text.size() >= each.words.size() &&
                              text.substr(text.size() - each.words.size()) == each.words;
                     });
}

std::string shown_of(const Folded& folded, std::size_t begin, std::size_t end) {
  return utf8_of(std::u32string_view(folded.shown).substr(begin, end - begin));
}

// Words of Latin letters; their forms and places are told by the lexicon.
void read_latin(const Lexicon& lexicon, const Folded& folded, Name& name) {
  name.latin = true;
  const std::u32string_view text = folded.text;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(text.find(U' ', at), text.size());
    std::u32string_view word = text.substr(at, end - at);
    if (word == U"hong" && text.substr(end, 5) == U" kong") {
      end += 5;
      word = U"hongkong";
    }
    const LatinWord known = lexicon.latin(utf8_of(word));
    const std::string shown = shown_of(folded, at, end);
    const auto append = [&shown](std::string& to) { to += (to.empty() ? "" : " ") + shown; };
    if (known.kind == LatinKind::form) {
      if (name.form == FormClass::none || name.form == FormClass::company) name.form = known.form;
      append(name.form_shown);
    } else if (known.kind == LatinKind::region && lexicon.word(known.word) != nullptr) {
      name.regions.push_back({lexicon.word(known.word), known.word});
      append(name.region_shown);
    } else if (known.kind == LatinKind::common && !name.trade.empty()) {
      name.industry.push_back({nullptr, std::u32string(word)});
      append(name.industry_shown);
    } else {
      name.trade += word;
      append(name.trade_shown);
    }
    at = end + (end < text.size() ? 1 : 0);
  }
}

void take_pieces(const Lexicon& lexicon, const Folded& head, Name& name) {
  for (const Piece& piece : segment(lexicon, head.text)) {
    const std::u32string text = head.text.substr(piece.begin, piece.end - piece.begin);
    const std::string shown = shown_of(head, piece.begin, piece.end);
    const bool common = piece.part == Part::industry && piece.word != nullptr && piece.word->common;
    if (piece.part != Part::form) name.body += text;
    if (piece.part != Part::form && !common) name.telling += text;
    switch (piece.part) {
    case Part::region:
      if (piece.word != nullptr) name.regions.push_back({piece.word, text});
      name.region_shown += shown;
      break;
    case Part::trade:
      name.known = piece.word != nullptr ? piece.word->known : std::uint16_t{0};
      name.trade = name.known != 0 ? std::u32string(lexicon.known_name(name.known)) : text;
      name.trade_shown = shown;
      break;
    case Part::industry: {
      // Letters that the lexicon does not know are one word.
      const bool more =
          piece.word == nullptr && !name.industry.empty() && name.industry.back().word == nullptr;
      if (more) {
        name.industry.back().text += text;
      } else {
        name.industry.push_back({piece.word, text});
      }
      name.industry_shown += shown;
      break;
    }
    case Part::form:
      if (name.form == FormClass::none || piece.word->form != FormClass::company) {
        name.form = piece.word->form;
      }
      name.form_shown += shown;
      break;
    }
  }
}

} // namespace

Name read_name(const Lexicon& lexicon, std::string_view utf8) {
  const Folded folded = fold(lexicon, utf8);
  Name name;
  name.text = folded.text;
  name.description = is_description(lexicon, folded.text);
  Unbracketed plain = take_brackets(lexicon, folded);
  const bool latin = std::none_of(folded.text.begin(), folded.text.end(), is_script);
  if (latin) {
    Folded words;
    for (std::size_t i = 0; i < folded.text.size(); ++i) {
      const bool bracket = folded.text[i] == '(' || folded.text[i] == ')';
      const char32_t c = bracket ? U' ' : folded.text[i];
      if (c == ' ' && (words.text.empty() || words.text.back() == ' ')) continue;
      words.text += c;
      words.shown += bracket ? U' ' : folded.shown[i];
    }
    while (!words.text.empty() && words.text.back() == ' ') {
      words.text.pop_back();
      words.shown.pop_back();
    }
    read_latin(lexicon, words, name);
    return name;
  }
  name.regions = std::move(plain.regions);
  name.region_shown = utf8_of(plain.regions_shown);
  name.aliases = std::move(plain.aliases);
  const Split split = split_branch(lexicon, plain.rest.text);
  Folded head{plain.rest.text.substr(0, split.head), plain.rest.shown.substr(0, split.head)};
  take_pieces(lexicon, head, name);
  if (split.branch) {
    const std::u32string_view rest = plain.rest.text;
    name.branch =
        read_branch(lexicon, rest.substr(split.head, split.kind_begin - split.head), split.kind);
    name.branch_shown = shown_of(plain.rest, split.head, rest.size());
  }
  return name;
}

} // namespace qudao::match

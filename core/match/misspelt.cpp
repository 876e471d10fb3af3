#include "core/match/misspelt.h"

#include <algorithm>
#include <optional>

#include "core/match/compare_name.h"

namespace qudao::match {

namespace {

constexpr std::size_t kShortestCore = 4; // of less too little is left
constexpr std::u32string_view kPlaceEnds = U"省市县区";

// Where the letter stood that `part` has less than `whole`; the last of several that are alike.
std::optional<std::size_t> missing_at(std::u32string_view whole, std::u32string_view part) {
  if (whole.size() != part.size() + 1) return std::nullopt;
  std::size_t at = 0;
  while (at < part.size() && whole[at] == part[at]) {
    ++at;
  }
  return whole.substr(at + 1) == part.substr(at) ? std::optional(at) : std::nullopt;
}

bool is_word(const Term& term) {
  return term.word != nullptr && term.text.size() >= 2;
}

bool all_words(const std::vector<Term>& terms) {
  return std::all_of(terms.begin(), terms.end(), is_word);
}

// The letters are names of places in a row; nothing when they are not.
std::optional<std::vector<Place>> read_places(const Lexicon& lexicon, std::u32string_view text) {
  std::vector<Place> places;
  for (std::size_t at = 0; at < text.size();) {
    Found found[Lexicon::kMostWords];
    const std::size_t count = lexicon.words_at(text, at, found);
    const Found* longest = nullptr;
    for (std::size_t i = 0; i < count; ++i) {
      if (!found[i].word->codes.empty()) longest = &found[i];
    }
    if (longest == nullptr) return std::nullopt;
    places.push_back({longest->word, std::u32string(text.substr(at, longest->length))});
    at += longest->length;
  }
  return places;
}

const Term* term_at(const std::vector<Term>& terms, std::size_t at) {
  for (const Term& term : terms) {
    if (at < term.text.size()) return &term;
    at -= term.text.size();
  }
  return nullptr;
}

// Whether a letter was left out of one of the ways to write where the company is.
bool lacks_place_letter(const Name& right, std::u32string_view lead) {
  std::u32string all;
  for (const Place& place : right.regions) {
    std::u32string_view text = place.text;
    all += text;
    if (missing_at(text, lead)) return true;
    if (text.size() < 3 || kPlaceEnds.find(text.back()) == std::u32string_view::npos) continue;
    text.remove_suffix(1);
    if (missing_at(text, lead)) return true;
  }
  return missing_at(all, lead).has_value();
}

class Slip {
 public:
  Slip(const Lexicon& lexicon, const Name& right, const Name& typed)
      : lexicon_(lexicon), right_(right), typed_(typed), core_(core_of(right)),
        trade_(once(right.trade)) {}

  Misspelt run() const {
    const std::u32string_view body = typed_.body;
    if (trade_.size() < 2 || core_.size() < kShortestCore || body.size() + 1 < core_.size())
      return {};
    const std::size_t begin = body.size() + 1 - core_.size();
    const std::u32string_view core = body.substr(begin);
    const auto at = missing_at(core_, core);
    auto regions = at ? places_before(body.substr(0, begin)) : std::nullopt;
    if (regions && explains(*at)) {
      const bool in_trade = *at < trade_.size();
      const std::u32string_view left =
          in_trade ? core.substr(0, trade_.size() - 1) : core.substr(trade_.size());
      return {in_trade ? Missing::trade : Missing::industry, std::move(*regions),
              std::u32string(left)};
    }
    const std::u32string_view lead = body.substr(0, begin > 0 ? begin - 1 : 0);
    if (!lead.empty() && typed_.regions.empty() && body.substr(lead.size()) == core_ &&
        lacks_place_letter(right_, lead)) {
      return {Missing::region, right_.regions, std::u32string(lead)};
    }
    return {};
  }

 private:
  std::optional<std::vector<Place>> places_before(std::u32string_view lead) const {
    auto places = read_places(lexicon_, lead);
    if (places && !typed_.regions.empty()) return typed_.regions;
    return places;
  }

  bool explains(std::size_t at) const {
    const Bare bare = bare_of(lexicon_, typed_);
    if (at < trade_.size()) return is_whole(right_) && may_lack_trade_letter(typed_, bare);
    const Term* term = term_at(right_.industry, at - trade_.size());
    if (term == nullptr || !is_word(*term)) return false;
    if (bare.trade == trade_) return !all_words(typed_.industry);
    if (bare.trade.substr(0, trade_.size()) != trade_) return false;
    const std::size_t more = bare.trade.size() - trade_.size();
    if (typed_.industry.empty()) return more <= 2;
    return more == 1 && ends_oddly(lexicon_, bare.trade);
  }

  const Lexicon& lexicon_;
  const Name& right_;
  const Name& typed_;
  std::u32string core_;
  std::u32string_view trade_;
};

} // namespace

bool differ_by_letter(const Name& a, const Name& b) {
  constexpr std::size_t kShortest = 3;
  const bool plain =
      !a.latin && !b.latin && !a.branch.is && !b.branch.is && !a.description && !b.description;
  if (!plain) return false;
  const std::u32string of_a = core_of(a);
  const std::u32string of_b = core_of(b);
  const std::u32string& longer = of_a.size() > of_b.size() ? of_a : of_b;
  const std::u32string& shorter = of_a.size() > of_b.size() ? of_b : of_a;
  return shorter.size() >= kShortest && missing_at(longer, shorter) &&
         relate_regions(a.regions, b.regions) != RegionRelation::conflict;
}

Bare bare_of(const Lexicon& lexicon, const Name& name) {
  const std::u32string_view trade = once(name.trade);
  if (!name.regions.empty() || trade.size() < 3) return {trade, name.regions};
  Found found[Lexicon::kMostWords];
  const std::size_t count = lexicon.words_at(trade, 0, found);
  for (std::size_t i = count; i-- > 0;) {
    const std::size_t length = found[i].length;
    if (found[i].word->codes.empty() || length < 2 || length == trade.size()) continue;
    return {trade.substr(length), {{found[i].word, std::u32string(trade.substr(0, length))}}};
  }
  return {trade, {}};
}

bool is_whole(const Name& name) {
  return once(name.trade).size() == 2 && name.known == 0 && !name.branch.is &&
         !name.industry.empty() && all_words(name.industry);
}

bool may_lack_trade_letter(const Name& name, const Bare& bare) {
  if (bare.trade.empty() || name.branch.is) return false;
  if (bare.trade.size() == 1) return true;
  if (name.industry.empty()) return bare.trade.size() > 2; // 日服装
  return !is_word(name.industry.front());
}

bool ends_oddly(const Lexicon& lexicon, std::u32string_view trade) {
  constexpr double kHardly = 0.99;
  return trade.size() > 2 && lexicon.rarity(trade.back()) >= kHardly;
}

Misspelt misspelt(const Lexicon& lexicon, const Name& right, const Name& typed) {
  const bool plain = right.branch.is == typed.branch.is && !right.latin && !typed.latin;
  return plain ? Slip(lexicon, right, typed).run() : Misspelt();
}

} // namespace qudao::match

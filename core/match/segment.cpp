#include "core/match/segment.h"

#include <algorithm>

#include "core/match/nesting.h"
#include "core/match/text.h"

namespace qudao::match {

namespace {

// Costs are tenths of a surprise: what is usual is cheap. Found by reading names, not by fitting: each says how odd
// something is in a name.
constexpr int kNever = 1'000'000;
constexpr int kNoTradeName = 40;
constexpr int kUnknownLetter = 13;
constexpr int kWord = 9;
constexpr int kShortWord = 16; // of one letter
constexpr int kCommonWord = 8;
constexpr int kForm = 5;
constexpr int kLooseForm = 14; // a letter that ends many words
constexpr int kWrongEnding = 3;
constexpr std::u32string_view kEndings = U"省市县区";
constexpr int kTown = 10;
constexpr std::u32string_view kTowns = U"镇乡";
constexpr int kKnown = 5;
constexpr int kKnownShort = 12;
constexpr int kAfterKnownShort = 20; // a letter that makes it another word
constexpr int kElsewhere = 25;       // a region that does not lie in the one before it
constexpr int kRegionBehind = 10;    // behind the trade name
constexpr int kCutWord = 25;         // the trade name ends within a word
constexpr int kCutBetweenWords = 8;  // and another one begins there: 国联·运输
constexpr int kEndsInWord = 10;
constexpr int kRegionInTradeName = 12;
constexpr int kWordsForTradeName = 30;
constexpr std::size_t kLongestTradeName = 16;

int cost_of_region(const Word& word) {
  switch (word.region) {
  case RegionKind::country:
    return 8;
  case RegionKind::wide:
    return 12;
  case RegionKind::province:
  case RegionKind::city:
    return word.full ? 4 : 7;
  case RegionKind::town:
    return word.full ? 5 : 12;
  case RegionKind::county:
    return word.full ? 5 : 16;
  case RegionKind::district:
    return word.full ? 8 : 26;
  case RegionKind::zone:
    return word.codes.empty() ? 14 : 12;
  case RegionKind::none:
    break;
  }
  return kNever;
}

enum Stage : std::uint8_t {
  before,
  behind,
  closing,
  stages
}; // of the trade name; closing: in the form

class Segmenter {
 public:
  Segmenter(const Lexicon& lexicon, std::u32string_view text)
      : lexicon_(lexicon), text_(text), size_(text.size()), best_((size_ + 1) * stages),
        first_(size_ + 2), last_word_(size_ + 1), longest_(size_ + 1) {
    for (std::size_t i = 0; i < size_; ++i) {
      Found found[Lexicon::kMostWords];
      const std::size_t count = lexicon_.words_at(text_, i, found);
      words_.insert(words_.end(), found, found + count);
      first_[i + 1] = words_.size();
      for (std::size_t k = 0; k < count; ++k) {
        look_at(i, found[k]);
      }
    }
    first_[size_ + 1] = words_.size();
  }

  std::vector<Piece> run() {
    at(0, before).cost = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      take_town(i);
      leave_prefix(i); // no trade name: words follow
      for (const Found& found : words_from(i)) {
        take_word(i, found);
      }
      take_letter(i);
      take_trade_names(i);
    }
    leave_prefix(size_);
    return trace();
  }

 private:
  struct State {
    int cost = kNever;
    Piece piece;
    Stage from = before;
    bool empty = false; // a step without letters
    bool after_short = false;
    const Word* region = nullptr; // the last one of the prefix
  };

  struct Range {
    const Found* from;
    const Found* to;
    const Found* begin() const { return from; }
    const Found* end() const { return to; }
  };

  // The words that begin at i, shortest first.
  Range words_from(std::size_t i) const {
    return {words_.data() + first_[i], words_.data() + first_[i + 1]};
  }

  void look_at(std::size_t i, const Found& found) {
    const Word& word = *found.word;
    const std::size_t end = i + found.length;
    const bool place = word.region != RegionKind::none &&
                       (word.full || found.length > 2 || word.region < RegionKind::county);
    if (word.industry != 0 || word.common || word.legal || place) longest_[i] = end;
    if (word.industry != 0 && !word.name && found.length >= 2) last_word_[end] = i;
  }

  State& at(std::size_t i, Stage stage) { return best_[i * stages + stage]; }

  void relax(std::size_t from, Stage stage, int cost, Stage to, const Piece& piece,
             const Word* region = nullptr) {
    const State& origin = at(from, stage);
    if (origin.cost >= kNever) return;
    State& target = at(piece.end, to);
    const int total = origin.cost + cost;
    if (total >= target.cost) return;
    target.cost = total;
    target.piece = piece;
    target.from = stage;
    target.empty = piece.begin == piece.end;
    target.region = region != nullptr ? region : origin.region;
    target.after_short = false;
  }

  void leave_prefix(std::size_t i) {
    relax(i, before, kNoTradeName, behind, {Part::industry, i, i, nullptr});
  }

  // A plain form ends the name, or other forms follow it.
  bool ends_name(std::size_t i) const {
    if (i == size_) return true;
    const Range words = words_from(i);
    return std::any_of(words.begin(), words.end(), [this, i](const Found& each) {
      return each.word->form != FormClass::none && (each.word->legal || i + each.length == size_);
    });
  }

  void take_word(std::size_t i, const Found& found) {
    const Word& word = *found.word;
    const std::size_t end = i + found.length;
    if (word.region != RegionKind::none) take_region(i, end, word);
    if (word.known != 0) take_known(i, end, word);
    if (word.form != FormClass::none && (word.legal || ends_name(end))) {
      const Piece piece{Part::form, i, end, &word};
      for (const Stage stage : {behind, closing}) {
        relax(i, stage, word.loose ? kLooseForm : kForm, closing, piece);
      }
    }
    if (word.industry != 0 || word.common) {
      const int cost = found.length == 1 ? kShortWord : word.common ? kCommonWord : kWord;
      relax(i, behind, cost, behind, {Part::industry, i, end, &word});
    }
  }

  void take_region(std::size_t i, std::size_t end, const Word& word) {
    const Piece piece{Part::region, i, end, &word};
    const Word* last = at(i, before).region;
    int cost = cost_of_region(word);
    if (last != nullptr && !last->codes.empty() && !word.codes.empty()) {
      cost = nested(*last, word) ? std::min(cost, 6) : cost + kElsewhere;
    }
    relax(i, before, cost, before, piece, &word);
    // 河北市: an ending the place does not have.
    if (!word.full && end < size_ && kEndings.find(text_[end]) != std::u32string_view::npos) {
      relax(i, before, cost + kWrongEnding, before, {Part::region, i, end + 1, &word}, &word);
    }
    relax(i, behind, cost_of_region(word) + kRegionBehind, behind, piece);
  }

  // 紫金县瓦溪镇: a town that no list has, behind the place it lies in.
  void take_town(std::size_t i) {
    const Word* last = at(i, before).region;
    if (last == nullptr || last->region < RegionKind::city) return;
    for (std::size_t end = i + 3; end <= std::min(size_, i + 5); ++end) {
      if (kTowns.find(text_[end - 1]) == std::u32string_view::npos) continue;
      relax(i, before, kTown, before, {Part::region, i, end, nullptr});
      return;
    }
  }

  void take_known(std::size_t i, std::size_t end, const Word& word) {
    const bool brief = end - i <= 2;
    const int before_now = at(end, behind).cost;
    relax(i, before, brief ? kKnownShort : kKnown, behind, {Part::trade, i, end, &word});
    if (at(end, behind).cost < before_now) at(end, behind).after_short = brief;
  }

  void take_letter(std::size_t i) {
    std::size_t end = i + 1;
    if (is_latin(text_[i])) {
      while (end < size_ && is_latin(text_[end])) {
        ++end;
      }
    }
    const int more = at(i, behind).after_short ? kAfterKnownShort : 0;
    relax(i, behind, kUnknownLetter + more, behind, {Part::industry, i, end, nullptr});
  }

  // Letters of Latin words count as two, whatever they are.
  void take_trade_names(std::size_t i) {
    if (at(i, before).cost >= kNever) return;
    std::size_t units = 0;
    int usual = 0;
    const std::uint32_t words = made_of_words(i);
    for (std::size_t end = i; end < size_ && units < kLongestTradeName;) {
      if (is_latin(text_[end])) {
        while (end < size_ && (is_latin(text_[end]) || text_[end] == ' ')) {
          ++end;
        }
        units += 2;
      } else {
        const double rarity = lexicon_.rarity(text_[end]);
        usual += rarity <= 0.1 ? -3 : rarity <= 0.3 ? -2 : rarity <= 0.5 ? -1 : rarity >= 1 ? 1 : 0;
        ++end;
        ++units;
      }
      const int cost =
          cost_of_length(units) + std::max(usual, -9) + oddness(i, end, words) + cut(i, end);
      relax(i, before, cost, behind, {Part::trade, i, end, nullptr});
    }
  }

  static int cost_of_length(std::size_t units) {
    constexpr int kCosts[] = {kNever, 45, 20, 27, 34, 55, 70};
    constexpr std::size_t kLast = std::size(kCosts) - 1;
    return units <= kLast ? kCosts[units] : kCosts[kLast] + 20 * static_cast<int>(units - kLast);
  }

  // Words that have another meaning are seldom a trade name.
  int oddness(std::size_t begin, std::size_t end, std::uint32_t words) const {
    for (const Found& found : words_from(begin)) {
      if (begin + found.length == end) return oddness_of_word(*found.word);
    }
    return oddness_of_parts(begin, end, words);
  }

  static int oddness_of_word(const Word& word) {
    if (word.name || word.known != 0) return 0;
    int odd = 0;
    if (word.form != FormClass::none || word.branch != 0) odd = 40;
    if (word.industry != 0 || word.common) odd = std::max(odd, 40);
    switch (word.region) {
    case RegionKind::country:
    case RegionKind::wide:
    case RegionKind::province:
    case RegionKind::city:
      return std::max(odd, 45);
    case RegionKind::town:
    case RegionKind::county:
    case RegionKind::district:
      return std::max(odd, word.full ? 40 : 6);
    case RegionKind::zone:
      return std::max(odd, 8);
    case RegionKind::none:
      break;
    }
    return odd;
  }

  // A region with something behind it, or words in a row.
  int oddness_of_parts(std::size_t begin, std::size_t end, std::uint32_t words) const {
    const std::u32string_view text = text_.substr(begin, end - begin);
    int odd = 0;
    for (const Found& found : words_from(begin)) {
      const RegionKind kind = found.word->region;
      const bool part = found.length >= 2 && found.length < text.size();
      if (!part || kind == RegionKind::none || kind == RegionKind::zone) continue;
      const bool ending = kEndings.find(text.back()) != std::u32string_view::npos;
      if (ending && text.size() == found.length + 1) return 40; // 河北市
      odd =
          std::max(odd, kind == RegionKind::district && !found.word->full ? 4 : kRegionInTradeName);
    }
    if (text[0] == U'市' || text[0] == U'县' || text[0] == U'省') odd += 30;
    if (text.size() > 2 && text.substr(text.size() - 2) == U"公司") odd += 30;
    if (last_word_[end] > begin) odd += kEndsInWord;
    const bool all_words = text.size() < 32 && (words >> text.size() & 1u) != 0;
    return odd + (all_words ? kWordsForTradeName : 0);
  }

  // Bit n: the n letters from `begin` on are words in a row.
  std::uint32_t made_of_words(std::size_t begin) const {
    std::uint32_t reached = 1;
    for (std::size_t i = 0; i < 20 && begin + i < size_; ++i) {
      if ((reached >> i & 1u) == 0) continue;
      for (const Found& found : words_from(begin + i)) {
        const Word& word = *found.word;
        const bool counts = word.industry != 0 || word.common || word.region != RegionKind::none ||
                            word.form != FormClass::none;
        if (counts && !word.name && found.length >= 2 && i + found.length < 32) {
          reached |= 1u << (i + found.length);
        }
      }
    }
    return reached;
  }

  int cut(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (longest_[i] > end) return longest_[end] > end + 1 ? kCutBetweenWords : kCutWord;
    }
    return 0;
  }

  std::vector<Piece> trace() {
    std::vector<Piece> pieces;
    Stage stage = at(size_, closing).cost <= at(size_, behind).cost ? closing : behind;
    for (std::size_t i = size_;;) {
      const State& state = at(i, stage);
      if (state.cost >= kNever || (i == 0 && stage == before)) break;
      if (!state.empty) pieces.push_back(state.piece);
      i = state.empty ? i : state.piece.begin;
      stage = state.from;
    }
    std::reverse(pieces.begin(), pieces.end());
    return pieces;
  }

  const Lexicon& lexicon_;
  std::u32string_view text_;
  std::size_t size_;
  std::vector<State> best_;
  std::vector<Found> words_;       // of all places in a row
  std::vector<std::size_t> first_; // of the words of a place
  std::vector<std::size_t>
      last_word_; // by end: where the shortest word of an industry begins that ends there
  std::vector<std::size_t> longest_; // where the longest word of an industry ends that begins here
};

} // namespace

std::vector<Piece> segment(const Lexicon& lexicon, std::u32string_view text) {
  return text.empty() ? std::vector<Piece>() : Segmenter(lexicon, text).run();
}

} // namespace qudao::match

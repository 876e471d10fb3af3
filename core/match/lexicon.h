// Lexicon: the words and characters that company names are made of, as a value built from data.
//
//   auto lexicon = Lexicon::read(bytes);                    // the file of data/make_lexicon.mjs
//   auto own = lexicon->with(words_of_the_organisation);    // {"industry": ["轴承"], "common": ["优品"], …}
//
// The file is a text of sections, each a line "@name" with lines of tab-separated columns behind it: script (a traditional
// character and its simplified one), readings (a sound without
// tone and characters that have it, as their usual reading before others), regions (code, kind,
// name, short name), industry, synonyms, common, forms, branches, known, descriptions, confusable, latin, names, characters.
// data/*.tsv say what each is. Two builds that read the same bytes answer the same.
//
// Cost: reading 260 kB takes about 8 ms and 3 MB of memory; looking for the words at a place 0.1 µs. Errors: what is no lexicon
// is nullptr; words of an organisation that are none are issues. Thread safety: immutable.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/result.h"
#include "core/value/value.h"
#include "core/value/violation.h"

namespace qudao::match {

enum class RegionKind : std::uint8_t {
  none,
  country,
  wide,
  province,
  city,
  town,
  county,
  district,
  zone
};

enum class FormClass : std::uint8_t {
  none,
  company, // says no more than that it is one
  limited,
  shares,
  partnership,
  sole,
  cooperative,
  farm,
  works,
  shop,
  centre,
  studio,
  institute,
  body,
};

// What a word can be; several at once.
struct Word {
  std::uint32_t industry = 0; // its meaning: equal for synonyms; 0 when it is none
  std::uint16_t sector = 0;   // the line of industry.tsv
  std::uint16_t known = 0;    // the organisation it names
  std::uint16_t branch = 0;   // the kind of branch
  FormClass form = FormClass::none;
  RegionKind region = RegionKind::none;
  bool legal = false;             // of a form: what follows is a branch
  bool loose = false;             // of a form: ends many other words too (城, 行)
  bool full = false;              // of a region: with its ending (市, 县)
  bool common = false;            // does not tell companies apart
  bool group = false;             // of a common word
  bool weak = false;              // of what the company does: says little (科技, 投资)
  bool name = false;              // usual as a trade name too
  std::vector<std::string> codes; // of a region; several places may share a name
};

struct Found {
  std::size_t length = 0; // code points
  const Word* word = nullptr;
};

struct Description {
  std::u32string words;
  bool at_end = false;
};

enum class LatinKind : std::uint8_t { none, form, region, common };

struct LatinWord {
  LatinKind kind = LatinKind::none;
  FormClass form = FormClass::none;
  std::u32string word; // of a region: its Chinese name
};

class Lexicon {
 public:
  static std::shared_ptr<const Lexicon> read(std::string_view data);

  // The same with words of an organisation: a map of lists of texts under industry, common, forms and names, of lists of texts under
  // synonyms and variants, of {name, code} under regions (own.h says what they are). A word under `forms` ends names as 商行 does.
  // At most kMostOwnWords.
  Result<std::shared_ptr<const Lexicon>, std::vector<Issue>> with(const Value& words) const;

  // The words that start at `at`, shortest first; `found` has room for kMostWords.
  static constexpr std::size_t kMostWords = 16;
  std::size_t words_at(std::u32string_view text, std::size_t at, Found* found) const;
  const Word* word(std::u32string_view text) const; // nullptr when there is none

  char32_t simplified(char32_t c) const; // itself when there is none
  bool sound_alike(char32_t a, char32_t b) const;
  bool look_alike(char32_t a, char32_t b) const;
  char32_t look(char32_t c) const; // what all characters have that look alike; 0: nothing does
  std::uint16_t first_sound(char32_t c) const; // its most usual one; 0: it has none
  std::vector<std::uint16_t> sounds(char32_t c) const;
  // How much a character tells in a trade name, from 0 (in every second one) to 1.
  double rarity(char32_t c) const;

  std::u32string_view known_name(std::uint16_t known) const; // what an organisation is compared by
  std::string_view branch_kind(std::uint16_t branch) const;  // as branches.tsv calls it
  const std::vector<Description>& descriptions() const { return descriptions_; }
  bool is_public_domain(std::string_view domain) const;
  LatinWord latin(std::string_view lower_case) const;

 private:
  friend class LexiconReader;

  struct Edge {
    std::uint64_t key = 0; // node and character; 0: free
    std::uint32_t node = 0;
  };

  std::uint32_t step(std::uint32_t node, char32_t c) const;
  std::uint32_t grow(std::uint32_t node, char32_t c);
  void rehash(std::size_t slots);
  Word& enter(std::u32string_view text);

  std::vector<Edge> edges_; // a hash table
  std::size_t used_ = 0;
  std::vector<std::uint32_t> word_of_node_; // index into words_, 0: none
  std::vector<Word> words_;
  std::uint32_t meanings_ = 0;              // given so far
  std::vector<char16_t> simplified_;        // by code point
  std::vector<std::uint32_t> sounds_of_;    // by code point: where its list starts in sound_lists_
  std::vector<std::uint16_t> sound_lists_;  // each ends with 0
  std::vector<std::uint8_t> step_of_;       // by code point: how usual, 0: rare
  std::vector<char16_t> look_;              // by code point: what it is compared as
  std::vector<std::u32string> known_names_; // from 1
  std::vector<std::string> branch_kinds_;   // from 1
  std::vector<Description> descriptions_;
  std::vector<std::pair<std::string, LatinWord>> latin_; // sorted
  std::vector<std::string> domains_;                     // sorted
};

constexpr std::size_t kMostOwnWords = 10'000;
constexpr std::size_t kLongestWord = 16;

} // namespace qudao::match

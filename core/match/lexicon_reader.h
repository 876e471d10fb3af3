// Internal of the room: a lexicon built line by line.
#pragma once

#include <map>

#include "core/match/lexicon.h"

namespace qudao::match {

using Columns = std::vector<std::string_view>;

class LexiconReader {
 public:
  LexiconReader() : lexicon_(std::make_shared<Lexicon>()) { prepare(); }
  explicit LexiconReader(const Lexicon& base) : lexicon_(std::make_shared<Lexicon>(base)) {}

  bool read(std::string_view data);
  void add_own(std::string_view section, std::u32string_view word);
  void add_own_region(std::u32string_view word, std::string_view code);
  void add_own_group(std::string_view section, const std::vector<std::u32string>& words);
  std::shared_ptr<const Lexicon> take() { return std::move(lexicon_); }

 private:
  using Take = bool (LexiconReader::*)(const Columns&);
  struct Section {
    std::string_view name;
    Take take = nullptr;
  };
  static Take reader_of(std::string_view section);

  void prepare();
  std::u32string folded(std::string_view word) const;
  Word& word(std::string_view text) { return lexicon_->enter(folded(text)); }

  bool script(const Columns& columns);
  bool readings(const Columns& columns);
  bool region(const Columns& columns);
  bool industry(const Columns& columns);
  bool synonyms(const Columns& columns);
  bool common(const Columns& columns);
  bool form(const Columns& columns);
  bool branch(const Columns& columns);
  bool known(const Columns& columns);
  bool description(const Columns& columns);
  bool confusable(const Columns& columns);
  bool latin(const Columns& columns);
  bool domain(const Columns& columns);
  bool names(const Columns& columns);
  bool characters(const Columns& columns);

  void finish_readings();

  std::shared_ptr<Lexicon> lexicon_;
  std::vector<std::vector<std::uint16_t>> sounds_; // by code point, while reading
  std::map<std::string, std::uint16_t, std::less<>> sound_names_;
  std::uint16_t sector_ = 0;
  std::uint8_t step_ = 0;
};

} // namespace qudao::match

#include "core/match/lexicon_reader.h"

#include <algorithm>

#include "core/match/text.h"
#include "core/text/utf8.h"

namespace qudao::match {

namespace {

constexpr std::size_t kPlane = 0x10000;

std::string_view take_until(std::string_view& rest, char end) {
  const std::size_t at = rest.find(end);
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return part;
}

Columns columns_of(std::string_view line) {
  Columns columns;
  do {
    columns.push_back(take_until(line, '\t'));
  } while (!line.empty());
  return columns;
}

template <typename T>
struct Named {
  std::string_view name;
  T value;
};

constexpr Named<FormClass> kForms[] = {
    {"company", FormClass::company}, {"limited", FormClass::limited},
    {"shares", FormClass::shares},   {"partnership", FormClass::partnership},
    {"sole", FormClass::sole},       {"cooperative", FormClass::cooperative},
    {"farm", FormClass::farm},       {"works", FormClass::works},
    {"shop", FormClass::shop},       {"centre", FormClass::centre},
    {"studio", FormClass::studio},   {"institute", FormClass::institute},
    {"body", FormClass::body},
};

constexpr Named<RegionKind> kRegions[] = {
    {"country", RegionKind::country},   {"wide", RegionKind::wide},
    {"province", RegionKind::province}, {"city", RegionKind::city},
    {"town", RegionKind::town},         {"county", RegionKind::county},
    {"district", RegionKind::district}, {"zone", RegionKind::zone},
};

template <typename T, std::size_t N>
T value_of(const Named<T> (&table)[N], std::string_view name) {
  for (const Named<T>& each : table) {
    if (each.name == name) return each.value;
  }
  return T::none;
}

} // namespace

void LexiconReader::prepare() {
  lexicon_->simplified_.resize(kPlane);
  lexicon_->sounds_of_.resize(kPlane);
  lexicon_->sound_lists_.push_back(0);
  lexicon_->step_of_.resize(kPlane);
  lexicon_->look_.resize(kPlane);
  lexicon_->known_names_.emplace_back();
  lexicon_->branch_kinds_.emplace_back();
  (void)lexicon_->enter(U"\uFFFF"); // word 0 and the first node are none
  sounds_.resize(kPlane);
}

std::u32string LexiconReader::folded(std::string_view word) const {
  return fold(*lexicon_, word).text;
}

LexiconReader::Take LexiconReader::reader_of(std::string_view section) {
  static constexpr Section kSections[] = {
      {"script", &LexiconReader::script},
      {"readings", &LexiconReader::readings},
      {"regions", &LexiconReader::region},
      {"industry", &LexiconReader::industry},
      {"synonyms", &LexiconReader::synonyms},
      {"common", &LexiconReader::common},
      {"forms", &LexiconReader::form},
      {"branches", &LexiconReader::branch},
      {"known", &LexiconReader::known},
      {"descriptions", &LexiconReader::description},
      {"confusable", &LexiconReader::confusable},
      {"latin", &LexiconReader::latin},
      {"domains", &LexiconReader::domain},
      {"names", &LexiconReader::names},
      {"characters", &LexiconReader::characters},
  };
  for (const Section& section_of : kSections) {
    if (section_of.name == section) return section_of.take;
  }
  return nullptr;
}

bool LexiconReader::read(std::string_view data) {
  if (!text::is_valid(data)) return false;
  Take reader = nullptr;
  while (!data.empty()) {
    const std::string_view line = take_until(data, '\n');
    if (line.empty()) continue;
    if (line[0] == '@') {
      reader = reader_of(line.substr(1));
      if (reader == nullptr) return false;
    } else if (reader == nullptr || !(this->*reader)(columns_of(line))) {
      return false;
    }
  }
  finish_readings();
  std::sort(lexicon_->latin_.begin(), lexicon_->latin_.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::sort(lexicon_->domains_.begin(), lexicon_->domains_.end());
  return lexicon_->words_.size() > 2;
}

bool LexiconReader::script(const Columns& columns) {
  const std::u32string pair = code_points(columns[0]);
  if (pair.size() != 2 || pair[0] >= kPlane || pair[1] >= kPlane) return false;
  lexicon_->simplified_[pair[0]] = static_cast<char16_t>(pair[1]);
  return true;
}

bool LexiconReader::readings(const Columns& columns) {
  if (columns.size() != 2) return false;
  const auto named = sound_names_.emplace(columns[0], sound_names_.size() + 1).first;
  for (const char32_t c : code_points(columns[1])) {
    if (c < kPlane) sounds_[c].push_back(named->second);
  }
  return true;
}

void LexiconReader::finish_readings() {
  for (std::size_t c = 0; c < sounds_.size(); ++c) {
    if (sounds_[c].empty()) continue;
    lexicon_->sounds_of_[c] = static_cast<std::uint32_t>(lexicon_->sound_lists_.size());
    lexicon_->sound_lists_.insert(lexicon_->sound_lists_.end(), sounds_[c].begin(),
                                  sounds_[c].end());
    lexicon_->sound_lists_.push_back(0);
  }
}

bool LexiconReader::region(const Columns& columns) {
  if (columns.size() < 3) return false;
  const RegionKind kind = value_of(kRegions, columns[1]);
  if (kind == RegionKind::none) return false;
  for (std::size_t i = 2; i < std::min<std::size_t>(columns.size(), 4); ++i) {
    if (columns[i].empty()) continue;
    Word& found = word(columns[i]);
    const bool full = i == 2; // with its ending
    // A name that several places share is taken for the largest of them.
    if (found.region == RegionKind::none || kind < found.region) {
      found.region = kind;
      found.full = full;
    }
    if (!columns[0].empty()) found.codes.emplace_back(columns[0]);
  }
  return true;
}

bool LexiconReader::industry(const Columns& columns) {
  ++sector_;
  for (const std::string_view each : columns) {
    Word& found = word(each);
    if (found.industry != 0) continue;
    found.industry = ++lexicon_->meanings_;
    found.sector = sector_;
  }
  return true;
}

bool LexiconReader::synonyms(const Columns& columns) {
  const Word& first = word(columns[0]);
  if (first.industry == 0) return false;
  const std::uint32_t meaning = first.industry;
  const std::uint16_t sector = first.sector;
  for (const std::string_view each : columns) {
    Word& found = word(each);
    found.industry = meaning;
    found.sector = sector;
  }
  return true;
}

bool LexiconReader::common(const Columns& columns) {
  if (columns.size() != 2) return false;
  Word& found = word(columns[0]);
  found.weak = columns[1] == "weak";
  found.common = found.common || !found.weak;
  found.group = columns[1] == "group";
  return true;
}

bool LexiconReader::form(const Columns& columns) {
  if (columns.size() != 3) return false;
  Word& found = word(columns[0]);
  found.form = value_of(kForms, columns[1]);
  found.legal = columns[2] == "legal";
  found.loose = columns[2] == "loose";
  return found.form != FormClass::none;
}

bool LexiconReader::branch(const Columns& columns) {
  if (columns.size() != 2) return false;
  auto& kinds = lexicon_->branch_kinds_;
  auto known_kind = std::find(kinds.begin(), kinds.end(), columns[1]);
  if (known_kind == kinds.end()) known_kind = kinds.insert(kinds.end(), std::string(columns[1]));
  word(columns[0]).branch = static_cast<std::uint16_t>(known_kind - kinds.begin());
  return true;
}

bool LexiconReader::known(const Columns& columns) {
  const auto number = static_cast<std::uint16_t>(lexicon_->known_names_.size());
  lexicon_->known_names_.push_back(folded(columns[0]));
  for (const std::string_view each : columns) {
    word(each).known = number;
  }
  return true;
}

bool LexiconReader::description(const Columns& columns) {
  if (columns.size() != 2) return false;
  lexicon_->descriptions_.push_back({folded(columns[0]), columns[1] == "end"});
  return true;
}

bool LexiconReader::confusable(const Columns& columns) {
  const std::u32string first = code_points(columns[0]);
  for (const std::string_view each : columns) {
    const std::u32string c = code_points(each);
    if (c.size() != 1 || c[0] >= kPlane) return false;
    lexicon_->look_[c[0]] = static_cast<char16_t>(first[0]);
  }
  return true;
}

bool LexiconReader::latin(const Columns& columns) {
  if (columns.size() < 2) return false;
  LatinWord found;
  const std::string_view more = columns.size() > 2 ? columns[2] : std::string_view();
  if (columns[1] == "form") {
    found.kind = LatinKind::form;
    found.form = value_of(kForms, more);
  } else if (columns[1] == "region") {
    found.kind = LatinKind::region;
    found.word = folded(more);
  } else {
    found.kind = LatinKind::common;
  }
  lexicon_->latin_.emplace_back(columns[0], found);
  return true;
}

bool LexiconReader::domain(const Columns& columns) {
  lexicon_->domains_.emplace_back(columns[0]);
  return true;
}

bool LexiconReader::names(const Columns& columns) {
  for (const std::string_view each : columns) {
    word(each).name = true;
  }
  return true;
}

bool LexiconReader::characters(const Columns& columns) {
  ++step_;
  for (const char32_t c : code_points(columns[0])) {
    if (c < kPlane && lexicon_->step_of_[c] == 0) lexicon_->step_of_[c] = step_;
  }
  return true;
}

std::shared_ptr<const Lexicon> Lexicon::read(std::string_view data) {
  LexiconReader reader;
  return reader.read(data) ? reader.take() : nullptr;
}

} // namespace qudao::match

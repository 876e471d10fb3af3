// Words of an organisation, added to a lexicon.
#include <algorithm>

#include "core/match/lexicon_reader.h"
#include "core/match/text.h"

namespace qudao::match {

namespace {

// Reads the lists, and notes what is wrong in them.
class OwnWords {
 public:
  explicit OwnWords(const Lexicon& base) : base_(base), reader_(base) {}

  Result<std::shared_ptr<const Lexicon>, std::vector<Issue>> read(const Value& words) {
    if (!words.is_map()) {
      complain("match.words.type", "", "The words are an object of lists");
      return Unexpected{std::move(issues_)};
    }
    for (const auto& [key, list] : words.as_map()) {
      section(key.as_string(), list);
    }
    if (count_ > kMostOwnWords) {
      issues_.push_back({"match.words.too_many",
                         "",
                         {{"limit", Value::integer(kMostOwnWords)}},
                         "There are too many words"});
    }
    if (!issues_.empty()) return Unexpected{std::move(issues_)};
    return reader_.take();
  }

 private:
  void complain(const char* code, std::string path, const char* message) {
    issues_.push_back({code, std::move(path), {}, message});
  }

  void section(std::string_view name, const Value& list) {
    constexpr std::string_view kSections[] = {"industry", "common",   "forms",   "names",
                                              "regions",  "synonyms", "variants"};
    const std::string path = "/" + std::string(name);
    if (std::find(std::begin(kSections), std::end(kSections), name) == std::end(kSections)) {
      return complain("match.words.unknown", path, "There are no words of this kind");
    }
    if (!list.is_list()) {
      return complain("match.words.type", path, "A list is needed here");
    }
    for (std::size_t i = 0; i < list.as_list().size(); ++i) {
      const Value& each = list.as_list()[i];
      const std::string at = path + "/" + std::to_string(i);
      if (name == "regions") {
        region(each, at);
      } else if (name == "synonyms" || name == "variants") {
        group(name, each, at);
      } else if (const std::u32string text = word(each, at); !text.empty()) {
        reader_.add_own(name, text);
      }
    }
  }

  // Empty when it is none, which has been said then, or when there are too many.
  std::u32string word(const Value& value, const std::string& path) {
    std::u32string text = value.is_string() ? fold(base_, value.as_string()).text : U"";
    if (text.empty() || text.size() > kLongestWord) {
      complain("match.words.type", path, "A word has 1 to 16 characters");
      return {};
    }
    return ++count_ <= kMostOwnWords ? text : U"";
  }

  void region(const Value& value, const std::string& path) {
    const Value* name = value.find("name");
    const Value* code = value.find("code");
    const bool sound = value.is_map() && name != nullptr && code != nullptr &&
                       value.as_map().size() == 2 && is_code(*code);
    if (!sound) {
      return complain("match.words.region", path,
                      "A region has a name and a code of two, four or six digits");
    }
    const std::u32string text = word(*name, path + "/name");
    if (!text.empty()) reader_.add_own_region(text, code->as_string());
  }

  static bool is_code(const Value& value) {
    if (!value.is_string()) return false;
    const std::string_view code = value.as_string();
    const bool digits =
        std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && (code.size() == 2 || code.size() == 4 || code.size() == 6);
  }

  void group(std::string_view section, const Value& value, const std::string& path) {
    if (!value.is_list() || value.as_list().size() < 2) {
      return complain("match.words.group", path, "A list of two words or more is needed here");
    }
    std::vector<std::u32string> words;
    for (std::size_t i = 0; i < value.as_list().size(); ++i) {
      std::u32string text = word(value.as_list()[i], path + "/" + std::to_string(i));
      if (!text.empty()) words.push_back(std::move(text));
    }
    if (words.size() == value.as_list().size()) reader_.add_own_group(section, words);
  }

  const Lexicon& base_;
  LexiconReader reader_;
  std::vector<Issue> issues_;
  std::size_t count_ = 0;
};

} // namespace

void LexiconReader::add_own(std::string_view section, std::u32string_view text) {
  Word& found = lexicon_->enter(text);
  if (section == "industry") {
    if (found.industry == 0) found.industry = ++lexicon_->meanings_;
  } else if (section == "common") {
    found.common = true;
  } else if (section == "names") {
    found.name = true;
  } else if (found.form == FormClass::none) {
    found.form = FormClass::shop;
  }
}

void LexiconReader::add_own_region(std::u32string_view text, std::string_view code) {
  Word& found = lexicon_->enter(text);
  if (found.region == RegionKind::none) {
    found.region = code.size() == 2   ? RegionKind::province
                   : code.size() == 4 ? RegionKind::city
                                      : RegionKind::zone;
    found.full = true;
  }
  if (std::find(found.codes.begin(), found.codes.end(), code) == found.codes.end())
    found.codes.emplace_back(code);
}

void LexiconReader::add_own_group(std::string_view section,
                                  const std::vector<std::u32string>& words) {
  if (section == "variants") {
    const auto number = static_cast<std::uint16_t>(lexicon_->known_names_.size());
    lexicon_->known_names_.push_back(words.front());
    for (const std::u32string& each : words) {
      lexicon_->enter(each).known = number;
    }
    return;
  }
  // The meaning of the first that has one.
  std::uint32_t meaning = 0;
  std::uint16_t sector = 0;
  for (const std::u32string& each : words) {
    const Word& found = lexicon_->enter(each);
    if (meaning == 0) {
      meaning = found.industry;
      sector = found.sector;
    }
  }
  if (meaning == 0) meaning = ++lexicon_->meanings_;
  for (const std::u32string& each : words) {
    Word& found = lexicon_->enter(each);
    found.industry = meaning;
    found.sector = sector;
  }
}

Result<std::shared_ptr<const Lexicon>, std::vector<Issue>> Lexicon::with(const Value& words) const {
  return OwnWords(*this).read(words);
}

} // namespace qudao::match

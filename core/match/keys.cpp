#include <algorithm>

#include "core/match/compare_name.h"
#include "core/match/match.h"
#include "core/match/misspelt.h"
#include "core/match/text.h"
#include "core/text/utf8.h"

namespace qudao::match {

namespace {

constexpr std::size_t kProvince = 2;     // digits of a code
constexpr std::size_t kLongestSpelt = 6; // letters of a trade name that are spelt by sound
// Kinds of keys that names are kept by when a letter may be missing in another name, and in them.
constexpr char kLacks = 'l'; // what would be left of it without a letter of its trade name
constexpr char kHas = 'm';   // what there is of a name that may lack one
constexpr char kCut = 'o';   // what there is of it without the first letters, perhaps of a place

enum class For : std::uint8_t { keeping, asking };

class Keys {
 public:
  Keys(const Lexicon& lexicon, For what) : lexicon_(lexicon), what_(what) {}

  void name(const Name& name) {
    if (name.description || name.latin) {
      add('w', utf8_of(name.latin ? name.trade : name.text), "");
      return;
    }
    const std::vector<std::string> places = places_of(name.regions);
    const std::string industry = industry_of(name);
    if (name.trade.empty()) {
      for (const std::string& place : places) {
        add('p', place, industry);
        if (name.branch.is) add('q', place, utf8_of(name.branch.local));
      }
    } else if (name.branch.is) {
      for (const std::u32string& local : locals_of(name.branch)) {
        add('b', utf8_of(name.trade), utf8_of(local));
      }
    } else {
      trade(name, places, industry);
    }
    missing_letters(name, places);
    const std::string local = name.branch.is ? utf8_of(name.branch.local) : "";
    add('c', utf8_of(core_of(name)), local);
    add('s', sound_of(name.telling), local);
  }

  void add(char kind, std::string_view what, std::string_view where) {
    if (what.empty()) return;
    std::string key(1, kind);
    key += what;
    if (!where.empty()) {
      key += '|';
      key += where;
    }
    keys_.push_back(std::move(key));
  }

  std::vector<std::string> take() {
    std::sort(keys_.begin(), keys_.end());
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
    return std::move(keys_);
  }

 private:
  // A letter is missing (misspelt.h). Who lacks one and who has it keep keys of two kinds and ask for the other's, so that those
  // who have it do not meet by what is left of them, which is common.
  void missing_letters(const Name& name, const std::vector<std::string>& places) {
    const std::u32string core = core_of(name);
    const Bare bare = bare_of(lexicon_, name);
    if (is_whole(name)) {
      for (std::size_t i = 0; i < 2; ++i) {
        const std::u32string left =
            core.substr(1 - i, 1) + core.substr(core.size() - industry_size(name));
        add_each(of(kLacks, kHas), left, places);
      }
    }
    if (may_lack_trade_letter(name, bare)) {
      std::u32string left(bare.trade);
      left += core.substr(core.size() - industry_size(name));
      add_each(of(kHas, kLacks), left, name.regions.empty() ? places_of(bare.regions) : places);
    }
    if (name.branch.is) return;
    // 日东服, 日东新能: what is left of 服装, 新能源.
    const std::u32string_view trade = once(name.trade);
    const std::size_t most = name.industry.empty() ? 2 : ends_oddly(lexicon_, trade) ? 1 : 0;
    for (std::size_t less = 1; less <= most && less + 2 <= trade.size(); ++less) {
      for (const std::string& place : places) {
        add('t', spellings(trade.substr(0, trade.size() - less)).front(), place);
      }
    }
    if (what_ == For::asking) cut_elsewhere(name, core, places);
    // 州日东: what is left of 苏州.
    if (name.regions.empty() && name.trade.size() > 2) {
      for (std::size_t less = 1; less < 3 && less + 2 <= name.trade.size(); ++less) {
        add(what_ == For::asking ? 'c' : kCut, utf8_of(core.substr(less)), "");
      }
    } else if (what_ == For::asking && !name.regions.empty()) {
      add(kCut, utf8_of(core), "");
    }
  }

  // 绣春广|传媒 and 绣春|广告传媒: with a letter more or less the trade name ends elsewhere.
  void cut_elsewhere(const Name& name, std::u32string_view core,
                     const std::vector<std::string>& places) {
    const std::size_t size = core.size() - industry_size(name);
    if (size < 2 || size == core.size()) return;
    std::vector<std::u32string> others;
    if (size > 2) others.emplace_back(core.substr(0, size - 1));
    for (std::size_t at = size; at < std::min(size + 2, core.size()); ++at) {
      others.push_back(std::u32string(core.substr(0, size)) + core[at]);
    }
    for (const std::u32string& other : others) {
      for (const std::string& place : places) {
        add('t', spellings(other).front(), place);
      }
    }
  }

  // Provinces, for one name may give the city and the other its province.
  static std::vector<std::string> places_of(const std::vector<Place>& regions) {
    std::vector<std::string> places;
    for (const std::string_view code : narrowest(regions)) {
      const std::string_view wide =
          code.substr(0, code.size() == 4 && code[0] == '9' ? 4 : kProvince);
      if (std::find(places.begin(), places.end(), wide) == places.end()) places.emplace_back(wide);
    }
    if (places.empty()) places.emplace_back("-");
    return places;
  }

  // What of the industry may neither be missing nor be worded in another way.
  static std::string industry_of(const Name& name) {
    std::vector<std::string> terms;
    for (const Term& term : name.industry) {
      const Word* word = term.word;
      if (word != nullptr && (word->common || word->weak)) continue;
      terms.push_back(word != nullptr ? std::to_string(word->industry) : utf8_of(term.text));
    }
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    std::string all = "#";
    for (const std::string& term : terms) {
      all += term + ".";
    }
    return all;
  }

  // One letter spelt by each of its sounds, the others as they are: names that differ in one letter of the same sound share
  // one. The place tells it from its namesakes; where the place is not given, the industry does.
  void trade(const Name& name, const std::vector<std::string>& places,
             const std::string& industry) {
    const std::u32string_view trade = once(name.trade);
    for (const std::string& spelt : spellings(trade)) {
      for (const std::string& place : places) {
        add('t', spelt, place);
      }
      add('i', spelt, industry);
    }
    if (trade.size() < 2) return;
    std::vector<std::u32string> ends = {std::u32string(trade.substr(0, 2)),
                                        std::u32string(trade.substr(trade.size() - 2))};
    if (trade.size() == 3) ends.push_back({trade[0], trade[2]});
    for (const std::u32string& end : ends) {
      for (const std::string& place : places) {
        add('e', utf8_of(end), place + industry);
      }
    }
  }

  // The whole as it sounds: for a letter that was typed wrong in the place (漳洲) or the industry.
  std::string sound_of(std::u32string_view text) const {
    std::string all;
    for (const char32_t c : text) {
      const std::uint16_t sound = lexicon_.first_sound(c);
      all += sound != 0 ? std::to_string(sound) + "." : utf8_of(std::u32string(1, c));
    }
    return all;
  }

  std::vector<std::string> spellings(std::u32string_view trade) const {
    std::vector<std::string> all;
    const std::size_t count = trade.size() > kLongestSpelt ? 0 : trade.size();
    for (std::size_t i = 0; i < count; ++i) {
      std::vector<std::string> letters;
      for (const std::uint16_t sound : lexicon_.sounds(trade[i])) {
        letters.push_back(std::to_string(sound));
      }
      if (const char32_t look = lexicon_.look(trade[i]); look != 0) {
        letters.push_back("=" + utf8_of(std::u32string(1, look)));
      }
      for (const std::string& letter : letters) {
        all.push_back(utf8_of(trade.substr(0, i)) + letter + utf8_of(trade.substr(i + 1)));
      }
    }
    if (all.empty()) all.push_back(utf8_of(trade));
    return all;
  }

  static std::vector<std::u32string> locals_of(const Branch& branch) {
    std::vector<std::u32string> locals;
    const auto ends = [&locals](std::u32string_view text) {
      locals.emplace_back(text.substr(0, 2));
      if (text.size() > 2) locals.emplace_back(text.substr(text.size() - 2));
    };
    ends(branch.local);
    for (const Place& place : branch.regions) {
      locals.emplace_back(place.text.substr(0, 2));
    }
    return locals;
  }

  char of(char keeping, char asking) const { return what_ == For::keeping ? keeping : asking; }

  void add_each(char kind, std::u32string_view what, const std::vector<std::string>& places) {
    for (const std::string& place : places) {
      add(kind, utf8_of(what), place);
    }
  }

  static std::size_t industry_size(const Name& name) {
    std::size_t size = 0;
    for (const Term& term : name.industry) {
      size += term.text.size();
    }
    return size;
  }

  const Lexicon& lexicon_;
  For what_;
  std::vector<std::string> keys_;
};

std::vector<std::string> keys_for(For what, const Lexicon& lexicon, const Company& company) {
  Keys keys(lexicon, what);
  for (const Name& name : company.names) {
    keys.name(name);
  }
  for (const std::string& code : company.registrations) {
    keys.add('r', code, "");
  }
  for (const Number& number : company.numbers) {
    keys.add('n', number.digits, "");
  }
  for (const std::string& domain : company.domains) {
    keys.add('d', domain, "");
  }
  return keys.take();
}

} // namespace

std::vector<std::string> keys(const Lexicon& lexicon, const Company& company) {
  return keys_for(For::keeping, lexicon, company);
}

std::vector<std::string> keys_to_ask(const Lexicon& lexicon, const Company& company) {
  return keys_for(For::asking, lexicon, company);
}

} // namespace qudao::match

// Match: is this company one that somebody has already?
//
//   auto lexicon = Lexicon::read(bytes);                       // lexicon.h: the words names are made of
//   const MatchingRule rule = company_rule();                  // rule.h: what weighs how much, data
//   const Company a = read_company(*lexicon, rule, record);    // {"name": "…", "phone": ["…"], "credit_code": "…"}
//   const Company b = read_company(*lexicon, rule, other);
//   const Verdict verdict = compare(*lexicon, rule, a, b);     // same, probable or different, with the reasons
//   Speaker().say(verdict.reasons[0], "zh-CN");                // "字号相同：日东"
//
// To find whom to compare with, whoever keeps the companies keeps `keys(…)` of each in an index and looks there for `keys_to_ask(…)`:
// of companies that are the same or probably so each asks for something that the other keeps (keys() says which do not). Keys are
// narrow: a trade name with the place or the trade, a number, a code, never a word that thousands share.
//
// What decides: different registrations are different companies whatever their names; equal ones are one. Else the parts of
// the names are held against each other (name.h): a trade name that differs in a letter is another name, unless the letter
// sounds or looks alike, which typing explains. Numbers, however written, and domains that are not public mail add to it; by
// numbers alone nothing is more than probable.
//
// Not part of core.wasm: an own library, qudao_match, with the data beside it.
//
// Cost: reading a name about 4 µs, comparing two companies with the reasons 2 µs, their keys 1 µs: about 7 of 20 bytes each.
// Errors: none here, for rules see rule.h. Thread safety: pure functions over immutable values. Sources: the rules on
// registering names of companies (2021), GB 32100, GB 11714, GB/T 2260.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/match/lexicon.h"
#include "core/match/name.h"
#include "core/match/numbers.h"
#include "core/match/rule.h"

namespace qudao::match {

// What a rule looks at, read once.
struct Company {
  std::vector<Name> names;
  std::vector<std::string> registrations; // organisation codes; of a credit code its own
  std::vector<Number> numbers;
  std::vector<std::string> domains;
};

Company read_company(const Lexicon& lexicon, const MatchingRule& rule, const Value& record);

struct Reason {
  std::string code; // match.trade_name.equal, match.phone.mobile, …; texts.json has the texts
  Map params;
  int points = 0;
};

struct Verdict {
  Outcome outcome = Outcome::different;
  int score = 0;               // 0 … 100
  std::vector<Reason> reasons; // what weighs most first
};

Verdict compare(const Lexicon& lexicon, const MatchingRule& rule, const Company& a,
                const Company& b);

// What `compare` may well call different, for one letter makes another company, but a person who mistyped would want to see: a name of
// one has one letter more than a name of the other, the places do not contradict, and neither do registrations.
bool similar(const Company& a, const Company& b);

// Strings that a company is kept by and looked for by: of companies that `compare` calls same or probable under company_rule() each
// asks for one that the other keeps, but for long names one of which has a word more before or in its trade name
// (聊城鲁西双氧水新材料): a key that found them would be one that thousands share; and for few that are read in two ways (天津港,
// 天津港发展). Those that are similar are mostly found by them too. Sorted, each once.
std::vector<std::string> keys(const Lexicon& lexicon, const Company& company);
std::vector<std::string> keys_to_ask(const Lexicon& lexicon, const Company& company);

// Puts reasons into words.
class Speaker {
 public:
  Speaker();                                                            // reads texts.json
  std::string say(const Reason& reason, std::string_view locale) const; // "zh-CN" or "en"

 private:
  Value texts_;
};

// {"outcome", "reasons": [{"code", "message", "params", "points"}], "score"}
Value to_value(const Verdict& verdict, const Speaker& speaker, std::string_view locale);

} // namespace qudao::match

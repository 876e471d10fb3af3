// Rules: what makes two companies one, as data.
//
// A matching rule says which fields of a company are looked at, how, and how much each agreement weighs:
//
//   {"id": "company", "same": 85, "probable": 72, "fields": [
//     {"fields": ["credit_code"], "kind": "registration", "equal": "same", "different": "different"},
//     {"fields": ["name"], "kind": "company_name", "trade_name": {"equal": 40, "different": "different", …},
//      "region": {…}, "industry": {…}, "legal_form": {…}, "branch": {…}, "rarity": 10},
//     {"fields": ["phone", "fax"], "kind": "phone", "mobile": 75, "landline": 75, "service": 40},
//     {"fields": ["email", "website"], "kind": "domain", "equal": 25}]}
//
// Points of all fields are added; the sum is held against the thresholds. "same" or "different" in place of points decides: of
// a registration the whole, of a part of a name the name. What a rule leaves out weighs nothing. data/company.json is the rule
// for companies that every installation starts with. A field may hold a text or a list of texts.
//
// A duplicate rule says what follows: {"id", "matching_rule": "company", "on": {"same": "block", "probable": "warn"}}.
//
// Errors: issues with the path: match.rule.type, match.rule.unknown, match.rule.missing, match.rule.thresholds.
// Cost: O(size). Thread safety: values.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/match/compare_name.h"
#include "core/value/result.h"
#include "core/value/value.h"
#include "core/value/violation.h"

namespace qudao::match {

enum class Outcome : std::uint8_t { different, probable, same };
std::string_view name_of(Outcome outcome); // "same", …

struct Weight {
  int points = 0;
  bool decides = false; // no points: the verdict
  Outcome verdict = Outcome::different;
};

struct NameWeights {
  std::array<Weight, 8> trade;
  std::array<Weight, 6> region;
  std::array<Weight, 11> industry;
  std::array<Weight, 5> form;
  std::array<Weight, 5> branch;
  int rarity = 0; // points that the rarest trade name has more than the most common
};

enum class FieldKind : std::uint8_t { company_name, registration, phone, domain };

struct FieldRule {
  std::vector<std::string> fields;
  FieldKind kind = FieldKind::company_name;
  NameWeights name;
  Weight equal;                  // of a registration or domain
  Weight different;              // of a registration
  std::array<Weight, 3> numbers; // by NumberKind
};

struct MatchingRule {
  std::string id;
  int same = 0;
  int probable = 0;
  std::vector<FieldRule> fields;
};

enum class Action : std::uint8_t { allow, warn, block };

struct DuplicateRule {
  std::string id;
  std::string matching_rule;
  Action on_same = Action::allow;
  Action on_probable = Action::allow;

  Action on(Outcome outcome) const;
};

Result<MatchingRule, std::vector<Issue>> read_matching_rule(const Value& document);
Result<DuplicateRule, std::vector<Issue>> read_duplicate_rule(const Value& document);

// The rule of data/company.json.
std::string_view company_json();
MatchingRule company_rule();

// How relations are called in rules, in the order of their enums.
extern const std::array<std::string_view, 8> kTradeNames;
extern const std::array<std::string_view, 6> kRegionNames;
extern const std::array<std::string_view, 11> kIndustryNames;
extern const std::array<std::string_view, 5> kFormNames;
extern const std::array<std::string_view, 5> kBranchNames;

} // namespace qudao::match

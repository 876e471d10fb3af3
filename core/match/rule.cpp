#include "core/match/rule.h"

#include <algorithm>

#include "core/value/json.h"

namespace qudao::match {

const std::array<std::string_view, 8> kTradeNames = {"absent",     "equal",     "homophone",
                                                     "homophones", "contained", "one_sided",
                                                     "different",  "misspelt"};
const std::array<std::string_view, 6> kRegionNames = {"absent",    "equal",    "nested",
                                                      "one_sided", "conflict", "misspelt"};
const std::array<std::string_view, 11> kIndustryNames = {
    "absent",  "equal",     "reordered", "extra_weak", "inserted", "extra",
    "general", "one_sided", "near",      "different",  "misspelt"};
const std::array<std::string_view, 5> kFormNames = {"absent", "equal", "corporate", "compatible",
                                                    "different"};
const std::array<std::string_view, 5> kBranchNames = {"none", "equal", "near", "one_sided",
                                                      "different"};

namespace {

constexpr std::array<std::string_view, 3> kOutcomes = {"different", "probable", "same"};
constexpr std::array<std::string_view, 3> kActions = {"allow", "warn", "block"};
constexpr std::array<std::string_view, 4> kKinds = {"company_name", "registration", "phone",
                                                    "domain"};
constexpr std::array<std::string_view, 3> kNumbers = {"mobile", "landline", "service"};
constexpr std::int64_t kMostPoints = 1000;

template <std::size_t N>
std::size_t index_in(const std::array<std::string_view, N>& names, std::string_view name) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& names, const Value& value) {
  return value.is_string() && index_in(names, value.as_string()) < N;
}

class Reader {
 public:
  std::vector<Issue> issues;

  void complain(std::string code, std::string path, std::string message) {
    issues.push_back({std::move(code), std::move(path), {}, std::move(message)});
  }

  // The members of an object; complains of those that are not expected.
  template <std::size_t N>
  bool members(const Value& value, const std::string& path,
               const std::array<std::string_view, N>& expected) {
    if (!value.is_map()) {
      complain("match.rule.type", path, "An object is needed here");
      return false;
    }
    for (const auto& [key, unused] : value.as_map()) {
      if (index_in(expected, key.as_string()) == N) {
        complain("match.rule.unknown", path + "/" + std::string(key.as_string()),
                 "A rule has no such member");
      }
    }
    return true;
  }

  std::string text(const Value& of, std::string_view key, const std::string& path) {
    const Value* value = of.find(key);
    const std::string at = path + "/" + std::string(key);
    if (value == nullptr) {
      complain("match.rule.missing", at, "A text is needed here");
    } else if (!value->is_string() || value->as_string().empty()) {
      complain("match.rule.type", at, "A text is needed here");
    } else {
      return std::string(value->as_string());
    }
    return {};
  }

  int points(const Value& of, std::string_view key, const std::string& path, bool needed) {
    const Value* value = of.find(key);
    const std::string at = path + "/" + std::string(key);
    if (value == nullptr) {
      if (needed) complain("match.rule.missing", at, "A whole number is needed here");
      return 0;
    }
    if (value->kind() != Kind::integer || std::abs(value->as_int()) > kMostPoints) {
      complain("match.rule.type", at, "A whole number from -1000 to 1000 is needed here");
      return 0;
    }
    return static_cast<int>(value->as_int());
  }

  Weight weight(const Value& value, const std::string& path) {
    Weight weight;
    if (is_in(kOutcomes, value) && value.as_string() != "probable") {
      weight.decides = true;
      weight.verdict = static_cast<Outcome>(index_in(kOutcomes, value.as_string()));
    } else if (value.kind() == Kind::integer && std::abs(value.as_int()) <= kMostPoints) {
      weight.points = static_cast<int>(value.as_int());
    } else {
      complain("match.rule.type", path,
               "A whole number from -1000 to 1000, \"same\" or \"different\" is needed here");
    }
    return weight;
  }

  Weight weight_of(const Value& of, std::string_view key, const std::string& path) {
    const Value* value = of.find(key);
    return value == nullptr ? Weight() : weight(*value, path + "/" + std::string(key));
  }

  template <std::size_t N>
  void weights(const Value& of, std::string_view key, const std::string& path,
               const std::array<std::string_view, N>& names, std::array<Weight, N>& out) {
    const Value* value = of.find(key);
    const std::string at = path + "/" + std::string(key);
    if (value == nullptr || !members(*value, at, names)) return;
    for (std::size_t i = 0; i < N; ++i) {
      out[i] = weight_of(*value, names[i], at);
    }
  }

  FieldRule field(const Value& document, const std::string& path) {
    FieldRule rule;
    const std::string kind = document.is_map() ? text(document, "kind", path) : std::string();
    const std::size_t number = index_in(kKinds, kind);
    if (!document.is_map() || number == kKinds.size()) {
      if (!document.is_map()) {
        complain("match.rule.type", path, "An object is needed here");
      } else if (!kind.empty()) {
        complain("match.rule.unknown", path + "/kind", "Fields of a rule have no such kind");
      }
      return rule;
    }
    rule.kind = static_cast<FieldKind>(number);
    names(document, path, rule);
    switch (rule.kind) {
    case FieldKind::company_name:
      name(document, path, rule.name);
      break;
    case FieldKind::registration:
    case FieldKind::domain:
      members(document, path,
              std::array<std::string_view, 4>{"fields", "kind", "equal", "different"});
      rule.equal = weight_of(document, "equal", path);
      rule.different = weight_of(document, "different", path);
      break;
    case FieldKind::phone:
      members(document, path,
              std::array<std::string_view, 5>{"fields", "kind", "mobile", "landline", "service"});
      for (std::size_t i = 0; i < kNumbers.size(); ++i) {
        rule.numbers[i] = weight_of(document, kNumbers[i], path);
      }
      break;
    }
    return rule;
  }

 private:
  void names(const Value& document, const std::string& path, FieldRule& rule) {
    const Value* list = document.find("fields");
    const bool sound = list != nullptr && list->is_list() && !list->as_list().empty() &&
                       std::all_of(list->as_list().begin(), list->as_list().end(),
                                   [](const Value& each) { return each.is_string(); });
    if (!sound) {
      complain(list == nullptr ? "match.rule.missing" : "match.rule.type", path + "/fields",
               "A list of names of fields is needed here");
      return;
    }
    for (const Value& each : list->as_list()) {
      rule.fields.emplace_back(each.as_string());
    }
  }

  void name(const Value& document, const std::string& path, NameWeights& name) {
    members(document, path,
            std::array<std::string_view, 8>{"fields", "kind", "trade_name", "region", "industry",
                                            "legal_form", "branch", "rarity"});
    weights(document, "trade_name", path, kTradeNames, name.trade);
    weights(document, "region", path, kRegionNames, name.region);
    weights(document, "industry", path, kIndustryNames, name.industry);
    weights(document, "legal_form", path, kFormNames, name.form);
    weights(document, "branch", path, kBranchNames, name.branch);
    name.rarity = points(document, "rarity", path, false);
  }
};

Action action_of(Reader& reader, const Value& on, std::string_view key) {
  const Value* value = on.find(key);
  if (value == nullptr) return Action::allow;
  if (!is_in(kActions, *value)) {
    reader.complain("match.rule.type", "/on/" + std::string(key),
                    "\"allow\", \"warn\" or \"block\" is needed here");
    return Action::allow;
  }
  return static_cast<Action>(index_in(kActions, value->as_string()));
}

} // namespace

std::string_view name_of(Outcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)];
}

Action DuplicateRule::on(Outcome outcome) const {
  if (outcome == Outcome::same) return on_same;
  return outcome == Outcome::probable ? on_probable : Action::allow;
}

Result<MatchingRule, std::vector<Issue>> read_matching_rule(const Value& document) {
  Reader reader;
  MatchingRule rule;
  if (reader.members(
          document, "",
          std::array<std::string_view, 5>{"id", "label", "same", "probable", "fields"})) {
    rule.id = reader.text(document, "id", "");
    rule.same = reader.points(document, "same", "", true);
    rule.probable = reader.points(document, "probable", "", true);
    if (rule.probable <= 0 || rule.same < rule.probable) {
      reader.complain("match.rule.thresholds", "/probable",
                      "0 < probable ≤ same is needed of the thresholds");
    }
    const Value* fields = document.find("fields");
    if (fields == nullptr || !fields->is_list() || fields->as_list().empty()) {
      reader.complain(fields == nullptr ? "match.rule.missing" : "match.rule.type", "/fields",
                      "A list of fields is needed here");
    } else {
      for (std::size_t i = 0; i < fields->as_list().size(); ++i) {
        rule.fields.push_back(reader.field(fields->as_list()[i], "/fields/" + std::to_string(i)));
      }
    }
  }
  if (!reader.issues.empty()) return Unexpected{std::move(reader.issues)};
  return rule;
}

Result<DuplicateRule, std::vector<Issue>> read_duplicate_rule(const Value& document) {
  Reader reader;
  DuplicateRule rule;
  if (reader.members(document, "",
                     std::array<std::string_view, 4>{"id", "label", "matching_rule", "on"})) {
    rule.id = reader.text(document, "id", "");
    rule.matching_rule = reader.text(document, "matching_rule", "");
    const Value* on = document.find("on");
    if (on == nullptr) {
      reader.complain("match.rule.missing", "/on", "An object is needed here");
    } else if (reader.members(*on, "/on", std::array<std::string_view, 2>{"same", "probable"})) {
      rule.on_same = action_of(reader, *on, "same");
      rule.on_probable = action_of(reader, *on, "probable");
    }
  }
  if (!reader.issues.empty()) return Unexpected{std::move(reader.issues)};
  return rule;
}

MatchingRule company_rule() {
  const auto document = parse_json(company_json());
  auto rule = document ? read_matching_rule(*document)
                       : Result<MatchingRule, std::vector<Issue>>(Unexpected{std::vector<Issue>()});
  return rule ? std::move(rule).value() : MatchingRule(); // its test reads it
}

} // namespace qudao::match

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/identity/registration.h"
#include "core/match/match.h"
#include "core/match/misspelt.h"
#include "core/match/text.h"

namespace qudao::match {

namespace {

constexpr int kMostScore = 100;

void for_each_text(const Value& record, const std::vector<std::string>& fields, const auto& take) {
  for (const std::string& field : fields) {
    const Value* value = record.find(field);
    if (value == nullptr) continue;
    if (value->is_string()) take(value->as_string());
    if (!value->is_list()) continue;
    for (const Value& each : value->as_list()) {
      if (each.is_string()) take(each.as_string());
    }
  }
}

template <typename T>
void add_once(std::vector<T>& to, T value) {
  if (std::find(to.begin(), to.end(), value) == to.end()) to.push_back(std::move(value));
}

void read_registration(std::string_view typed, Company& company) {
  if (const auto credit = identity::credit_code(typed)) {
    add_once(company.registrations, std::string(identity::organisation_code_of(*credit)));
  } else if (const auto organisation = identity::organisation_code(typed)) {
    add_once(company.registrations, *organisation);
  }
}

// What two names make of a rule: their points, or that they are two.
struct NameScore {
  int points = 0;
  bool differ = false;
  bool same = false; // the rule says so, or they are the same letters
  std::vector<Reason> reasons;
};

class NameScorer {
 public:
  NameScorer(const Lexicon& lexicon, const NameWeights& weights, const Name& a, const Name& b)
      : weights_(weights), a_(a), b_(b), relation_(relate_names(lexicon, a, b)) {}

  NameScore run() {
    if (relation_.same_text) {
      score_.same = true;
      score_.points = kMostScore;
      score_.reasons.push_back({"match.name.equal", {}, kMostScore});
      return std::move(score_);
    }
    if (relation_.description) {
      score_.differ = true;
      score_.reasons.push_back({"match.name.description", {}, 0});
      return std::move(score_);
    }
    show();
    trade();
    add("match.region.", kRegionNames, weights_.region, relation_.region,
        params(shown_a_.region, shown_b_.region));
    add("match.industry.", kIndustryNames, weights_.industry, relation_.industry,
        params(shown_a_.industry, shown_b_.industry));
    add("match.legal_form.", kFormNames, weights_.form, relation_.form,
        params(a_.form_shown, b_.form_shown));
    if (relation_.branch != BranchRelation::none) {
      add("match.branch.", kBranchNames, weights_.branch, relation_.branch,
          params(a_.branch_shown, b_.branch_shown));
    }
    if (score_.differ) score_.points = 0;
    return std::move(score_);
  }

 private:
  struct Shown {
    std::string region, trade, industry;
  };

  static Shown shown_of(const Name& name) {
    return {name.region_shown, name.trade_shown, name.industry_shown};
  }

  // As typed; of a name that lacks a letter as it was meant, but for the part that lacks it.
  void show() {
    shown_a_ = shown_of(a_);
    shown_b_ = shown_of(b_);
    const Misspelt& slip = relation_.slip;
    if (slip.in == Missing::nothing) return;
    Shown& typed = relation_.slip_of_b ? shown_b_ : shown_a_;
    typed = relation_.slip_of_b ? shown_a_ : shown_b_;
    (slip.in == Missing::region  ? typed.region
     : slip.in == Missing::trade ? typed.trade
                                 : typed.industry) = utf8_of(slip.left);
  }

  static Map params(const std::string& a, const std::string& b) {
    return {{"a", Value::string(a)}, {"b", Value::string(b)}};
  }

  template <std::size_t N, typename E>
  void add(std::string_view prefix, const std::array<std::string_view, N>& names,
           const std::array<Weight, N>& weights, E relation, Map params) {
    const auto index = static_cast<std::size_t>(relation);
    const Weight& weight = weights[index];
    if (weight.decides) {
      (weight.verdict == Outcome::same ? score_.same : score_.differ) = true;
    }
    score_.points += weight.points;
    score_.reasons.push_back(
        {std::string(prefix) + std::string(names[index]), std::move(params), weight.points});
  }

  void trade() {
    add("match.trade_name.", kTradeNames, weights_.trade, relation_.trade,
        params(shown_a_.trade, shown_b_.trade));
    const bool shared =
        relation_.trade == TradeRelation::equal || relation_.trade == TradeRelation::homophone;
    if (!shared || weights_.rarity == 0) return;
    const int points = static_cast<int>(std::lround(weights_.rarity * relation_.rarity));
    const std::string_view how = relation_.rarity >= 0.7   ? "rare"
                                 : relation_.rarity >= 0.3 ? "usual"
                                                           : "common";
    score_.points += points;
    score_.reasons.push_back(
        {"match.rarity." + std::string(how), {{"a", Value::string(shown_a_.trade)}}, points});
  }

  const NameWeights& weights_;
  const Name& a_;
  const Name& b_;
  NameRelation relation_;
  Shown shown_a_;
  Shown shown_b_;
  NameScore score_;
};

// Of all names of both the pair that agrees most.
std::optional<NameScore> best_names(const Lexicon& lexicon, const NameWeights& weights,
                                    const Company& a, const Company& b) {
  std::optional<NameScore> best;
  for (const Name& of_a : a.names) {
    for (const Name& of_b : b.names) {
      NameScore score = NameScorer(lexicon, weights, of_a, of_b).run();
      const auto rank = [](const NameScore& each) {
        return each.points + (each.same ? 2000 : 0) - (each.differ ? 4000 : 0);
      };
      if (!best || rank(score) > rank(*best)) best = std::move(score);
    }
  }
  return best;
}

bool share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&b](const std::string& each) {
    return std::find(b.begin(), b.end(), each) != b.end();
  });
}

class Comparison {
 public:
  Comparison(const Lexicon& lexicon, const Company& a, const Company& b)
      : lexicon_(lexicon), a_(a), b_(b) {}

  Verdict run(const MatchingRule& rule) {
    for (const FieldRule& field : rule.fields) {
      switch (field.kind) {
      case FieldKind::registration:
        registration(field);
        break;
      case FieldKind::company_name:
        name(field.name);
        break;
      case FieldKind::phone:
        phones(field);
        break;
      case FieldKind::domain:
        domains(field);
        break;
      }
    }
    verdict_.score = std::clamp(points_, 0, kMostScore);
    verdict_.outcome = outcome(rule);
    std::stable_sort(verdict_.reasons.begin(), verdict_.reasons.end(),
                     [](const Reason& a, const Reason& b) { return a.points > b.points; });
    if (decided_) { // the first thing to say
      std::stable_partition(verdict_.reasons.begin(), verdict_.reasons.end(),
                            [](const Reason& reason) {
                              return reason.code.compare(0, 19, "match.registration.") == 0;
                            });
    }
    return std::move(verdict_);
  }

 private:
  Outcome outcome(const MatchingRule& rule) {
    if (decided_) {
      verdict_.score = *decided_ == Outcome::same ? kMostScore : 0;
      return *decided_;
    }
    if (name_same_) return Outcome::same;
    if (points_ >= rule.same) return name_agrees_ ? Outcome::same : Outcome::probable;
    return points_ >= rule.probable ? Outcome::probable : Outcome::different;
  }

  void reason(std::string code, Map params, const Weight& weight) {
    points_ += weight.points;
    verdict_.reasons.push_back({std::move(code), std::move(params), weight.points});
  }

  void registration(const FieldRule& field) {
    if (a_.registrations.empty() || b_.registrations.empty()) return;
    const bool equal = share(a_.registrations, b_.registrations);
    const Weight& weight = equal ? field.equal : field.different;
    if (weight.decides && !decided_) decided_ = weight.verdict;
    reason(equal ? "match.registration.equal" : "match.registration.different",
           {{"a", Value::string(a_.registrations[0])}, {"b", Value::string(b_.registrations[0])}},
           weight);
  }

  void name(const NameWeights& weights) {
    auto best = best_names(lexicon_, weights, a_, b_);
    if (!best) return;
    points_ += best->points;
    name_agrees_ = name_agrees_ || !best->differ;
    name_same_ = name_same_ || (best->same && !best->differ);
    for (Reason& each : best->reasons) {
      if (best->differ) each.points = 0;
      verdict_.reasons.push_back(std::move(each));
    }
  }

  void phones(const FieldRule& field) {
    constexpr std::string_view kCodes[] = {"match.phone.mobile", "match.phone.landline",
                                           "match.phone.service"};
    bool told[3] = {false, false, false};
    for (const Number& of_a : a_.numbers) {
      const auto kind = static_cast<std::size_t>(of_a.kind);
      const bool shared =
          std::any_of(b_.numbers.begin(), b_.numbers.end(),
                      [&of_a](const Number& of_b) { return same_number(of_a, of_b); });
      if (!shared || told[kind]) continue;
      told[kind] = true;
      reason(std::string(kCodes[kind]), {{"number", Value::string(of_a.digits)}},
             field.numbers[kind]);
    }
  }

  void domains(const FieldRule& field) {
    for (const std::string& domain : a_.domains) {
      if (std::find(b_.domains.begin(), b_.domains.end(), domain) == b_.domains.end()) continue;
      reason("match.domain.equal", {{"domain", Value::string(domain)}}, field.equal);
      return;
    }
  }

  const Lexicon& lexicon_;
  const Company& a_;
  const Company& b_;
  Verdict verdict_;
  int points_ = 0;
  bool name_agrees_ = false;
  bool name_same_ = false;
  std::optional<Outcome> decided_;
};

} // namespace

Company read_company(const Lexicon& lexicon, const MatchingRule& rule, const Value& record) {
  Company company;
  for (const FieldRule& field : rule.fields) {
    for_each_text(record, field.fields, [&](std::string_view typed) {
      switch (field.kind) {
      case FieldKind::company_name: {
        Name name = read_name(lexicon, typed);
        if (!name.empty()) company.names.push_back(std::move(name));
        break;
      }
      case FieldKind::registration:
        read_registration(typed, company);
        break;
      case FieldKind::phone:
        for (Number& number : read_numbers(typed)) {
          company.numbers.push_back(std::move(number));
        }
        break;
      case FieldKind::domain: {
        std::string domain = read_domain(typed);
        if (!domain.empty() && !lexicon.is_public_domain(domain)) {
          add_once(company.domains, std::move(domain));
        }
        break;
      }
      }
    });
  }
  const std::size_t given = company.names.size();
  for (std::size_t i = 0; i < given; ++i) {
    for (const std::u32string& alias : std::vector<std::u32string>(company.names[i].aliases)) {
      company.names.push_back(read_name(lexicon, utf8_of(alias)));
    }
  }
  return company;
}

Verdict compare(const Lexicon& lexicon, const MatchingRule& rule, const Company& a,
                const Company& b) {
  return Comparison(lexicon, a, b).run(rule);
}

bool similar(const Company& a, const Company& b) {
  if (!a.registrations.empty() && !b.registrations.empty() &&
      !share(a.registrations, b.registrations)) {
    return false;
  }
  return std::any_of(a.names.begin(), a.names.end(), [&b](const Name& of_a) {
    return std::any_of(b.names.begin(), b.names.end(),
                       [&of_a](const Name& of_b) { return differ_by_letter(of_a, of_b); });
  });
}

} // namespace qudao::match

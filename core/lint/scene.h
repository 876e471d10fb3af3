// Internal of the room: the definition under examination, what is known about it so far, and what was found.
#pragma once

#include <optional>

#include "core/form/rule_sources.h"
#include "core/lint/cases.h"
#include "core/lint/lint.h"

namespace qudao::lint {

// A rule with its tree. All rules of a definition that loads have one.
struct Rule {
  form::RuleSource source;
  cel::Tree tree;
};

struct Scene {
  explicit Scene(const form::Definition& examined);

  const form::Definition& definition;
  const form::Plan& plan;
  std::vector<Rule> rules;
  Domains domains;
  mutable std::int64_t effort = kMostEffort; // left for trying cases
  std::vector<bool> never_relevant;          // by field; known once check_reach has run
  std::vector<bool> never_set;
  std::vector<Finding> findings;

  const Rule* rule_of(form::FieldIndex field, form::Role role) const; // nullptr when there is none
  Outcomes outcomes_of(const Rule& rule) const;
  // Of any expression over the variables of the rules; nothing when it does not compile.
  // As a rule of the field would.
  std::optional<Outcomes> outcomes_of(const std::string& source, form::FieldIndex field) const;
  const std::string& name_of(std::uint32_t slot) const; // of a variable

  void note(Severity severity, std::string_view code, std::string path, Map params = {});
  // About a place in a rule.
  void note(Severity severity, std::string_view code, const Rule& rule, cel::NodeId part,
            Map params = {});
};

std::string field_path(const form::FieldPlan& field,
                       std::string_view key = {}); // "/fields/a/relevant"

// The checks, in the order they are made; each notes what it finds.
void check_reach(Scene& scene);        // fields nobody can reach or fill, and rules that read them
void check_conditions(Scene& scene);   // rules that decide nothing, never hold, or fail
void check_demands(Scene& scene);      // demands that contradict each other
void check_choices(Scene& scene);      // choices that do not exist
void check_defaults(Scene& scene);     // defaults the field refuses
void check_translations(Scene& scene); // texts missing in a language
void check_costs(Scene& scene);        // rules that may cost more than they are allowed

} // namespace qudao::lint

// The rules of a definition as they were written, each with its place in the document: for the linter and for
// explanations. Sessions have them compiled (plan.h) and need none of this.
#pragma once

#include <string>
#include <vector>

#include "core/form/plan.h"

namespace qudao::form {

enum class Role : std::uint8_t {
  relevant,
  required,
  readonly,
  calculate,
  default_value,
  choices,
  choice_filter,
  lookup_filter,
  constraint, // of a field, asked when it is answered
  rule,       // across fields
  message,    // messageExpression of either
  guard,      // of an action of the approval
  approver,   // whether approver fields are theirs
};

struct RuleSource {
  Role role = Role::rule;
  std::string path;         // JSON pointer into the definition
  std::string_view source;  // lives as long as the plan
  FieldIndex field = kNone; // whose value or violation it decides; kNone: none's
  std::string id;           // of constraints, rules and guards
};

// In the order of display: fields with their constraints, then rules, then the approval. Literal booleans are no rules.
std::vector<RuleSource> rule_sources(const Plan& plan);

} // namespace qudao::form

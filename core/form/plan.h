// Plan: a definition as sessions use it. Fields, rules and sections are dense arrays in display
// order; everything that refers to a field does so by its index, which is also its slot among the
// variables of the rules.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/approval/approval.h"
#include "core/form/choice_set.h"
#include "core/form/expression.h"
#include "core/form/field_kinds.h"
#include "core/form/form.h"
#include "core/form/upgrade_plan.h"

namespace qudao::form {

using FieldIndex = std::uint32_t;
inline constexpr std::uint32_t kNone = cel::Environment::kNone;

struct FieldPlan {
  std::string key;
  std::string quoted_key; // as JSON
  Value name;             // the key as a value, which every record of this form shares
  const FieldKind* kind = nullptr;
  Value label; // per locale
  std::uint32_t section = 0;

  ExpressionIndex relevant = kNoExpression;
  ExpressionIndex required = kNoExpression;
  ExpressionIndex readonly = kNoExpression;
  ExpressionIndex calculate = kNoExpression;
  ExpressionIndex default_value = kNoExpression;
  bool always_required = false;
  bool always_readonly = false;
  bool must_accept = false;
  bool carry_over = true;
  bool indexed = false;
  bool calculate_reads_record = false; // then it is live in frozen sessions too

  std::optional<double> min;
  std::optional<double> max;
  std::int64_t min_length = 0;
  std::int64_t max_length = 0;
  std::int64_t scale = -1;
  ExpressionIndex pattern = kNoExpression; // over the answer's text alone

  std::vector<FieldIndex> depends_on;
  const ChoiceSet* choices = nullptr;
  ExpressionIndex choices_expression = kNoExpression;
  ExpressionIndex choice_filter = kNoExpression;
  std::optional<std::vector<Value>> fixed_choices; // codes offered, when no answer can change them

  std::string lookup_entity;
  ExpressionIndex lookup_filter = kNoExpression;
  std::uint32_t record_slot = kNone; // of <field>_record

  const ChoiceSet* document_types = nullptr;
  std::int64_t max_files = 0;
  std::int64_t max_bytes = 0;

  std::vector<std::uint32_t>
      rules; // whose violations are this field's, in the order of the document

  bool has_dynamic_choices() const { return choices_expression >= 0 || choice_filter >= 0; }
  // Whether what is offered depends on anything: the answers, or the day.
  bool tells_choices() const {
    return has_dynamic_choices() ||
           (choices != nullptr && choices->has_periods() && kind->has(kChoices));
  }
};

// A constraint of a field, or a rule across fields.
struct RulePlan {
  std::string id;
  FieldIndex owner = kNone; // constraints are evaluated only when this field is answered
  FieldIndex target = 0;    // whose violation it is
  ExpressionIndex expression = kNoExpression;
  ExpressionIndex message_expression = kNoExpression;
  Value message;                          // per locale
  std::vector<FieldIndex> message_fields; // named in braces
};

struct SectionPlan {
  std::string id;
  std::string quoted_id;
  std::vector<FieldIndex> fields;
};

// Who has to be looked at again when a field changes. Ranks are positions in the order of
// evaluation: every field comes after all fields its value depends on.
struct Graph {
  std::vector<std::uint32_t> rank;                    // of each field
  std::vector<FieldIndex> order;                      // field at each rank
  std::vector<std::vector<FieldIndex>> value_readers; // whose value may change with this one's
  std::vector<std::vector<FieldIndex>> check_readers; // whose required, readonly or violations may
  std::vector<std::vector<FieldIndex>>
      choice_inputs; // what the choices (or the look-up) of each field depend on
};

struct Variables {
  std::uint32_t now = 0;
  std::uint32_t today = 0;
  std::uint32_t mode = 0;
  std::uint32_t choice = 0;
  std::uint32_t candidate = 0;
  std::vector<std::pair<std::string, std::uint32_t>> context; // name → slot
  std::size_t count = 0;                                      // of all slots
};

struct Plan {
  Value document;
  std::string entity;
  std::int64_t version = 0;
  std::vector<FieldPlan> fields;
  std::map<std::string, FieldIndex, std::less<>> field_by_key;
  std::vector<SectionPlan> sections;
  std::vector<RulePlan> rules;
  std::vector<Expression> expressions;
  std::map<std::string, ChoiceSet, std::less<>> dictionaries;
  std::vector<std::unique_ptr<ChoiceSet>> lists;   // of fields with their own list
  std::map<std::string, Value, std::less<>> texts; // code → per locale
  Variables variables;
  cel::Environment environment; // the rules were compiled in, for those who take them apart
  Graph graph;
  std::vector<FieldInfo> infos;
  std::vector<UniqueRule> unique_rules;
  approval::Process process;
  UpgradePlan upgrades;

  const Expression& expression(ExpressionIndex index) const {
    return expressions[static_cast<std::size_t>(index)];
  }
  FieldIndex find_field(std::string_view key) const { // kNone when there is none
    const auto at = field_by_key.find(key);
    return at == field_by_key.end() ? kNone : at->second;
  }
};

} // namespace qudao::form

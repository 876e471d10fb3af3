// Plan: a definition as sessions use it. Fields, rules and sections are dense arrays in display
// order; everything that refers to a field does so by its index, which is also its slot among the
// variables of the rules.
#pragma once

#include <algorithm>
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

// A repeat never has more rows, and all of them no more cells, whatever its definition allows.
inline constexpr std::int64_t kMostRows = 1'000;
inline constexpr std::int64_t kMostCells = 50'000;
inline constexpr std::int64_t kUsualRows = 100; // max_rows when it is not given
constexpr std::int64_t most_rows(std::uint32_t columns) {
  return std::min(kMostRows, kMostCells / std::max<std::int64_t>(columns, 1));
}

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

  // Repeats: their columns stand right behind them, in the order of a row.
  FieldIndex first_column = kNone;
  std::uint32_t column_count = 0;
  std::uint32_t repeat_number = 0; // of a repeat and its columns: position in SessionState::rows
  std::int64_t min_rows = 0;
  std::int64_t max_rows = 0;
  bool rows_read = false;         // a rule reads the rows as a list of maps
  Value row_name;                 // of a column: its key in those maps
  FieldIndex last_column = kNone; // that is settled last
  // Columns: rules outside of the rows see the answers of all rows as a list, in this slot.
  std::uint32_t list_slot = kNone;
  bool list_read = false;

  std::vector<std::uint32_t>
      rules; // whose violations are this field's, in the order of the document

  bool is_repeat() const { return first_column != kNone; }
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
  // The repeat each field is a column of, or is itself; kNone: neither.
  std::vector<FieldIndex> repeat;
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
  // The rules were compiled in, for those who take them apart: those of columns in the one of their repeat.
  cel::Environment environment;
  std::vector<cel::Environment> row_environments; // by repeat_number
  Graph graph;
  std::vector<FieldInfo> infos;
  std::vector<UniqueRule> unique_rules;
  approval::Process process;
  UpgradePlan upgrades;

  const Expression& expression(ExpressionIndex index) const {
    return expressions[static_cast<std::size_t>(index)];
  }
  bool is_outside_rows(FieldIndex field) const { return field != kNone && !is_column(field); }
  bool is_column(FieldIndex field) const { return fields[field].list_slot != kNone; }
  const cel::Environment& environment_of(FieldIndex field) const {
    const bool in_rows = field != kNone && is_column(field);
    return in_rows ? row_environments[fields[field].repeat_number] : environment;
  }
  FieldIndex find_field(std::string_view key) const { // kNone when there is none
    const auto at = field_by_key.find(key);
    return at == field_by_key.end() ? kNone : at->second;
  }
};

} // namespace qudao::form

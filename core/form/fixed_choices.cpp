#include "core/form/fixed_choices.h"

namespace qudao::form {
namespace {

bool reads_only_choice(const Plan& plan, const FieldPlan& field) {
  if (field.choices == nullptr || field.choice_filter == kNoExpression) return false;
  if (field.choices->has_periods()) return false; // the day changes them
  const auto& read = plan.expression(field.choice_filter).program.variables();
  return read.empty() || (read.size() == 1 && read.front() == plan.variables.choice);
}

std::optional<std::vector<Value>> offered(const Plan& plan, const FieldPlan& field) {
  std::vector<Value> variables(plan.variables.count);
  std::vector<Value> codes;
  for (const ChoiceItem& item : field.choices->items()) {
    if (item.retired) continue;
    variables[plan.variables.choice] = item.attributes;
    cel::Budget budget;
    const auto passes =
        cel::evaluate(plan.expression(field.choice_filter).program, variables, budget);
    if (!passes || passes->kind() != Kind::boolean) return std::nullopt;
    if (passes->as_bool()) codes.push_back(item.code);
  }
  return codes;
}

} // namespace

void fix_choices(Plan& plan) {
  for (FieldPlan& field : plan.fields)
    if (reads_only_choice(plan, field)) field.fixed_choices = offered(plan, field);
}

} // namespace qudao::form

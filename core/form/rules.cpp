#include "core/form/session_state.h"

namespace qudao::form {
namespace {

Finding error_of(ExpressionIndex expression, std::string_view code) {
  Finding finding;
  finding.code = "rule.error";
  finding.detail = expression;
  finding.error = code;
  return finding;
}

} // namespace

bool is_empty(const Value& seen) {
  return seen.is_null() || (seen.is_list() && seen.as_list().empty());
}

bool holds(const SessionState& s, ExpressionIndex expression, bool on_error,
           std::vector<Finding>& errors) {
  cel::Budget budget;
  auto result = cel::evaluate(s.plan.expression(expression).program, s.variables, budget);
  if (result && result->kind() == Kind::boolean) return result->as_bool();
  errors.push_back(
      error_of(expression, result ? std::string_view("not_a_bool") : result.error().code));
  return on_error;
}

Value compute(const SessionState& s, ExpressionIndex expression, std::vector<Finding>& errors) {
  cel::Budget budget;
  auto result = cel::evaluate(s.plan.expression(expression).program, s.variables, budget);
  if (result) return std::move(*result);
  if (!result.error().null_operand) errors.push_back(error_of(expression, result.error().code));
  return {};
}

} // namespace qudao::form

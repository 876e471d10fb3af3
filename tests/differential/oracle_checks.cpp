// The part of the oracle that looks at what is wrong, once the values have come to rest.
#include <algorithm>
#include <array>

#include "core/form/attachments.h"
#include "core/identity/number.h"
#include "core/text/utf8.h"
#include "tests/differential/oracle.h"

namespace qudao::differential {
namespace {

form::Finding finding(std::string_view code) {
  return {code, -1, {}, {}, {}};
}

form::Finding rule_error(form::ExpressionIndex rule, std::string_view error) {
  return {"rule.error", rule, error, {}, {}};
}

void check_number(const form::FieldPlan& plan, const Value& seen, std::vector<form::Finding>& out) {
  const bool whole = seen.kind() == Kind::integer;
  const double number = whole ? static_cast<double>(seen.as_int()) : seen.as_real();
  if (plan.min && number < *plan.min) out.push_back(finding("min"));
  if (plan.max && number > *plan.max) out.push_back(finding("max"));
  if (plan.scale < 0 || whole) return;
  const auto decimal = identity::decimal_of(number);
  if (!decimal || decimal->scale > plan.scale) out.push_back(finding("scale"));
}

void check_text(const form::Plan& plan, const form::FieldPlan& field, const Value& seen,
                std::vector<form::Finding>& out) {
  const auto length = static_cast<std::int64_t>(text::count_code_points(seen.as_string()));
  if (length < field.min_length) out.push_back(finding("min_length"));
  if (field.max_length > 0 && length > field.max_length) out.push_back(finding("max_length"));
  if (field.pattern < 0) return;
  cel::Budget budget;
  const std::array<Value, 1> text{seen};
  const auto matches = cel::evaluate(plan.expression(field.pattern).program, text, budget);
  if (!matches) out.push_back(rule_error(field.pattern, matches.error().code));
  if (matches && !matches->as_bool()) out.push_back(finding("pattern"));
}

bool is_answered(const form::FieldPlan& plan, const Value& seen) {
  return !form::is_empty(seen) && !(plan.must_accept && !seen.as_bool());
}

} // namespace

bool Oracle::holds(form::ExpressionIndex rule, bool on_error, Findings& errors) const {
  cel::Budget budget;
  const auto result = cel::evaluate(plan_.expression(rule).program, seen_.variables, budget);
  if (result && result->kind() == Kind::boolean) return result->as_bool();
  errors.push_back(rule_error(rule, result ? "not_a_bool" : result.error().code));
  return on_error;
}

Value Oracle::compute(form::ExpressionIndex rule, Findings& errors) const {
  cel::Budget budget;
  const auto result = cel::evaluate(plan_.expression(rule).program, seen_.variables, budget);
  if (result) return *result;
  if (!result.error().null_operand) errors.push_back(rule_error(rule, result.error().code));
  return {};
}

void Oracle::find_faults() {
  for_each([&](FieldIndex i) { find_faults(i); });
}

void Oracle::find_faults(FieldIndex field) {
  const FieldPlan& plan = plan_.fields[field];
  Consequence& shown = this->shown(field);
  Findings out;
  shown.required = shown.relevant && (plan.always_required ||
                                      (plan.required >= 0 && holds(plan.required, false, out)));
  shown.readonly = plan.always_readonly || plan.calculate >= 0 || !may_edit(field) ||
                   (plan.readonly >= 0 && holds(plan.readonly, true, out));
  const FieldIndex repeat = plan_.graph.repeat[field];
  if (repeat != form::kNone && this->shown(repeat).readonly) shown.readonly = true;
  shown.findings.clear();
  if (!shown.relevant || !may_edit(field)) return;
  out.insert(out.end(), shown.value_errors.begin(), shown.value_errors.end());
  if (!shown.answer.code.empty()) {
    out.push_back(finding(shown.answer.code));
  } else if (plan.must_accept && !is_answered(plan, shown.answer.seen)) {
    out.push_back(finding("must_accept"));
  } else if (!form::is_empty(shown.answer.seen)) {
    check_answer(field, out);
  } else if (shown.required) {
    out.push_back(finding("required"));
  } else if (plan.min_rows > 0) {
    out.push_back(finding("rows.too_few"));
  }
  check_rules(field, out);
  shown.findings = std::move(out);
}

void Oracle::check_answer(FieldIndex field, Findings& out) const {
  const FieldPlan& plan = plan_.fields[field];
  const Consequence& shown = this->shown(field);
  const Value& seen = shown.answer.seen;
  if (!shown.waits_for.empty()) out.push_back(finding("waits"));
  if (plan.kind->has(form::kLookup)) {
    const Value* row = row_of(field, seen);
    if (row == nullptr && context_.lookups_complete) out.push_back(finding("lookup.unknown"));
    if (row != nullptr && !passes(plan.lookup_filter, plan_.variables.candidate, *row, true, out))
      out.push_back(finding("lookup.not_offered"));
  }
  if (plan.kind->has(form::kChoices)) {
    const List codes = seen.is_string() ? List{seen} : seen.as_list();
    const std::size_t before = out.size();
    for (std::size_t i = 0; i < codes.size() && out.size() == before; ++i)
      check_code(field, codes[i], out);
  }
  if (plan.kind->has(form::kDocuments)) {
    for (const form::AttachmentFault& fault : form::check_attachments(
             seen.as_list(), plan.document_types, plan.max_files, plan.max_bytes))
      out.push_back({fault.code, fault.index, {}, {}, {}});
  }
  if (plan.is_repeat()) {
    const auto count = static_cast<std::int64_t>(row_count(field));
    if (count < plan.min_rows) out.push_back(finding("rows.too_few"));
    if (count > plan.max_rows) out.push_back(finding("rows.too_many"));
  }
  if (plan.kind->has(form::kRange)) check_number(plan, seen, out);
  if (plan.kind->has(form::kPattern)) check_text(plan_, plan, seen, out);
}

void Oracle::check_code(FieldIndex field, const Value& code, Findings& out) const {
  const FieldPlan& plan = plan_.fields[field];
  Findings errors;
  const bool offered = available(field, code, errors);
  if (!errors.empty() || !offered) {
    if (shown(field).choices_failed) return; // said already
    out.push_back(errors.empty() ? finding("choice.not_offered") : errors.front());
    return;
  }
  if (plan.choices == nullptr) return;
  const form::ChoiceItem& item = plan.choices->items()[plan.choices->find(code.as_string())];
  if (current(item)) return;
  const List& codes = opened_codes_[field];
  if (std::find(codes.begin(), codes.end(), code) == codes.end())
    out.push_back(finding(item.retired ? "choice.retired" : "choice.not_current"));
}

void Oracle::check_rules(FieldIndex field, Findings& out) const {
  for (const std::uint32_t each : plan_.fields[field].rules) {
    const form::RulePlan& rule = plan_.rules[each];
    if (rule.owner != form::kNone && form::is_empty(seen_.variables[rule.owner])) continue;
    if (holds(rule.expression, true, out)) continue;
    form::Finding failed = finding("constraint");
    failed.detail = static_cast<std::int32_t>(each);
    List inputs;
    for (const FieldIndex named : rule.message_fields)
      inputs.push_back(seen_.variables[named]);
    if (!inputs.empty()) failed.inputs = Value::list(std::move(inputs));
    Findings ignored;
    const Value words =
        rule.message_expression >= 0 ? compute(rule.message_expression, ignored) : Value();
    if (words.is_string()) failed.message = words;
    out.push_back(std::move(failed));
  }
}

form::Progress Oracle::progress(FieldIndex field) const {
  const FieldPlan& plan = plan_.fields[field];
  const Consequence& shown = this->shown(field);
  const bool asked = shown.relevant && (shown.required || plan.must_accept) && !shown.readonly;
  const bool answered = asked && shown.answer.code.empty() && is_answered(plan, shown.answer.seen);
  return {asked ? 1 : 0, answered ? 1 : 0, static_cast<int>(shown.findings.size())};
}

} // namespace qudao::differential

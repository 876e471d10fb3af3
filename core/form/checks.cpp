#include <cmath>
#include <span>

#include "core/form/attachments.h"
#include "core/form/repeats.h"
#include "core/form/session_state.h"
#include "core/identity/number.h"
#include "core/text/utf8.h"

namespace qudao::form {
namespace {

Finding plain(std::string_view code) {
  return {code, -1, {}, {}, {}};
}

double number_of(const Value& seen) {
  return seen.kind() == Kind::integer ? static_cast<double>(seen.as_int()) : seen.as_real();
}

void check_number(const FieldPlan& field, const Value& seen, std::vector<Finding>& out) {
  const double number = number_of(seen);
  if (field.min && number < *field.min) out.push_back(plain("min"));
  if (field.max && number > *field.max) out.push_back(plain("max"));
  if (field.scale < 0 || seen.kind() != Kind::real) return;
  const auto decimal = identity::decimal_of(number);
  if (!decimal || decimal->scale > field.scale) out.push_back(plain("scale"));
}

void check_text(const SessionState& s, const FieldPlan& field, const Value& seen,
                std::vector<Finding>& out) {
  if (field.min_length > 0 || field.max_length > 0) {
    const std::string_view text = seen.as_string();
    const auto shortest = static_cast<std::size_t>(field.min_length);
    const auto longest = static_cast<std::size_t>(field.max_length);
    // Bytes bound characters from above: most texts need no counting.
    if (field.min_length > 0 && text::count_code_points(text) < shortest)
      out.push_back(plain("min_length"));
    if (longest > 0 && text.size() > longest && text::count_code_points(text) > longest)
      out.push_back(plain("max_length"));
  }
  if (field.pattern < 0) return;
  cel::Budget budget;
  const auto matches =
      cel::evaluate(s.plan.expression(field.pattern).program, std::span(&seen, 1), budget);
  if (!matches) {
    out.push_back({"rule.error", field.pattern, matches.error().code, {}, {}});
  } else if (!matches->as_bool()) {
    out.push_back(plain("pattern"));
  }
}

void check_documents(const FieldPlan& field, const Value& seen, std::vector<Finding>& out) {
  for (const AttachmentFault& fault :
       check_attachments(seen.as_list(), field.document_types, field.max_files, field.max_bytes))
    out.push_back({fault.code, fault.index, {}, {}, {}});
}

void check_rows(const FieldPlan& field, const Value& seen, std::vector<Finding>& out) {
  const auto count = static_cast<std::int64_t>(seen.as_list().size());
  if (count < field.min_rows) out.push_back(plain("rows.too_few"));
  if (count > field.max_rows) out.push_back(plain("rows.too_many"));
}

void check_answer(SessionState& s, FieldIndex index, std::vector<Finding>& out) {
  const FieldPlan& field = s.plan.fields[index];
  const FieldMemory& memory = s.fields[index];
  if (!memory.waits_for.empty()) out.push_back(plain("waits"));
  if (field.kind->has(kPicked)) find_choice_faults(s, index, out);
  if (field.kind->has(kDocuments)) check_documents(field, memory.seen, out);
  if (field.is_repeat()) check_rows(field, memory.seen, out);
  if (field.kind->has(kRange)) check_number(field, memory.seen, out);
  if (field.kind->has(kPattern)) check_text(s, field, memory.seen, out);
}

// Parameters and text of a failed rule are part of the finding: they change with the answers they
// show.
Finding failed_rule(SessionState& s, std::uint32_t index) {
  const RulePlan& rule = s.plan.rules[index];
  Finding finding = plain("constraint");
  finding.detail = static_cast<std::int32_t>(index);
  if (!rule.message_fields.empty()) {
    List inputs;
    for (const FieldIndex field : rule.message_fields)
      inputs.push_back(s.variables[field]);
    finding.inputs = Value::list(std::move(inputs));
  }
  if (rule.message_expression >= 0) {
    std::vector<Finding> ignored; // the rule's own message serves instead
    const Value text = compute(s, rule.message_expression, ignored);
    if (text.is_string()) finding.message = text;
  }
  return finding;
}

void check_rules(SessionState& s, FieldIndex index, std::vector<Finding>& out) {
  for (const std::uint32_t each : s.plan.fields[index].rules) {
    const RulePlan& rule = s.plan.rules[each];
    // A variable is empty exactly when its field has no well-formed relevant answer.
    if (rule.owner != kNone && is_empty(s.variables[rule.owner])) continue;
    if (!holds(s, rule.expression, true, out)) out.push_back(failed_rule(s, each));
  }
}

bool is_answered(const FieldPlan& field, const FieldMemory& memory) {
  return !is_empty(memory.seen) && !(field.must_accept && !memory.seen.as_bool());
}

void collect(SessionState& s, FieldIndex index, std::vector<Finding>& out) {
  const FieldPlan& field = s.plan.fields[index];
  FieldMemory& memory = s.fields[index];
  for (const Finding& error : memory.value_errors)
    out.push_back(error);
  if (!memory.fault.empty()) {
    out.push_back(plain(memory.fault));
  } else if (field.must_accept && !is_answered(field, memory)) {
    out.push_back(plain("must_accept"));
  } else if (!is_empty(memory.seen)) {
    check_answer(s, index, out);
  } else if (memory.required) {
    out.push_back(plain("required"));
  } else if (field.min_rows > 0) {
    out.push_back(plain("rows.too_few"));
  }
  check_rules(s, index, out);
}

void add(Progress& total, const Progress& share, int sign) {
  total.required += sign * share.required;
  total.answered += sign * share.answered;
  total.violations += sign * share.violations;
}

void count(SessionState& s, FieldIndex index) {
  const FieldPlan& field = s.plan.fields[index];
  FieldMemory& memory = s.fields[index];
  Progress share;
  const bool asked = memory.relevant && (memory.required || field.must_accept) && !memory.readonly;
  share.required = asked ? 1 : 0;
  share.answered = asked && memory.fault.empty() && is_answered(field, memory) ? 1 : 0;
  share.violations = static_cast<int>(memory.findings.size());
  if (share == memory.share) return;
  uncount(s, index, memory);
  memory.share = share;
  add(s.total, share, 1);
  add(s.sections[field.section], share, 1);
}

bool in_readonly_rows(const SessionState& s, FieldIndex index) {
  const FieldIndex repeat = s.plan.graph.repeat[index];
  return repeat != kNone && s.fields[repeat].readonly;
}

void assign(SessionState& s, FieldIndex index, bool& part, bool value) {
  if (part == value) return;
  part = value;
  s.note_change(index);
}

} // namespace

void uncount(SessionState& s, FieldIndex field, FieldMemory& memory) {
  const std::uint32_t section = s.plan.fields[field].section;
  s.recounted.add(section);
  add(s.total, memory.share, -1);
  add(s.sections[section], memory.share, -1);
  memory.share = {};
}

void check_field(SessionState& s, FieldIndex index) {
  const FieldPlan& field = s.plan.fields[index];
  FieldMemory& memory = s.fields[index];
  std::vector<Finding>& out = s.scratch;
  out.clear();
  memory.check_due = false;
  const bool required =
      memory.relevant &&
      (field.always_required || (field.required >= 0 && holds(s, field.required, false, out)));
  const bool readonly = field.always_readonly || field.calculate >= 0 || !s.may_edit(index) ||
                        (field.readonly >= 0 && holds(s, field.readonly, true, out)) ||
                        in_readonly_rows(s, index);
  assign(s, index, memory.required, required);
  if (readonly != memory.readonly && field.is_repeat()) check_columns(s, index);
  assign(s, index, memory.readonly, readonly);
  if (memory.relevant && s.may_edit(index)) {
    collect(s, index, out);
  } else {
    out.clear();
  }
  if (out != memory.findings) {
    memory.findings.swap(out);
    s.note_change(index);
  }
  if (s.has_changed(index)) memory.findings_json.clear();
  count(s, index);
}

} // namespace qudao::form

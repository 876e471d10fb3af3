
#include "core/form/results.h"

#include "core/form/repeats.h"
#include "core/form/texts.h"

namespace qudao::form {
namespace {

Value number_value(double number) {
  const auto whole = static_cast<std::int64_t>(number);
  return static_cast<double>(whole) == number ? Value::integer(whole) : Value::real(number);
}

std::string_view label_of(const SessionState& s, FieldIndex field) {
  return pick_locale(s.plan.fields[field].label, s.context.locale);
}

// A choice is shown by its label, everything else as it is.
void append_answer(std::string& out, const SessionState& s, FieldIndex field, const Value& seen) {
  const ChoiceSet* choices = s.plan.fields[field].choices;
  if (choices != nullptr && seen.is_string()) {
    const std::size_t at = choices->find(seen.as_string());
    if (at != ChoiceSet::kNone) {
      const Value* label = choices->items()[at].attributes.find("label");
      if (label != nullptr)
        return append_display(out, Value::string(pick_locale(*label, s.context.locale)));
    }
  }
  if (seen.kind() == Kind::timestamp) return append_display(out, s.fields[field].stored);
  append_display(out, seen);
}

Map choice_params(const FieldMemory& memory) {
  return Map{{"value", memory.stored}};
}

Map waits_params(const SessionState& s, const FieldMemory& memory) {
  List fields;
  for (const FieldIndex each : memory.waits_for)
    fields.push_back(Value::string(path_of(s, each)));
  return Map{{"fields", Value::list(std::move(fields))}};
}

Map rule_params(const SessionState& s, const Finding& finding) {
  Map params;
  if (!finding.inputs.is_list()) return params;
  const RulePlan& rule = s.plan.rules[static_cast<std::size_t>(finding.detail)];
  for (std::size_t i = 0; i < rule.message_fields.size(); ++i)
    params.set(s.plan.fields[rule.message_fields[i]].key, finding.inputs.as_list()[i]);
  return params;
}

Map attachment_params(const FieldPlan& field, const Finding& finding) {
  Map params;
  if (finding.detail >= 0) params.set("index", Value::integer(finding.detail));
  if (finding.code == "attachment.too_many") params.set("max", Value::integer(field.max_files));
  if (finding.code == "attachment.too_large") params.set("max", Value::integer(field.max_bytes));
  return params;
}

Map params_of(const SessionState& s, FieldIndex index, const Finding& finding) {
  const FieldPlan& field = s.plan.fields[index];
  const FieldMemory& memory = s.fields[index];
  const std::string_view code = finding.code;
  if (code == "constraint") return rule_params(s, finding);
  if (code == "rule.error") {
    return Map{{"rule", Value::string(s.plan.expression(finding.detail).name)},
               {"error", Value::string(finding.error)}};
  }
  if (code == "min") return Map{{"min", number_value(field.min.value_or(0))}};
  if (code == "max") return Map{{"max", number_value(field.max.value_or(0))}};
  if (code == "scale") return Map{{"scale", Value::integer(field.scale)}};
  if (code == "min_length") return Map{{"min", Value::integer(field.min_length)}};
  if (code == "max_length") return Map{{"max", Value::integer(field.max_length)}};
  if (code == "rows.too_few") return Map{{"min", Value::integer(field.min_rows)}};
  if (code == "rows.too_many") return Map{{"max", Value::integer(field.max_rows)}};
  if (code == "waits") return waits_params(s, memory);
  if (code.starts_with("attachment.")) return attachment_params(field, finding);
  if (code.starts_with("choice.") || code.starts_with("lookup.") || code.starts_with("region."))
    return choice_params(memory);
  return {};
}

// The text of a code: what a person picks is asked for in other words than what is typed.
std::string_view template_of(const SessionState& s, const FieldPlan& field, std::string_view code) {
  if (code == "required" && field.kind->has(kPicked)) {
    if (const auto at = s.plan.texts.find("required.choice"); at != s.plan.texts.end())
      return pick_locale(at->second, s.context.locale);
  }
  const auto at = s.plan.texts.find(code);
  return at == s.plan.texts.end() ? code : pick_locale(at->second, s.context.locale);
}

} // namespace

void append_message(std::string& out, const SessionState& s, FieldIndex index,
                    const Finding& finding, const Map& params) {
  if (finding.message.is_string())
    return static_cast<void>(out.append(finding.message.as_string()));
  const FieldPlan& field = s.plan.fields[index];
  const bool own = finding.code == "constraint";
  const RulePlan* rule = own ? &s.plan.rules[static_cast<std::size_t>(finding.detail)] : nullptr;
  std::string_view text = own ? pick_locale(rule->message, s.context.locale) : std::string_view();
  if (text.empty()) text = template_of(s, field, finding.code);
  // Who waits is told what for, not who it is.
  const bool waits = finding.code == "waits" && !s.fields[index].waits_for.empty();
  fill_template(out, text, [&](std::string_view name, std::string& into) {
    if (name == "label") {
      into.append(label_of(s, waits ? s.fields[index].waits_for.front() : index));
      return true;
    }
    const Value* value = params.find(name);
    if (value == nullptr) return false;
    if (own) {
      append_answer(into, s, s.plan.find_field(name), *value);
    } else {
      append_display(into, *value);
    }
    return true;
  });
}

Violation to_violation(const SessionState& s, FieldIndex index, const Finding& finding) {
  Violation violation;
  violation.code = finding.code;
  violation.path = path_of(s, index);
  violation.params = params_of(s, index, finding);
  if (finding.code == "constraint")
    violation.rule = s.plan.rules[static_cast<std::size_t>(finding.detail)].id;
  append_message(violation.message, s, index, finding, violation.params);
  return violation;
}

std::string cleared_message(const SessionState& s, FieldIndex field) {
  std::string out;
  fill_template(out, template_of(s, s.plan.fields[field], "cleared"),
                [&](std::string_view name, std::string& into) {
                  if (name == "label") into.append(label_of(s, field));
                  return name == "label";
                });
  return out;
}

Violation refusal(const SessionState& s, std::string_view code, std::string_view path) {
  Violation violation;
  violation.code = code;
  violation.path = path;
  const FieldIndex field = find_place(s, path).field;
  if (field == kNone) violation.params.set("field", Value::string(path));
  const auto text = s.plan.texts.find(code);
  fill_template(violation.message,
                text == s.plan.texts.end() ? code : pick_locale(text->second, s.context.locale),
                [&](std::string_view name, std::string& into) {
                  if (name == "label" && field != kNone) {
                    into.append(label_of(s, field));
                  } else if (name == "field") {
                    into.append(path);
                  } else {
                    return false;
                  }
                  return true;
                });
  return violation;
}

FieldState to_state(const SessionState& s, FieldIndex index) {
  const FieldPlan& field = s.plan.fields[index];
  const FieldMemory& memory = s.fields[index];
  FieldState state;
  state.path = path_of(s, index);
  if (memory.relevant) state.value = memory.stored;
  state.relevant = memory.relevant;
  state.required = memory.required;
  state.readonly = memory.readonly;
  state.calculated = field.calculate >= 0;
  if (field.is_repeat()) state.rows = static_cast<int>(s.rows[field.repeat_number].size());
  for (const FieldIndex each : memory.waits_for)
    state.waits_for.push_back(path_of(s, each));
  state.has_choices = field.tells_choices();
  for (const Value& code : memory.offered)
    state.choices.emplace_back(code.as_string());
  for (const Finding& finding : memory.findings)
    state.violations.push_back(to_violation(s, index, finding));
  return state;
}

std::vector<SectionProgress> to_sections(const SessionState& s) {
  std::vector<SectionProgress> out;
  for (std::size_t i = 0; i < s.sections.size(); ++i)
    out.push_back({s.plan.sections[i].id, s.sections[i]});
  return out;
}

Changes to_changes(SessionState& s) {
  Changes changes;
  std::uint32_t rank = 0;
  while (s.changed.take(rank)) {
    for_each_cell(s, s.plan.graph.order[rank], has_changed,
                  [&](FieldIndex each) { changes.changed.push_back(to_state(s, each)); });
  }
  for (const ClearedNote& note : s.cleared) {
    with_cell(s, note.field, note.row, [&] {
      Cleared cleared{path_of(s, note.field), note.value, {}, cleared_message(s, note.field)};
      for (const FieldIndex each : note.because)
        cleared.because.push_back(path_of(s, each));
      changes.cleared.push_back(std::move(cleared));
    });
  }
  changes.refused = s.refused;
  changes.progress = s.total;
  for (std::uint32_t section = 0; s.recounted.take(section);)
    changes.sections.push_back({s.plan.sections[section].id, s.sections[section]});
  return changes;
}

Validation to_validation(SessionState& s) {
  Validation validation;
  for_each_field(s, is_wrong, [&](FieldIndex field) {
    for (const Finding& finding : s.fields[field].findings)
      validation.violations.push_back(to_violation(s, field, finding));
  });
  validation.valid = validation.violations.empty();
  validation.progress = s.total;
  validation.sections = to_sections(s);
  return validation;
}

} // namespace qudao::form

#include <algorithm>
#include <utility>

#include "core/form/repeats.h"
#include "core/form/session_state.h"

namespace qudao::form {
namespace {

// Whether the filter of the field lets an item through; true without a filter.
bool passes(SessionState& s, FieldIndex field, const Value& attributes) {
  const FieldPlan& plan = s.plan.fields[field];
  if (plan.choice_filter < 0) return true;
  FieldMemory& memory = s.fields[field];
  const std::size_t errors = memory.value_errors.size();
  s.variables[s.plan.variables.choice] = attributes;
  const bool result = holds(s, plan.choice_filter, false, memory.value_errors);
  if (memory.value_errors.size() > errors) {
    // One broken filter is one violation, not one for each item.
    if (memory.choices_failed) memory.value_errors.pop_back();
    memory.choices_failed = true;
  }
  return result;
}

Timestamp today(const SessionState& s) {
  return s.variables[s.plan.variables.today].as_timestamp();
}

void offer_dictionary(SessionState& s, FieldIndex field, std::vector<Value>& out) {
  const Timestamp midnight = today(s);
  for (const ChoiceItem& item : s.plan.fields[field].choices->items())
    if (item.is_offered(midnight) && passes(s, field, item.attributes)) out.push_back(item.code);
}

void offer_expression(SessionState& s, FieldIndex field, std::vector<Value>& out) {
  FieldMemory& memory = s.fields[field];
  const std::size_t errors = memory.value_errors.size();
  const Value codes = compute(s, s.plan.fields[field].choices_expression, memory.value_errors);
  memory.choices_failed = memory.value_errors.size() > errors;
  if (!codes.is_list()) return;
  for (const Value& code : codes.as_list())
    if (code.is_string() && passes(s, field, Value::map(Map{{"code", code}}))) out.push_back(code);
}

// Items that are retired or outside their period are not offered, but an answer that has one stays as long as the filter lets it
// through, or fails.
bool is_available(SessionState& s, FieldIndex field, const Value& code,
                  std::vector<Finding>& errors) {
  const FieldPlan& plan = s.plan.fields[field];
  if (!plan.has_dynamic_choices()) return true;
  const std::vector<Value>& offered = s.fields[field].offered;
  if (std::find(offered.begin(), offered.end(), code) != offered.end()) return true;
  if (plan.choices == nullptr || !s.fields[field].waits_for.empty()) return false;
  const std::size_t at = plan.choices->find(code.as_string());
  if (at == ChoiceSet::kNone || plan.choices->items()[at].is_offered(today(s))) return false;
  s.variables[s.plan.variables.choice] = plan.choices->items()[at].attributes;
  return holds(s, plan.choice_filter, true, errors);
}

bool row_passes(SessionState& s, FieldIndex field, const Value& row, std::vector<Finding>& errors) {
  s.variables[s.plan.variables.candidate] = row;
  return holds(s, s.plan.fields[field].lookup_filter, true, errors);
}

bool lookup_available(SessionState& s, FieldIndex field) {
  FieldMemory& memory = s.fields[field];
  if (s.plan.fields[field].lookup_filter < 0) return true;
  if (!memory.waits_for.empty()) return false;
  const Value* row = known_row(s, field, memory.seen.as_string());
  if (row == nullptr) return true;
  // A filter may read what row is chosen: this one, also when the field has only now become relevant
  // and has not been published.
  const std::uint32_t slot = s.plan.fields[field].record_slot;
  const Value chosen = std::exchange(s.variables[field], memory.seen);
  const Value chosen_row = std::exchange(s.variables[slot], *row);
  std::vector<Finding> ignored; // the check phase reports it
  const bool passes = row_passes(s, field, *row, ignored);
  s.variables[field] = chosen;
  s.variables[slot] = chosen_row;
  return passes;
}

void remove(SessionState& s, FieldIndex field, Value removed, List kept) {
  ClearedNote note{field, row_of(s, field), std::move(removed), {}};
  for (const FieldIndex input : s.plan.graph.choice_inputs[field])
    if (memory_beside(s, input).published_at == s.change) note.because.push_back(input);
  s.cleared.push_back(std::move(note));
  FieldMemory& memory = s.fields[field];
  memory.stored = memory.seen = kept.empty() ? Value() : Value::list(std::move(kept));
  memory.touched = true;
  s.note_change(field);
}

bool was_opened_with(const FieldMemory& memory, const Value& code) {
  if (!memory.opened_with.is_list()) return memory.opened_with == code;
  const List& codes = memory.opened_with.as_list();
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

void find_code_fault(SessionState& s, FieldIndex field, const Value& code,
                     std::vector<Finding>& out) {
  const FieldPlan& plan = s.plan.fields[field];
  const FieldMemory& memory = s.fields[field];
  std::vector<Finding> errors;
  const bool available = is_available(s, field, code, errors);
  if (!errors.empty()) {
    if (!memory.choices_failed) out.push_back(std::move(errors.front()));
    return;
  }
  if (!available) {
    if (!memory.choices_failed) out.push_back({"choice.not_offered", -1, {}, {}, {}});
    return;
  }
  if (plan.choices == nullptr || was_opened_with(memory, code)) return;
  const std::size_t at = plan.choices->find(code.as_string());
  if (at == ChoiceSet::kNone) return;
  const ChoiceItem& item = plan.choices->items()[at];
  if (item.is_offered(today(s))) return;
  out.push_back({item.retired ? "choice.retired" : "choice.not_current", -1, {}, {}, {}});
}

void find_lookup_fault(SessionState& s, FieldIndex field, std::vector<Finding>& out) {
  const Value* row = known_row(s, field, s.fields[field].seen.as_string());
  if (row == nullptr) {
    if (s.context.lookups_complete) out.push_back({"lookup.unknown", -1, {}, {}, {}});
    return;
  }
  if (s.plan.fields[field].lookup_filter >= 0 && !row_passes(s, field, *row, out))
    out.push_back({"lookup.not_offered", -1, {}, {}, {}});
}

} // namespace

const Value* known_row(const SessionState& s, FieldIndex field, std::string_view id) {
  const auto entity = s.lookup_rows.find(s.plan.fields[field].lookup_entity);
  if (entity == s.lookup_rows.end()) return nullptr;
  const auto row = entity->second.find(id);
  return row == entity->second.end() ? nullptr : &row->second;
}

void offer_choices(SessionState& s, FieldIndex field) {
  FieldMemory& memory = s.fields[field];
  std::vector<Value>& out = s.offered_scratch;
  out.clear();
  memory.choices_failed = false;
  if (memory.relevant && memory.waits_for.empty()) {
    const FieldPlan& plan = s.plan.fields[field];
    if (plan.fixed_choices) {
      out = *plan.fixed_choices;
    } else if (plan.choices != nullptr) {
      offer_dictionary(s, field, out);
    } else {
      offer_expression(s, field, out);
    }
  }
  if (out == memory.offered) return;
  memory.offered.swap(out);
  s.note_change(field);
}

void clear_unavailable(SessionState& s, FieldIndex field) {
  FieldMemory& memory = s.fields[field];
  const FieldPlan& plan = s.plan.fields[field];
  if (is_empty(memory.seen) || memory.choices_failed || memory.set_at == s.change) return;
  std::vector<Finding> ignored; // the check phase reports them
  if (plan.kind->has(kLookup)) {
    if (!lookup_available(s, field)) remove(s, field, memory.seen, {});
  } else if (plan.has_dynamic_choices() && memory.seen.is_string()) {
    if (!is_available(s, field, memory.seen, ignored)) remove(s, field, memory.seen, {});
  } else if (plan.has_dynamic_choices()) {
    List kept;
    List removed;
    for (const Value& code : memory.seen.as_list())
      (is_available(s, field, code, ignored) ? kept : removed).push_back(code);
    if (!removed.empty()) remove(s, field, Value::list(std::move(removed)), std::move(kept));
  }
}

void find_choice_faults(SessionState& s, FieldIndex field, std::vector<Finding>& out) {
  const FieldPlan& plan = s.plan.fields[field];
  const Value& seen = s.fields[field].seen;
  if (plan.kind->has(kLookup)) return find_lookup_fault(s, field, out);
  if (!plan.kind->has(kChoices)) return;
  if (seen.is_string()) return find_code_fault(s, field, seen, out);
  for (const Value& code : seen.as_list()) {
    const std::size_t before = out.size();
    find_code_fault(s, field, code, out);
    if (out.size() > before) return; // one of several says enough
  }
}

} // namespace qudao::form

#include "core/form/repeats.h"
#include "core/form/session_state.h"

namespace qudao::form {
namespace {

void settle_waiting(SessionState& s, FieldIndex field) {
  FieldMemory& memory = s.fields[field];
  std::size_t count = 0;
  bool same = true;
  for (const FieldIndex upstream : s.plan.fields[field].depends_on) {
    if (!is_empty(s.variables[upstream])) continue;
    same = same && count < memory.waits_for.size() && memory.waits_for[count] == upstream;
    if (!same) {
      memory.waits_for.resize(count);
      memory.waits_for.push_back(upstream);
    }
    ++count;
  }
  if (same && memory.waits_for.size() == count) return;
  memory.waits_for.resize(count);
  s.note_change(field);
}

void settle_relevance(SessionState& s, FieldIndex field) {
  const FieldPlan& plan = s.plan.fields[field];
  FieldMemory& memory = s.fields[field];
  const FieldIndex repeat = s.plan.graph.repeat[field];
  const bool asked = repeat == kNone || s.fields[repeat].relevant;
  const bool relevant =
      asked && (plan.relevant < 0 || holds(s, plan.relevant, true, memory.value_errors));
  if (relevant == memory.relevant) return;
  for (FieldIndex column = 0; column < plan.column_count; ++column)
    mark_cells_to_settle(s, plan.first_column + column);
  memory.relevant = relevant;
  s.note_change(field);
}

void settle_value(SessionState& s, FieldIndex field) {
  const FieldPlan& plan = s.plan.fields[field];
  FieldMemory& memory = s.fields[field];
  if (s.is_calculated(field)) {
    take_answer(s, field, as_answer(*plan.kind, compute(s, plan.calculate, memory.value_errors)));
  } else if (plan.default_value >= 0 && !memory.touched && s.mode == Mode::edit) {
    take_answer(s, field,
                as_answer(*plan.kind, compute(s, plan.default_value, memory.value_errors)));
  } else if (s.clearing && s.may_edit(field)) {
    clear_unavailable(s, field);
  }
}

void settle(SessionState& s, FieldIndex field) {
  const FieldPlan& plan = s.plan.fields[field];
  s.fields[field].value_errors.clear();
  settle_waiting(s, field);
  settle_relevance(s, field);
  // What is offered follows from the answers as they are now, not from when the field was relevant last.
  if (plan.tells_choices()) offer_choices(s, field);
  if (s.fields[field].relevant) settle_value(s, field);
  s.fields[field].settle_due = false;
  if (!plan.is_repeat()) return publish(s, field);
  if (!plan.rows_read) return publish_rows(s, field);
  s.to_settle.add(s.rank(plan.last_column));
}

bool is_settle_due(const SessionState&, const FieldMemory& memory) {
  return memory.settle_due;
}

bool is_check_due(const SessionState&, const FieldMemory& memory) {
  return memory.check_due;
}

} // namespace

SessionState::SessionState(std::shared_ptr<const Definition> shared, Context given, Mode wanted)
    : definition(std::move(shared)), plan(definition->plan()), context(std::move(given)),
      mode(wanted), editable(plan.fields.size(), false), variables(plan.variables.count),
      fields(plan.fields.size()), rows(plan.row_environments.size()),
      sections(plan.sections.size()), to_settle(plan.fields.size()), to_check(plan.fields.size()),
      changed(plan.fields.size()), recounted(plan.sections.size()) {}

bool SessionState::is_calculated(FieldIndex field) const {
  const FieldPlan& each = plan.fields[field];
  return each.calculate >= 0 && (mode == Mode::edit || each.calculate_reads_record);
}

const Value& nothing_of(const FieldKind& kind) {
  static const Value kNull;
  static const Value kEmptyList = Value::list({});
  return kind.has(kLists) ? kEmptyList : kNull;
}

void show(SessionState& s, FieldIndex field, std::uint32_t slot, const Value& value) {
  if (s.variables[slot] == value) return;
  s.variables[slot] = value;
  s.fields[field].published_at = s.change;
  mark_readers(s, field, s.plan.is_column(field) ? Readers::in_row : Readers::of_field);
}

void take_answer(SessionState& s, FieldIndex field, const Value& typed) {
  const FieldPlan& plan = s.plan.fields[field];
  FieldMemory& memory = s.fields[field];
  Reading reading;
  if (!typed.is_null())
    reading = plan.kind->read(typed, {s.context.zone_minutes, plan.choices, plan.document_types});
  if (reading.stored != memory.stored || reading.code != memory.fault) s.note_change(field);
  memory.stored = std::move(reading.stored);
  memory.seen = std::move(reading.seen);
  memory.fault = reading.code;
}

void publish(SessionState& s, FieldIndex field) {
  const FieldPlan& plan = s.plan.fields[field];
  const FieldMemory& memory = s.fields[field];
  const bool visible = memory.relevant && !memory.seen.is_null();
  show(s, field, field, visible ? memory.seen : nothing_of(*plan.kind));
  if (plan.record_slot != kNone) {
    const Value* row = visible ? known_row(s, field, memory.seen.as_string()) : nullptr;
    show(s, field, plan.record_slot, row != nullptr ? *row : Value());
  }
  s.fields[field].check_due = true;
  s.to_check.add(s.rank(field));
}

void begin_change(SessionState& s) {
  ++s.change;
  s.changed.clear();
  s.recounted.clear();
  s.cleared.clear();
  s.refused.clear();
  s.clearing = true;
}

void run(SessionState& s) {
  std::uint32_t rank = 0;
  while (s.to_settle.take(rank)) {
    const FieldIndex field = s.plan.graph.order[rank];
    for_each_cell(s, field, is_settle_due, [&](FieldIndex each) { settle(s, each); });
    if (s.plan.is_column(field)) publish_column(s, field);
  }
  while (s.to_check.take(rank)) {
    for_each_cell(s, s.plan.graph.order[rank], is_check_due,
                  [&](FieldIndex each) { check_field(s, each); });
  }
  s.clearing = false;
}

void open_fields(SessionState& s, const Value& record) {
  for (FieldIndex i = 0; i < s.fields.size(); ++i) {
    const FieldPlan& plan = s.plan.fields[i];
    s.variables[i] = nothing_of(*plan.kind);
    if (plan.list_slot != kNone) s.variables[plan.list_slot] = Value::list({});
    s.to_settle.add(s.rank(i));
    const Value* answer = s.plan.is_column(i) ? nullptr : record.find(plan.key);
    if (answer == nullptr) continue;
    if (plan.is_repeat()) {
      open_rows(s, i, *answer);
    } else {
      take_answer(s, i, *answer);
      s.fields[i].touched = true;
      s.fields[i].opened_with = s.fields[i].seen;
    }
  }
  run(s);
}

void recheck(SessionState& s) {
  begin_change(s);
  for (FieldIndex i = 0; i < s.fields.size(); ++i) {
    if (s.plan.fields[i].is_repeat()) check_columns(s, i);
    s.to_check.add(s.rank(i));
  }
  run(s);
}

} // namespace qudao::form

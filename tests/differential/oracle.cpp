#include "tests/differential/oracle.h"

#include <algorithm>

#include "core/identity/date.h"
#include "core/value/json.h"
#include "core/value/time_text.h"

namespace qudao::differential {
namespace {

using form::is_empty;
using form::kNoExpression;
using form::kNone;
using form::nothing_of;

// For a person to read, what the engine and the oracle say of the same thing.
std::string text_of(bool flag) {
  return flag ? "true" : "false";
}
std::string text_of(const Value& value) {
  return write_json(value);
}
std::string text_of(form::FieldIndex field) {
  return std::to_string(field);
}
std::string text_of(const form::Finding& finding) {
  std::string out(finding.code);
  out.append(" ").append(std::to_string(finding.detail)).append(finding.error);
  return out + write_json(Value::list({finding.inputs, finding.message}));
}
template <typename Part>
std::string text_of(const std::vector<Part>& parts) {
  std::string out = "[";
  for (const Part& part : parts)
    out += (out.size() > 1 ? ", " : "") + text_of(part);
  return out + ']';
}

template <typename Part>
std::string differ(const char* what, const Part& engine, const Part& oracle) {
  return std::string(what) + " is " + text_of(engine) + ", the oracle says " + text_of(oracle);
}

} // namespace

Oracle::Oracle(const form::Definition& definition, const Opening& opening)
    : plan_(definition.plan()), context_(opening.context), mode_(opening.mode),
      editable_(plan_.fields.size(), false), facts_(plan_.fields.size()),
      shown_(plan_.fields.size()) {
  seen_ = {std::vector<Value>(plan_.variables.count),
           std::vector<std::vector<Value>>(plan_.fields.size()),
           std::vector<std::vector<Value>>(plan_.fields.size())};
  for (const std::string& key : opening.editable)
    if (plan_.find_field(key) != kNone) editable_[plan_.find_field(key)] = true;
  fill_context();
  for (const auto& [entity, rows] : context_.lookups.as_map()) {
    for (const auto& [id, row] : rows.as_map())
      learn(std::string(entity.as_string()), std::string(id.as_string()), row);
  }
  open(opening.record);
  settle();
  finish();
}

void Oracle::open(const Value& record) {
  Seen none = seen_;
  for (FieldIndex i = 0; i < facts_.size(); ++i) {
    if (plan_.is_column(i)) continue;
    facts_[i].resize(1);
    shown_[i].resize(1);
  }
  for (FieldIndex i = 0; i < facts_.size(); ++i) {
    const Value* stored = record.find(plan_.fields[i].key);
    if (stored == nullptr || plan_.is_column(i)) continue;
    if (plan_.fields[i].is_repeat()) {
      set_rows(i, *stored, none);
    } else {
      fact(i).answer = read(i, *stored);
      fact(i).touched = true;
    }
  }
  opened_codes_.resize(facts_.size());
  for_each([&](FieldIndex i) {
    const Value& seen = fact(i).answer.seen;
    for (const Value& code : seen.is_list() ? seen.as_list() : List{seen})
      opened_codes_[i].push_back(code);
    fact(i).just_set = false;
  });
}

void Oracle::fill_context() {
  const form::Variables& slots = plan_.variables;
  std::int64_t midnight = context_.now.seconds + std::int64_t{context_.zone_minutes} * 60;
  if (!in_range(Timestamp{midnight, 0})) midnight = context_.now.seconds; // the calendar ends here
  midnight -= (midnight % 86'400 + 86'400) % 86'400;
  seen_.variables[slots.now] = Value::timestamp(context_.now);
  seen_.variables[slots.today] = Value::timestamp({midnight, 0});
  const Value* mode = context_.values.find("mode");
  const bool named = mode != nullptr && mode->is_string();
  seen_.variables[slots.mode] =
      named ? *mode : Value::string(mode_ == form::Mode::edit ? "edit" : "frozen");
  for (const auto& [name, slot] : slots.context) {
    const Value* value = context_.values.find(name);
    const bool map = plan_.document.find("context")->find(name)->as_string() == "map";
    if (value != nullptr) {
      seen_.variables[slot] = *value;
    } else if (map) {
      seen_.variables[slot] = Value::map({});
    }
  }
}

void Oracle::learn(const std::string& entity, const std::string& id, const Value& row) {
  if (row.is_map()) rows_[entity][id] = row;
}

form::Reading Oracle::read(FieldIndex field, const Value& typed) const {
  const FieldPlan& plan = plan_.fields[field];
  if (typed.is_null()) return {};
  return plan.kind->read(typed, {context_.zone_minutes, plan.choices, plan.document_types});
}

bool Oracle::is_live(FieldIndex field) const {
  const FieldPlan& plan = plan_.fields[field];
  return plan.calculate >= 0 && (mode_ == form::Mode::edit || plan.calculate_reads_record);
}

bool Oracle::may_edit(FieldIndex field) const {
  const FieldIndex repeat = plan_.graph.repeat[field];
  return mode_ == form::Mode::edit || editable_[repeat != kNone ? repeat : field];
}

void Oracle::apply(const Edit& edit) {
  for_each([&](FieldIndex i) { fact(i).just_set = false; });
  Seen before = seen_;
  switch (edit.kind) {
  case Edit::Kind::validate:
    return;
  case Edit::Kind::set:
    answer(edit.path, edit.value, before);
    break;
  case Edit::Kind::set_many:
    if (!edit.value.is_map()) return;
    for (const auto& [path, typed] : edit.value.as_map())
      answer(path.as_string(), typed, before);
    break;
  case Edit::Kind::provide:
    learn(edit.path, edit.id, edit.value);
    for_each([&](FieldIndex i) {
      const Value& seen = shown(i).answer.seen;
      if (plan_.fields[i].lookup_entity == edit.path && seen.is_string() &&
          seen.as_string() == edit.id)
        fact(i).just_set = true; // what becomes known of a chosen row removes no choice
    });
    break;
  }
  settle();
  clear_unavailable(before);
  finish();
}

void Oracle::answer(FieldIndex field, const Value& typed) {
  if (shown(field).readonly) return;
  fact(field).answer = read(field, typed);
  fact(field).touched = true;
  fact(field).just_set = true;
}

void Oracle::settle() {
  for (bool again = true; again;) {
    const Seen before = seen_;
    for_each([&](FieldIndex i) { settle(i); });
    publish_lists();
    again = seen_.variables != before.variables || seen_.cells != before.cells ||
            seen_.records != before.records;
  }
}

void Oracle::settle(FieldIndex field) {
  const FieldPlan& plan = plan_.fields[field];
  const Fact& fact = this->fact(field);
  const FieldIndex repeat = plan_.graph.repeat[field];
  Consequence out;
  out.readonly = shown(field).readonly;
  out.answer = fact.answer;
  if (plan.is_repeat()) out.answer.seen = Value::list(List(row_count(field)));
  for (const FieldIndex each : plan.depends_on)
    if (is_empty(seen_.variables[each])) out.waits_for.push_back(each);
  out.relevant = repeat == kNone || shown(repeat).relevant;
  if (out.relevant && plan.relevant >= 0)
    out.relevant = holds(plan.relevant, true, out.value_errors);
  if (out.relevant) {
    if (plan.tells_choices() && out.waits_for.empty()) offer(field, out);
    if (is_live(field)) {
      out.answer = read(field, as_answer(*plan.kind, compute(plan.calculate, out.value_errors)));
    } else if (plan.default_value >= 0 && !fact.touched && mode_ == form::Mode::edit) {
      out.answer =
          read(field, as_answer(*plan.kind, compute(plan.default_value, out.value_errors)));
    }
  }
  shown(field) = std::move(out);
  publish(field);
}

void Oracle::publish(FieldIndex field) {
  const FieldPlan& plan = plan_.fields[field];
  const Value& seen = shown(field).answer.seen;
  const bool visible = shown(field).relevant && !seen.is_null();
  if (plan.is_repeat()) return; // publish_lists
  seen_.variables[field] = visible ? seen : nothing_of(*plan.kind);
  if (plan_.is_column(field)) seen_.cells[field][row_] = seen_.variables[field];
  if (plan.record_slot == kNone) return;
  const Value* row = visible ? row_of(field, seen) : nullptr;
  seen_.variables[plan.record_slot] = row != nullptr ? *row : Value();
  if (plan_.is_column(field)) seen_.records[field][row_] = seen_.variables[plan.record_slot];
}

const Value* Oracle::row_of(FieldIndex field, const Value& id) const {
  const auto entity = rows_.find(plan_.fields[field].lookup_entity);
  if (entity == rows_.end()) return nullptr;
  const auto row = entity->second.find(id.as_string());
  return row == entity->second.end() ? nullptr : &row->second;
}

bool Oracle::passes(form::ExpressionIndex filter, std::uint32_t slot, const Value& item,
                    bool on_error, Findings& errors) const {
  if (filter == kNoExpression) return true;
  seen_.variables[slot] = item;
  const bool result = holds(filter, on_error, errors);
  seen_.variables[slot] = {};
  return result;
}

// Neither retired nor, by its own two texts, outside its period: texts of days are ordered as the days are.
bool Oracle::current(const form::ChoiceItem& item) const {
  if (item.retired) return false;
  const std::string today =
      identity::date_of_seconds(seen_.variables[plan_.variables.today].as_timestamp().seconds);
  const Value* from = item.attributes.find("valid_from");
  const Value* to = item.attributes.find("valid_to");
  return (from == nullptr || from->as_string() <= today) &&
         (to == nullptr || today <= to->as_string());
}

void Oracle::offer(FieldIndex field, Consequence& out) const {
  const FieldPlan& plan = plan_.fields[field];
  std::vector<Value> items;
  Findings errors;
  if (plan.choices != nullptr) {
    for (const form::ChoiceItem& item : plan.choices->items())
      if (current(item)) items.push_back(item.attributes);
  } else if (const Value codes = compute(plan.choices_expression, errors); codes.is_list()) {
    for (const Value& code : codes.as_list())
      if (code.is_string()) items.push_back(Value::map({{"code", code}}));
  }
  for (const Value& item : items) {
    if (passes(plan.choice_filter, plan_.variables.choice, item, false, errors))
      out.offered.push_back(*item.find("code"));
  }
  out.choices_failed = !errors.empty();
  // One broken filter is one violation, not one for each item.
  if (!errors.empty()) out.value_errors.push_back(errors.front());
}

bool Oracle::available(FieldIndex field, const Value& code, Findings& errors) const {
  const FieldPlan& plan = plan_.fields[field];
  const Consequence& shown = this->shown(field);
  if (!plan.has_dynamic_choices()) return true;
  if (std::find(shown.offered.begin(), shown.offered.end(), code) != shown.offered.end())
    return true;
  if (plan.choices == nullptr || !shown.waits_for.empty()) return false;
  // An item that is retired or outside its period is not offered; whoever has it keeps it while the filter lets it
  // through.
  const form::ChoiceItem& item = plan.choices->items()[plan.choices->find(code.as_string())];
  return !current(item) &&
         passes(plan.choice_filter, plan_.variables.choice, item.attributes, true, errors);
}

std::vector<form::FieldIndex> Oracle::inputs(FieldIndex field) const {
  const FieldPlan& plan = plan_.fields[field];
  std::vector<FieldIndex> out = plan.depends_on;
  for (const form::ExpressionIndex rule :
       {plan.relevant, plan.calculate, plan.default_value, plan.choices_expression,
        plan.choice_filter, plan.lookup_filter}) {
    if (rule == kNoExpression) continue;
    for (const std::uint32_t slot : plan_.expression(rule).program.variables()) {
      for (FieldIndex i = 0; i < plan_.fields.size(); ++i) {
        const FieldPlan& input = plan_.fields[i];
        const bool read = slot == i || slot == input.record_slot || slot == input.list_slot;
        if (read && i != field) out.push_back(i);
      }
    }
  }
  return out;
}

bool Oracle::depends(FieldIndex field, FieldIndex on) const {
  std::vector<FieldIndex> direct = inputs(field);
  if (plan_.graph.repeat[field] != kNone) direct.push_back(plan_.graph.repeat[field]);
  // Whoever reads rows reads all of their cells.
  for (std::size_t i = 0; i < direct.size(); ++i) {
    const FieldPlan& plan = plan_.fields[direct[i]];
    for (FieldIndex column = 0;
         direct[i] != plan_.graph.repeat[field] && column < plan.column_count; ++column)
      direct.push_back(plan.first_column + column);
  }
  return std::any_of(direct.begin(), direct.end(),
                     [&](FieldIndex each) { return each == on || depends(each, on); });
}

// Whether what the field sees of `input` is not what it was.
bool Oracle::changed(FieldIndex field, FieldIndex input, const Seen& before) const {
  const FieldPlan& plan = plan_.fields[input];
  if (plan_.is_column(input) && !in_same_rows(field, input))
    return seen_.variables[plan.list_slot] != before.variables[plan.list_slot];
  if (plan_.is_column(input)) {
    return seen_.cells[input][row_] != before.cells[input][row_] ||
           seen_.records[input][row_] != before.records[input][row_];
  }
  const std::uint32_t row = plan.record_slot;
  return seen_.variables[input] != before.variables[input] ||
         (row != kNone && seen_.variables[row] != before.variables[row]);
}

bool Oracle::upstream_changed(FieldIndex field, const Seen& before) const {
  const std::vector<FieldIndex> upstream = inputs(field);
  return std::any_of(upstream.begin(), upstream.end(),
                     [&](FieldIndex each) { return changed(field, each, before); });
}

// Whether a change upstream takes the answer away, and what is left of it.
bool Oracle::to_be_cleared(FieldIndex field, const Seen& before, Value& kept) const {
  const FieldPlan& plan = plan_.fields[field];
  const Fact& fact = this->fact(field);
  const Consequence& shown = this->shown(field);
  const bool proposed = plan.default_value >= 0 && !fact.touched && mode_ == form::Mode::edit;
  if (!shown.relevant || !may_edit(field) || is_live(field) || proposed) return false;
  if (is_empty(shown.answer.seen) || shown.choices_failed || fact.just_set) return false;
  const FieldIndex repeat = plan_.graph.repeat[field];
  const bool asked_again = repeat != kNone && shown.relevant && !fact.was_relevant;
  if (!upstream_changed(field, before) && !asked_again) return false;
  Findings ignored;
  if (plan.lookup_filter != kNoExpression) {
    const Value* row = row_of(field, shown.answer.seen);
    return !shown.waits_for.empty() ||
           (row != nullptr &&
            !passes(plan.lookup_filter, plan_.variables.candidate, *row, true, ignored));
  }
  if (!plan.has_dynamic_choices()) return false;
  if (shown.answer.seen.is_string()) return !available(field, shown.answer.seen, ignored);
  List left;
  for (const Value& code : shown.answer.seen.as_list())
    if (available(field, code, ignored)) left.push_back(code);
  const bool less = left.size() < shown.answer.seen.as_list().size();
  if (!left.empty()) kept = Value::list(std::move(left));
  return less;
}

void Oracle::clear_unavailable(const Seen& before) {
  while (true) {
    std::vector<FieldIndex> fields;
    std::vector<std::size_t> rows;
    std::vector<Value> kept;
    for_each([&](FieldIndex i) {
      Value left;
      if (!to_be_cleared(i, before, left)) return;
      fields.push_back(i);
      rows.push_back(row_);
      kept.push_back(left);
    });
    if (fields.empty()) return;
    std::size_t first = 0;
    while (std::any_of(fields.begin(), fields.end(),
                       [&](FieldIndex each) { return depends(fields[first], each); }))
      ++first;
    stand(fields[first], rows[first]);
    fact(fields[first]).answer = {kept[first], kept[first], {}};
    fact(fields[first]).touched = true;
    settle();
  }
}

// The values have come to rest: what follows for everything else, and what is kept for as long as a field is not relevant.
void Oracle::finish() {
  find_faults();
  for_each([&](FieldIndex i) {
    if (shown(i).relevant) fact(i).answer = shown(i).answer;
    fact(i).was_relevant = shown(i).relevant;
  });
}

std::string Oracle::difference(FieldIndex field, const form::FieldMemory& memory) const {
  const Consequence& shown = this->shown(field);
  const Fact& fact = this->fact(field);
  if (memory.relevant != shown.relevant) return differ("relevant", memory.relevant, shown.relevant);
  if (memory.required != shown.required) return differ("required", memory.required, shown.required);
  if (memory.readonly != shown.readonly) return differ("readonly", memory.readonly, shown.readonly);
  if (memory.touched != fact.touched) return differ("touched", memory.touched, fact.touched);
  if (memory.stored != fact.answer.stored)
    return differ("answer", memory.stored, fact.answer.stored);
  if (memory.waits_for != shown.waits_for)
    return differ("waits_for", memory.waits_for, shown.waits_for);
  if (memory.offered != shown.offered) return differ("choices", memory.offered, shown.offered);
  if (memory.findings != shown.findings)
    return differ("violations", memory.findings, shown.findings);
  return {};
}

std::string Oracle::disagreement(const form::Session& session) const {
  const form::SessionState& state = session.internals();
  std::string found = row_difference(state);
  if (!found.empty()) return found;
  form::Progress total;
  for_each([&](FieldIndex i) {
    const FieldIndex repeat = plan_.graph.repeat[i];
    const form::FieldMemory& memory = repeat == kNone
                                          ? state.fields[i]
                                          : state.rows[plan_.fields[i].repeat_number][row_]
                                                .cells[i - plan_.fields[repeat].first_column];
    const std::string here = difference(i, memory);
    if (found.empty() && !here.empty()) found = plan_.fields[i].key + ": " + here;
    const form::Progress share = progress(i);
    total.required += share.required;
    total.answered += share.answered;
    total.violations += share.violations;
  });
  if (!found.empty()) return found;
  const bool same = total.required == state.total.required &&
                    total.answered == state.total.answered &&
                    total.violations == state.total.violations;
  return same ? "" : "progress: the counts are not those of the fields";
}

} // namespace qudao::differential

#include "core/form/results.h"
#include "core/value/time_text.h"

namespace qudao::form {
namespace {

// Midnight of the person's day. Where the calendar ends, in the years 1 and 9999, it is the day in UTC.
Timestamp midnight_of(Timestamp now, int zone_minutes) {
  constexpr std::int64_t kDay = 86'400;
  std::int64_t local = now.seconds + std::int64_t{zone_minutes} * 60;
  if (!in_range(Timestamp{local, 0})) local = now.seconds;
  return {local - (local % kDay + kDay) % kDay, 0};
}

void fill_context(SessionState& s) {
  const Variables& slots = s.plan.variables;
  const Context& context = s.context;
  s.variables[slots.now] = Value::timestamp(context.now);
  s.variables[slots.today] = Value::timestamp(midnight_of(context.now, context.zone_minutes));
  const Value* mode = context.values.find("mode");
  s.variables[slots.mode] = mode != nullptr && mode->is_string()
                                ? *mode
                                : Value::string(s.mode == Mode::edit ? "edit" : "frozen");
  for (const auto& [name, slot] : slots.context) {
    const Value* value = context.values.find(name);
    if (value != nullptr) {
      s.variables[slot] = *value;
      // `has(user.name)` needs a map to look into, whoever calls.
    } else if (const Value* type = s.plan.document.find("context")->find(name);
               type->as_string() == "map") {
      s.variables[slot] = Value::map({});
    }
  }
}

void fill_rows(SessionState& s) {
  if (!s.context.lookups.is_map()) return;
  for (const auto& [entity, rows] : s.context.lookups.as_map()) {
    if (!entity.is_string() || !rows.is_map()) continue;
    auto& known = s.rows[std::string(entity.as_string())];
    for (const auto& [id, attributes] : rows.as_map())
      if (id.is_string() && attributes.is_map()) known[std::string(id.as_string())] = attributes;
  }
}

// An answer ends the default, and what was wrong with the default's rule.
void forget_default(SessionState& s, FieldIndex field) {
  FieldMemory& memory = s.fields[field];
  const ExpressionIndex rule = s.plan.fields[field].default_value;
  memory.touched = true;
  if (rule == kNoExpression) return;
  std::erase_if(memory.value_errors, [&](const Finding& each) { return each.detail == rule; });
}

// Takes the answer, which is not published yet; kNone when it is refused.
FieldIndex answer(SessionState& s, std::string_view path, const Value& typed) {
  const FieldIndex field = s.plan.find_field(path);
  const bool known = field != kNone;
  if (!known || s.fields[field].readonly) {
    s.refused.push_back(refusal(s, known ? "readonly" : "field.unknown", path));
    return kNone;
  }
  take_answer(s, field, typed);
  forget_default(s, field);
  s.just_set[field] = true;
  s.set_now.push_back(field);
  // Reported even when nothing changed: what was typed may not look like what is stored.
  s.changed.add(s.rank(field));
  return field;
}

void change_one(SessionState& s, std::string_view path, const Value& typed) {
  begin_change(s);
  if (const FieldIndex field = answer(s, path, typed); field != kNone) publish(s, field);
  run(s);
}

void change_many(SessionState& s, const Value& answers) {
  begin_change(s);
  if (answers.is_map()) {
    for (const auto& [path, typed] : answers.as_map()) {
      // One of the others may decide that this one is not relevant: then it is never seen.
      const FieldIndex field = path.is_string() ? answer(s, path.as_string(), typed) : kNone;
      if (field != kNone) s.to_settle.add(s.rank(field));
    }
  }
  run(s);
}

void learn_row(SessionState& s, std::string_view entity, std::string_view id,
               const Value& attributes) {
  begin_change(s);
  if (attributes.is_map()) s.rows[std::string(entity)][std::string(id)] = attributes;
  for (FieldIndex i = 0; i < s.fields.size(); ++i) {
    if (s.plan.fields[i].lookup_entity != entity || !s.fields[i].seen.is_string()) continue;
    if (s.fields[i].seen.as_string() != id) continue;
    // Learning what a chosen row is like may show that it should not have been chosen: a violation,
    // no clearing.
    s.just_set[i] = true;
    s.set_now.push_back(i);
    s.to_settle.add(s.rank(i));
  }
  run(s);
}

// What rules see is kept true by every change; what is wrong with it is worked out again for all
// fields.
void recheck(SessionState& s) {
  begin_change(s);
  for (FieldIndex i = 0; i < s.fields.size(); ++i)
    s.to_check.add(s.rank(i));
  run(s);
}

Value collect(const SessionState& s, bool submission) {
  std::vector<Entry> entries;
  entries.reserve(s.fields.size());
  // In the order of the map, so that it need not be sorted.
  for (const auto& [key, i] : s.plan.field_by_key) {
    const FieldMemory& memory = s.fields[i];
    if (!memory.relevant && (submission || s.plan.fields[i].calculate >= 0)) continue;
    // A default must not come back to a field somebody emptied.
    const bool emptied = !submission && memory.touched && s.plan.fields[i].default_value >= 0;
    if (memory.stored.is_null() && !emptied) continue;
    entries.emplace_back(s.plan.fields[i].name, memory.stored);
  }
  return Value::map(Map::of(std::move(entries)));
}

} // namespace

Session::Session(std::unique_ptr<SessionState> state) : state_(std::move(state)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

Session Session::open(std::shared_ptr<const Definition> definition, const Value& record,
                      Context context, Mode mode, const std::vector<std::string>& editable) {
  auto state = std::make_unique<SessionState>(std::move(definition), std::move(context), mode);
  for (const std::string& key : editable) {
    if (const FieldIndex field = state->plan.find_field(key); field != kNone)
      state->editable[field] = true;
  }
  fill_context(*state);
  fill_rows(*state);
  open_fields(*state, record);
  return Session(std::move(state));
}

Changes Session::set(std::string_view path, const Value& typed) {
  change_one(*state_, path, typed);
  return to_changes(*state_);
}

Changes Session::set_many(const Value& answers) {
  change_many(*state_, answers);
  return to_changes(*state_);
}

Changes Session::provide(std::string_view entity, std::string_view id, const Value& attributes) {
  learn_row(*state_, entity, id, attributes);
  return to_changes(*state_);
}

void Session::set_json(std::string_view path, const Value& typed, std::string& out) {
  change_one(*state_, path, typed);
  append_changes_json(out, *state_);
}

void Session::set_many_json(const Value& answers, std::string& out) {
  change_many(*state_, answers);
  append_changes_json(out, *state_);
}

void Session::provide_json(std::string_view entity, std::string_view id, const Value& attributes,
                           std::string& out) {
  learn_row(*state_, entity, id, attributes);
  append_changes_json(out, *state_);
}

void Session::append_state_json(std::string_view path, std::string& out) const {
  const FieldIndex field = state_->plan.find_field(path);
  if (field == kNone) {
    out += "null";
  } else {
    form::append_state_json(out, *state_, field);
  }
}

void Session::append_states_json(std::string& out) const {
  out += '[';
  for (FieldIndex i = 0; i < state_->fields.size(); ++i) {
    if (i > 0) out += ',';
    form::append_state_json(out, *state_, i);
  }
  out += ']';
}

void Session::append_validation_json(std::string& out) {
  recheck(*state_);
  form::append_validation_json(out, *state_);
}

FieldState Session::state(std::string_view path) const {
  const FieldIndex field = state_->plan.find_field(path);
  return field == kNone ? FieldState{} : to_state(*state_, field);
}

std::vector<FieldState> Session::states() const {
  std::vector<FieldState> out;
  for (FieldIndex i = 0; i < state_->fields.size(); ++i)
    out.push_back(to_state(*state_, i));
  return out;
}

Validation Session::validate() {
  recheck(*state_);
  return to_validation(*state_);
}

Result<bool, std::string> Session::holds(approval::Rule rule) const {
  cel::Budget budget;
  const auto index = static_cast<ExpressionIndex>(rule);
  const auto result =
      cel::evaluate(state_->plan.expression(index).program, state_->variables, budget);
  if (!result) return Unexpected{std::string(result.error().code)};
  if (result->kind() != Kind::boolean) return Unexpected{std::string("not_a_bool")};
  return result->as_bool();
}

Value Session::data() const {
  return collect(*state_, false);
}
Value Session::submission() const {
  return collect(*state_, true);
}

} // namespace qudao::form

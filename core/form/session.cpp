#include "core/form/repeats.h"
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
    auto& known = s.lookup_rows[std::string(entity.as_string())];
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

// Takes the answer of a field or of the cell in hand, which is not published yet.
bool answer(SessionState& s, FieldIndex field, const Value& typed) {
  if (s.fields[field].readonly) return false;
  take_answer(s, field, typed);
  forget_default(s, field);
  s.fields[field].set_at = s.change;
  // Reported even when nothing changed: what was typed may not look like what is stored.
  s.note_change(field);
  return true;
}

// The code it is refused with, else empty.
std::string_view change_rows(SessionState& s, const Place& place, const Value& typed) {
  if (s.fields[place.field].readonly) return "readonly";
  const FieldPlan& plan = s.plan.fields[place.field];
  const std::size_t count = s.rows[plan.repeat_number].size();
  if (place.row == kNone) {
    replace_rows(s, place.field, typed);
  } else if (!typed.is_map() && !(typed.is_null() && place.row < count)) {
    return "type";
  } else if (static_cast<std::int64_t>(place.row) >= most_rows(plan.column_count)) {
    return "rows.too_many";
  } else {
    replace_row(s, place.field, place.row, typed);
  }
  return {};
}

// Takes the answer of the field or of the cell in hand. Of several given together one may decide that another is not
// relevant: then that is never seen, and is published only when its turn comes.
bool take(SessionState& s, FieldIndex field, const Value& typed, bool alone) {
  if (!answer(s, field, typed)) return false;
  const bool at_once = alone && !s.plan.is_column(field);
  if (alone) publish(s, field);
  if (!at_once) s.to_settle.add(s.rank(field)); // the answers of a column are put together then
  s.fields[field].settle_due = !alone;
  return true;
}

void change_at(SessionState& s, std::string_view path, const Value& typed, bool alone) {
  const Place place = find_place(s, path);
  std::string_view refused;
  if (place.field == kNone) {
    refused = "field.unknown";
  } else if (s.plan.fields[place.field].is_repeat()) {
    refused = change_rows(s, place, typed);
  } else {
    bool taken = false;
    with_cell(s, place.field, place.row, [&] { taken = take(s, place.field, typed, alone); });
    if (!taken) refused = "readonly";
  }
  if (!refused.empty()) s.refused.push_back(refusal(s, refused, path));
}

void change_one(SessionState& s, std::string_view path, const Value& typed) {
  begin_change(s);
  change_at(s, path, typed, true);
  run(s);
}

void change_many(SessionState& s, const Value& answers) {
  begin_change(s);
  if (answers.is_map()) {
    for (const auto& [path, typed] : answers.as_map()) {
      if (path.is_string()) change_at(s, path.as_string(), typed, false);
    }
  }
  run(s);
}

bool has_text(const SessionState&, const FieldMemory& memory) {
  return memory.seen.is_string();
}

void learn_row(SessionState& s, std::string_view entity, std::string_view id,
               const Value& attributes) {
  begin_change(s);
  if (attributes.is_map()) s.lookup_rows[std::string(entity)][std::string(id)] = attributes;
  for (FieldIndex i = 0; i < s.fields.size(); ++i) {
    if (s.plan.fields[i].lookup_entity != entity) continue;
    const auto chose_it = [&](const FieldMemory& memory) {
      return memory.seen.is_string() && memory.seen.as_string() == id;
    };
    // Learning what a chosen row is like may show that it should not have been chosen: a violation,
    // no clearing.
    for_each_cell(s, i, has_text, [&](FieldIndex field) {
      if (!chose_it(s.fields[field])) return;
      s.fields[field].set_at = s.change;
      s.fields[field].settle_due = true;
      s.to_settle.add(s.rank(field));
    });
  }
  run(s);
}

bool is_stored(const FieldPlan& plan, const FieldMemory& memory, bool submission) {
  if (!memory.relevant && (submission || plan.calculate >= 0)) return false;
  // A default must not come back to a field somebody emptied.
  const bool emptied = !submission && memory.touched && plan.default_value >= 0;
  return !memory.stored.is_null() || emptied;
}

Value collect_rows(const SessionState& s, const FieldPlan& repeat, bool submission) {
  List rows;
  for (const RowMemory& row : s.rows[repeat.repeat_number]) {
    Map answers;
    for (FieldIndex column = 0; column < repeat.column_count; ++column) {
      const FieldPlan& plan = s.plan.fields[repeat.first_column + column];
      const FieldMemory& memory = row.cells[column];
      if (is_stored(plan, memory, submission)) answers.set(plan.key, memory.stored);
    }
    rows.push_back(Value::map(std::move(answers)));
  }
  return Value::list(std::move(rows));
}

Value collect(const SessionState& s, bool submission) {
  std::vector<Entry> entries;
  entries.reserve(s.fields.size());
  // In the order of the map, so that it need not be sorted.
  for (const auto& [key, i] : s.plan.field_by_key) {
    const FieldPlan& plan = s.plan.fields[i];
    const bool has_rows = plan.is_repeat() && !s.rows[plan.repeat_number].empty();
    if (s.plan.is_column(i)) continue;
    if (has_rows && (s.fields[i].relevant || !submission)) {
      entries.emplace_back(plan.name, collect_rows(s, plan, submission));
    } else if (is_stored(plan, s.fields[i], submission)) {
      entries.emplace_back(plan.name, s.fields[i].stored);
    }
  }
  return Value::map(Map::of(std::move(entries)));
}

// The field or cell at the path in hand while `look(field)` is called; false when there is none.
template <class Look>
bool look_at(SessionState& s, std::string_view path, Look look) {
  const Place place = find_place(s, path);
  const bool is_row =
      place.field != kNone && s.plan.fields[place.field].is_repeat() && place.row != kNone;
  if (place.field == kNone || is_row) return false;
  with_cell(s, place.field, place.row, [&] { look(place.field); });
  return true;
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
    const FieldIndex field = state->plan.find_field(key);
    if (!state->plan.is_outside_rows(field)) continue;
    const FieldPlan& plan = state->plan.fields[field];
    state->editable[field] = true;
    for (FieldIndex column = 0; column < plan.column_count; ++column)
      state->editable[plan.first_column + column] = true;
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
  const bool found = look_at(
      *state_, path, [&](FieldIndex field) { form::append_state_json(out, *state_, field); });
  if (!found) out += "null";
}

void Session::append_states_json(std::string& out) const {
  const std::size_t begin = out.size() + 1;
  out += '[';
  for_each_field(*state_, is_any, [&](FieldIndex field) {
    if (out.size() > begin) out += ',';
    form::append_state_json(out, *state_, field);
  });
  out += ']';
}

void Session::append_validation_json(std::string& out) {
  recheck(*state_);
  form::append_validation_json(out, *state_);
}

FieldState Session::state(std::string_view path) const {
  FieldState found;
  look_at(*state_, path, [&](FieldIndex field) { found = to_state(*state_, field); });
  return found;
}

std::vector<FieldState> Session::states() const {
  std::vector<FieldState> out;
  for_each_field(*state_, is_any,
                 [&](FieldIndex field) { out.push_back(to_state(*state_, field)); });
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

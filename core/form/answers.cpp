#include "core/form/form.h"
#include "core/form/plan.h"

namespace qudao::form {

namespace {

bool is_carried(const FieldPlan& field) {
  return field.carry_over && field.calculate < 0;
}

// Every row, without what is not carried over in it.
Value carried_rows(const Plan& plan, const FieldPlan& repeat, const Value& given) {
  if (!given.is_list()) return given;
  List rows;
  for (const Value& answers : given.as_list()) {
    Map row;
    for (FieldIndex i = 0; i < repeat.column_count; ++i) {
      const FieldPlan& column = plan.fields[repeat.first_column + i];
      const Value* answer = answers.find(column.key);
      if (is_carried(column) && answer != nullptr && !answer->is_null())
        row.set(column.key, *answer);
    }
    rows.push_back(Value::map(std::move(row)));
  }
  return Value::list(std::move(rows));
}

} // namespace

CarriedOver carry_over(const Definition& definition, const Value& last_record) {
  CarriedOver out;
  Map record;
  const Plan& plan = definition.plan();
  for (FieldIndex i = 0; i < plan.fields.size(); ++i) {
    const FieldPlan& field = plan.fields[i];
    if (plan.is_column(i) || !is_carried(field)) continue;
    const Value* answer = last_record.find(field.key);
    if (answer == nullptr || answer->is_null()) continue;
    record.set(field.key, field.is_repeat() ? carried_rows(plan, field, *answer) : *answer);
    out.fields.push_back(field.key);
  }
  out.record = Value::map(std::move(record));
  return out;
}

Result<Value, std::string> read_answer(std::string_view kind, const Value& typed,
                                       int zone_minutes) {
  const FieldKind* known = find_field_kind(kind);
  const bool needs_definition = known == nullptr || known->has(kPicked);
  if (needs_definition) return Unexpected{std::string("type")};
  if (typed.is_null()) return Value();
  Reading reading = known->read(typed, {zone_minutes, nullptr, nullptr});
  if (!reading.code.empty()) return Unexpected{std::string(reading.code)};
  return reading.stored;
}

} // namespace qudao::form

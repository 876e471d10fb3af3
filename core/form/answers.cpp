#include "core/form/form.h"
#include "core/form/plan.h"

namespace qudao::form {

CarriedOver carry_over(const Definition& definition, const Value& last_record) {
  CarriedOver out;
  Map record;
  for (const FieldPlan& field : definition.plan().fields) {
    if (!field.carry_over || field.calculate >= 0) continue;
    const Value* answer = last_record.find(field.key);
    if (answer == nullptr || answer->is_null()) continue;
    record.set(field.key, *answer);
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

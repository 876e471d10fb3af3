#include "tests/differential/answers.h"

#include <array>

#include "tests/differential/values.h"

namespace qudao::differential {
namespace {

using form::FieldPlan;

constexpr const char* kLocales[] = {"zh-CN", "en", "zh-TW", "en-GB", "tr", ""};
constexpr int kZones[] = {480, 480, 0, -300, 345, 840, -720, -210, 1};

Value random_code(Dice& dice, const FieldPlan& field) {
  if (field.choices == nullptr || field.choices->items().empty() || dice.chance(5))
    return Value::string("c" + std::to_string(dice.below(5)));
  return dice.pick(field.choices->items()).code;
}

Value random_codes(Dice& dice, const FieldPlan& field) {
  List codes;
  for (std::uint32_t left = dice.below(5); left > 0; --left)
    codes.push_back(random_code(dice, field));
  return Value::list(std::move(codes));
}

Value random_number(Dice& dice) {
  switch (dice.below(5)) {
  case 0:
    return Value::real(random_real(dice));
  case 1:
    return Value::string(random_number_text(dice));
  default:
    return Value::integer(random_integer(dice));
  }
}

Value random_moment(Dice& dice) {
  return Value::string(random_moment_text(dice));
}

Value random_attachment(Dice& dice) {
  Map out;
  if (dice.chance(90)) out.set("type", Value::string("c" + std::to_string(dice.below(5))));
  if (dice.chance(80)) out.set("id", Value::string(dice.chance(80) ? "a1" : random_text(dice)));
  if (dice.chance(30)) out.set("url", Value::string(random_format(dice)));
  if (dice.chance(50))
    out.set("size", Value::integer(dice.chance(80) ? dice.below(2'000) : random_integer(dice)));
  if (dice.chance(20)) out.set("name", Value::string(random_text(dice)));
  if (dice.chance(3)) out.set("strange", random_value(dice));
  return Value::map(std::move(out));
}

Value random_attachments(Dice& dice) {
  List out;
  for (std::uint32_t left = dice.below(4); left > 0; --left)
    out.push_back(random_attachment(dice));
  return Value::list(std::move(out));
}

Value sound_answer(Dice& dice, const FieldPlan& field) {
  const std::string_view kind = field.kind->name;
  if (kind == "integer" || kind == "decimal" || kind == "money") return random_number(dice);
  if (kind == "boolean") return Value::boolean(dice.chance(50));
  if (kind == "choice" || kind == "region") return random_code(dice, field);
  if (kind == "choices") return random_codes(dice, field);
  if (kind == "lookup") return Value::string(random_row_id(dice));
  if (kind == "date" || kind == "datetime") return random_moment(dice);
  if (kind == "attachments") return random_attachments(dice);
  if (kind == "text" || kind == "multiline") return Value::string(random_text(dice));
  return Value::string(random_format(dice));
}

Value random_repeat_row(Dice& dice, const form::Plan& plan, const FieldPlan& repeat) {
  if (dice.chance(3)) return random_value(dice);
  Map out;
  const std::uint32_t filled = dice.below(101);
  for (std::uint32_t i = 0; i < repeat.column_count; ++i) {
    const FieldPlan& column = plan.fields[repeat.first_column + i];
    if (dice.chance(filled)) out.set(column.key, random_answer(dice, column));
  }
  if (dice.chance(3)) out.set("no_such_column", random_value(dice));
  return Value::map(std::move(out));
}

Value random_repeat(Dice& dice, const form::Plan& plan, const FieldPlan& repeat) {
  if (dice.chance(5)) return random_value(dice);
  List rows;
  for (std::uint32_t left = dice.below(5); left > 0; --left)
    rows.push_back(random_repeat_row(dice, plan, repeat));
  return Value::list(std::move(rows));
}

struct Answered {
  std::string path;
  Value value;
};

// An answer to a field or a cell, a row more or less, all rows.
Answered random_change(Dice& dice, const form::Plan& plan) {
  const std::uint32_t index = dice.below(plan.fields.size());
  const FieldPlan& field = plan.fields[index];
  const std::string row = '/' + std::to_string(dice.below(4));
  if (plan.is_column(index)) {
    const std::string& repeat = plan.fields[plan.graph.repeat[index]].key;
    Value answer = random_answer(dice, field);
    return {repeat + row + '/' + field.key, std::move(answer)};
  }
  if (!field.is_repeat()) return {field.key, random_answer(dice, field)};
  switch (dice.below(8)) {
  case 0:
    return {field.key, random_repeat(dice, plan, field)};
  case 1:
    return {field.key, Value()};
  case 2:
    return {field.key + row, Value()};
  default:
    return {field.key + row, random_repeat_row(dice, plan, field)};
  }
}

Value random_record(Dice& dice, const form::Definition& definition) {
  Map out;
  const form::Plan& plan = definition.plan();
  const std::uint32_t filled = dice.below(101);
  for (std::uint32_t i = 0; i < plan.fields.size(); ++i) {
    const FieldPlan& field = plan.fields[i];
    if (plan.is_column(i) || !dice.chance(filled)) continue;
    out.set(field.key,
            field.is_repeat() ? random_repeat(dice, plan, field) : random_answer(dice, field));
  }
  if (dice.chance(10)) out.set("no_such_field", random_value(dice));
  return Value::map(std::move(out));
}

// The record of the pack, with some answers exchanged.
Value with_changes(Dice& dice, const form::Definition& definition, const Value& record) {
  Map out = record.as_map();
  for (std::uint32_t left = dice.below(6); left > 0; --left) {
    const FieldPlan& field = dice.pick(definition.plan().fields);
    out.set(field.key, random_answer(dice, field));
  }
  return Value::map(std::move(out));
}

Value random_rows(Dice& dice) {
  Map entities;
  for (const char* entity : {"e0", "e1"}) {
    Map rows;
    for (std::uint32_t left = dice.below(5); left > 0; --left) {
      const std::string id = random_row_id(dice);
      rows.set(id, random_row(dice));
    }
    entities.set(entity, Value::map(std::move(rows)));
  }
  return Value::map(std::move(entities));
}

Value random_context_value(Dice& dice, std::string_view type) {
  if (dice.chance(4)) return random_value(dice);
  if (type == "map") return random_row(dice);
  if (type == "string") return Value::string(dice.chance(50) ? "c1" : random_text(dice));
  if (type == "int") return Value::integer(random_integer(dice));
  if (type == "double") return Value::real(random_real(dice));
  if (type == "bool") return Value::boolean(dice.chance(50));
  if (type == "timestamp") return Value::timestamp({random_seconds(dice), 0});
  return random_value(dice);
}

Value random_context_values(Dice& dice, const form::Definition& definition) {
  Map out;
  if (const Value* declared = definition.document().find("context")) {
    for (const auto& [name, type] : declared->as_map()) {
      if (!dice.chance(80)) continue;
      out.set(name, random_context_value(dice, type.as_string()));
    }
  }
  if (dice.chance(10)) out.set("mode", Value::string("edit"));
  return Value::map(std::move(out));
}

Value random_answers(Dice& dice, const form::Definition& definition) {
  Map out;
  for (std::uint32_t left = 1 + dice.below(5); left > 0; --left) {
    Answered change = random_change(dice, definition.plan());
    out.set(change.path, std::move(change.value));
  }
  if (dice.chance(10)) out.set("no_such_field", random_value(dice));
  return Value::map(std::move(out));
}

} // namespace

Value random_answer(Dice& dice, const FieldPlan& field) {
  const std::uint32_t roll = dice.below(100);
  if (roll < 12) return {};
  if (roll < 20) return random_value(dice);
  return sound_answer(dice, field);
}

std::string random_row_id(Dice& dice) {
  if (dice.chance(3)) return std::string(random_text(dice));
  return "r" + std::to_string(dice.below(4));
}

Value random_row(Dice& dice) {
  Map out;
  if (dice.chance(90))
    out.set("n", dice.chance(90) ? Value::integer(dice.below(5)) : random_value(dice));
  if (dice.chance(50)) out.set("owner", Value::string(random_row_id(dice)));
  if (dice.chance(50)) out.set("name", Value::string(random_text(dice)));
  if (dice.chance(20)) out.set("state", Value::string(dice.chance(50) ? "pending" : "draft"));
  return Value::map(std::move(out));
}

Opening random_opening(Dice& dice, const form::Definition& definition, const Pack* pack) {
  Opening out;
  const bool real = pack != nullptr && dice.chance(80);
  out.record =
      real ? with_changes(dice, definition, pack->record) : random_record(dice, definition);
  out.context.now = {random_seconds(dice), dice.chance(20) ? 999'999'999 : 0};
  out.context.zone_minutes = dice.pick(kZones);
  out.context.locale = dice.pick(kLocales);
  out.context.values = real ? pack->values : random_context_values(dice, definition);
  out.context.lookups = real ? pack->lookups : random_rows(dice);
  out.context.lookups_complete = dice.chance(40);
  if (!dice.chance(15)) return out;
  out.mode = form::Mode::frozen;
  for (const form::FieldInfo& field : definition.fields())
    if (dice.chance(30)) out.editable.push_back(field.key);
  if (dice.chance(10)) out.editable.emplace_back("no_such_field");
  return out;
}

Edit random_edit(Dice& dice, const form::Definition& definition) {
  Edit out;
  const std::uint32_t roll = dice.below(100);
  if (roll < 4) {
    out.kind = Edit::Kind::validate;
  } else if (roll < 11) {
    out.kind = Edit::Kind::provide;
    const FieldPlan& field = dice.pick(definition.plan().fields);
    out.path = !field.lookup_entity.empty() ? field.lookup_entity : dice.chance(50) ? "e0" : "e1";
    out.id = random_row_id(dice);
    out.value = dice.chance(95) ? random_row(dice) : random_value(dice);
  } else if (roll < 23) {
    out.kind = Edit::Kind::set_many;
    out.value = dice.chance(97) ? random_answers(dice, definition) : random_value(dice);
  } else if (roll < 25) {
    out.path = random_text(dice);
    out.value = random_value(dice);
  } else {
    Answered change = random_change(dice, definition.plan());
    out.path = std::move(change.path);
    out.value = std::move(change.value);
  }
  return out;
}

} // namespace qudao::differential

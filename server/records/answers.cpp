#include "server/records/answers.h"

namespace qudao::records {

namespace {

Value with_cells_replaced(const form::Definition& definition, const form::FieldInfo& repeat,
                          const Value& rows, const AnswerChange& change) {
  List out;
  for (const Value& row : rows.as_list()) {
    if (!row.is_map()) {
      out.push_back(row);
      continue;
    }
    const std::string place = repeat.key + '/' + std::to_string(out.size()) + '/';
    Map cells = row.as_map();
    for (const auto& [key, answer] : row.as_map()) {
      const form::FieldInfo* column = definition.field(key.as_string());
      if (column == nullptr || column->repeat != repeat.key) {
        continue;
      }
      if (auto changed = change(*column, place + column->key, answer)) {
        cells.set(column->key, std::move(*changed));
      }
    }
    out.push_back(Value::map(std::move(cells)));
  }
  return Value::list(std::move(out));
}

} // namespace

Value replace_answers(const form::Definition& definition, const Value& data,
                      const AnswerChange& change) {
  Map out = data.as_map();
  for (const form::FieldInfo& field : definition.fields()) {
    const Value* answer = field.repeat.empty() ? data.find(field.key) : nullptr;
    if (answer == nullptr) {
      continue;
    }
    if (field.kind != "repeat") {
      if (auto changed = change(field, field.key, *answer)) {
        out.set(field.key, std::move(*changed));
      }
    } else if (answer->is_list()) {
      out.set(field.key, with_cells_replaced(definition, field, *answer, change));
    }
  }
  return Value::map(std::move(out));
}

void each_answer(const form::Definition& definition, const Value& data, const AnswerUse& use) {
  replace_answers(definition, data,
                  [&](const form::FieldInfo& field, const std::string& path, const Value& answer) {
                    use(field, path, answer);
                    return std::optional<Value>();
                  });
}

} // namespace qudao::records

#include "server/records/locked_cells.h"

#include <algorithm>

namespace qudao::records {

namespace {

// The values of one column in the record; each can be used once.
List values_of(const Value* rows, const std::string& column) {
  List values;
  if (rows == nullptr || !rows->is_list()) {
    return values;
  }
  for (const Value& row : rows->as_list()) {
    const Value* value = row.find(column);
    values.push_back(value == nullptr ? Value::null() : *value);
  }
  return values;
}

bool take(List& values, const Value& wanted) {
  const auto at = std::find(values.begin(), values.end(), wanted);
  if (at == values.end()) {
    return false;
  }
  values.erase(at);
  return true;
}

Value without_new_values(const form::FieldInfo& column, const Value& rows, List known,
                         std::vector<WithheldCell>& withheld) {
  List out;
  for (const Value& row : rows.as_list()) {
    const Value* cell = row.find(column.key);
    if (cell == nullptr || take(known, *cell)) {
      out.push_back(row);
      continue;
    }
    const std::string place = column.repeat + '/' + std::to_string(out.size()) + '/' + column.key;
    withheld.push_back({place, *cell});
    Map rest = row.as_map();
    rest.erase(column.key);
    out.push_back(Value::map(std::move(rest)));
  }
  return Value::list(std::move(out));
}

} // namespace

Withheld withhold_cells(const form::Definition& definition, const Value& stored,
                        const Value& typed) {
  Withheld out{typed, {}};
  for (const form::FieldInfo& column : definition.fields()) {
    const bool may_be_locked = !column.repeat.empty() && column.may_lock;
    const Value* rows = may_be_locked ? out.answers.find(column.repeat) : nullptr;
    if (rows == nullptr || !rows->is_list()) {
      continue;
    }
    Map answers = out.answers.as_map();
    answers.set(column.repeat,
                without_new_values(column, *rows, values_of(stored.find(column.repeat), column.key),
                                   out.cells));
    out.answers = Value::map(std::move(answers));
  }
  return out;
}

void answer_withheld(form::Session& session, const std::vector<WithheldCell>& cells,
                     std::vector<Violation>& refused) {
  for (const WithheldCell& cell : cells) {
    const form::FieldState state = session.state(cell.path);
    if (!state.readonly) {
      session.set(cell.path, cell.answer);
    } else if (state.value != cell.answer) {
      refused.push_back({"readonly", cell.path, {}, {}, {}});
    }
  }
}

} // namespace qudao::records

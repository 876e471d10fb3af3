// The part of the oracle that knows of rows.
#include <algorithm>

#include "tests/differential/expressions.h"
#include "tests/differential/oracle.h"

namespace qudao::differential {

using form::kNone;
using form::nothing_of;

namespace {

// "lines/2/amount" → lines, 2, amount
std::vector<std::string> steps_of(std::string_view path) {
  std::vector<std::string> steps(1);
  for (const char c : path) {
    if (c == '/') {
      steps.emplace_back();
    } else {
      steps.back() += c;
    }
  }
  return steps;
}

bool is_number(const std::string& text) {
  const bool digits =
      !text.empty() && text.size() < 9 &&
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && std::to_string(std::stoul(text)) == text;
}

} // namespace

bool Oracle::in_same_rows(FieldIndex a, FieldIndex b) const {
  return plan_.graph.repeat[a] != kNone && plan_.graph.repeat[a] == plan_.graph.repeat[b];
}

std::size_t Oracle::row_count(FieldIndex repeat) const {
  return facts_[plan_.fields[repeat].first_column].size();
}

void Oracle::stand(FieldIndex field, std::size_t row) const {
  row_ = row;
  const FieldIndex repeat = plan_.graph.repeat[field];
  if (repeat == kNone) return;
  const FieldPlan& plan = plan_.fields[repeat];
  for (FieldIndex i = plan.first_column; i < plan.first_column + plan.column_count; ++i) {
    seen_.variables[i] = seen_.cells[i][row];
    const std::uint32_t record = plan_.fields[i].record_slot;
    if (record != kNone) seen_.variables[record] = seen_.records[i][row];
  }
}

// What rules outside of rows see of them.
void Oracle::publish_lists() {
  for (FieldIndex repeat = 0; repeat < facts_.size(); ++repeat) {
    const FieldPlan& plan = plan_.fields[repeat];
    if (!plan.is_repeat()) continue;
    List rows;
    for (std::size_t row = 0; row < row_count(repeat); ++row) {
      Map answers;
      for (FieldIndex i = plan.first_column; i < plan.first_column + plan.column_count; ++i)
        answers.set(plan_.fields[i].row_name, seen_.cells[i][row]);
      rows.push_back(Value::map(std::move(answers)));
    }
    const bool relevant = shown(repeat).relevant;
    seen_.variables[repeat] = Value::list(relevant ? std::move(rows) : List());
    for (FieldIndex i = plan.first_column; i < plan.first_column + plan.column_count; ++i) {
      List answers;
      for (const Value& seen : seen_.cells[i])
        if (!form::is_empty(seen)) answers.push_back(seen);
      seen_.variables[plan_.fields[i].list_slot] = Value::list(std::move(answers));
    }
  }
}

void Oracle::answer(std::string_view path, const Value& typed, Seen& before) {
  const std::vector<std::string> steps = steps_of(path);
  const FieldIndex field = plan_.find_field(steps[0]);
  if (field == kNone || plan_.is_column(field)) return;
  if (!plan_.fields[field].is_repeat()) {
    if (steps.size() == 1) answer(field, typed);
    return;
  }
  if (steps.size() == 1) return answer_rows(field, 0, true, typed, before);
  if (!is_number(steps[1]) || steps.size() > 3) return;
  const std::size_t row = std::stoul(steps[1]);
  if (steps.size() == 2) return answer_rows(field, row, false, typed, before);
  const FieldIndex column = plan_.find_field(steps[2]);
  if (row >= row_count(field) || column == kNone || plan_.graph.repeat[column] != field) return;
  stand(column, row);
  answer(column, typed);
}

void Oracle::answer_rows(FieldIndex repeat, std::size_t row, bool all, const Value& typed,
                         Seen& before) {
  if (shown(repeat).readonly) return;
  if (all) return set_rows(repeat, typed, before);
  const std::size_t count = row_count(repeat);
  const auto most = static_cast<std::size_t>(form::most_rows(plan_.fields[repeat].column_count));
  if (row > count || row >= most) return;
  if (typed.is_null() && row < count) return remove_row(repeat, row, before);
  if (!typed.is_map()) return;
  if (row < count) remove_row(repeat, row, before);
  fact(repeat).answer = {};
  add_row(repeat, row, before);
  fill_row(repeat, row, typed);
}

void Oracle::set_rows(FieldIndex repeat, const Value& given, Seen& before) {
  while (row_count(repeat) > 0)
    remove_row(repeat, 0, before);
  const auto most = static_cast<std::size_t>(form::most_rows(plan_.fields[repeat].column_count));
  fact(repeat).answer = {};
  if (given.is_null()) return;
  const bool rows = given.is_list() && std::all_of(given.as_list().begin(), given.as_list().end(),
                                                   [](const Value& row) { return row.is_map(); });
  if (!rows) {
    fact(repeat).answer = {given, {}, "type"};
  } else if (given.as_list().size() > most) {
    fact(repeat).answer = {given, {}, "rows.too_many"};
  } else {
    for (const Value& row : given.as_list()) {
      add_row(repeat, row_count(repeat), before);
      fill_row(repeat, row_count(repeat) - 1, row);
    }
  }
}

void Oracle::add_row(FieldIndex repeat, std::size_t at, Seen& before) {
  const FieldPlan& plan = plan_.fields[repeat];
  const auto place = static_cast<std::ptrdiff_t>(at);
  for (FieldIndex i = plan.first_column; i < plan.first_column + plan.column_count; ++i) {
    facts_[i].insert(facts_[i].begin() + place, Fact());
    shown_[i].insert(shown_[i].begin() + place, Consequence());
    for (Seen* seen : {&seen_, &before}) {
      seen->cells[i].insert(seen->cells[i].begin() + place, nothing_of(*plan_.fields[i].kind));
      seen->records[i].insert(seen->records[i].begin() + place, Value());
    }
  }
}

void Oracle::remove_row(FieldIndex repeat, std::size_t at, Seen& before) {
  const FieldPlan& plan = plan_.fields[repeat];
  const auto place = static_cast<std::ptrdiff_t>(at);
  for (FieldIndex i = plan.first_column; i < plan.first_column + plan.column_count; ++i) {
    facts_[i].erase(facts_[i].begin() + place);
    shown_[i].erase(shown_[i].begin() + place);
    for (Seen* seen : {&seen_, &before}) {
      if (at >= seen->cells[i].size()) continue;
      seen->cells[i].erase(seen->cells[i].begin() + place);
      seen->records[i].erase(seen->records[i].begin() + place);
    }
  }
}

void Oracle::fill_row(FieldIndex repeat, std::size_t row, const Value& answers) {
  const FieldPlan& plan = plan_.fields[repeat];
  for (FieldIndex i = plan.first_column; i < plan.first_column + plan.column_count; ++i) {
    const Value* answer = answers.find(plan_.fields[i].key);
    if (answer == nullptr) continue;
    facts_[i][row].answer = read(i, *answer);
    facts_[i][row].touched = true;
    facts_[i][row].just_set = true;
  }
}

std::string Oracle::row_difference(const form::SessionState& state) const {
  for (FieldIndex i = 0; i < facts_.size(); ++i) {
    const FieldPlan& plan = plan_.fields[i];
    if (!plan.is_repeat()) continue;
    const std::size_t rows = state.rows[plan.repeat_number].size();
    if (rows != row_count(i)) {
      return words({plan.key, ": ", std::to_string(rows), " rows, the oracle says ",
                    std::to_string(row_count(i))});
    }
  }
  return {};
}

} // namespace qudao::differential

#include "core/form/repeats.h"

#include <charconv>
#include <utility>

namespace qudao::form {
namespace {

std::vector<RowMemory>& rows_of(SessionState& s, FieldIndex repeat) {
  return s.rows[s.plan.fields[repeat].repeat_number];
}

RowMemory empty_row(const SessionState& s, FieldIndex repeat) {
  const FieldPlan& plan = s.plan.fields[repeat];
  RowMemory row;
  row.cells.resize(plan.column_count);
  row.records.resize(plan.column_count);
  for (FieldIndex column = 0; column < plan.column_count; ++column) {
    row.cells[column].settle_due = true;
    row.cells[column].opened_with = s.fields[plan.first_column + column].opened_with;
    row.seen.push_back(nothing_of(*s.plan.fields[plan.first_column + column].kind));
  }
  return row;
}

// Every column is put together anew, and the cells from `first` on stand in another place than before.
void settle_rows(SessionState& s, FieldIndex repeat, std::uint32_t first) {
  const FieldPlan& plan = s.plan.fields[repeat];
  std::vector<RowMemory>& rows = rows_of(s, repeat);
  for (FieldIndex column = 0; column < plan.column_count; ++column) {
    s.to_settle.add(s.rank(plan.first_column + column));
    s.changed.add(s.rank(plan.first_column + column));
    for (std::uint32_t row = first; row < rows.size(); ++row) {
      rows[row].cells[column].changed_at = s.change;
      rows[row].cells[column].findings_json.clear();
    }
  }
  s.to_settle.add(s.rank(repeat));
  s.note_change(repeat);
}

void forget_row(SessionState& s, FieldIndex repeat, RowMemory& row) {
  const FieldPlan& plan = s.plan.fields[repeat];
  for (FieldIndex column = 0; column < plan.column_count; ++column)
    uncount(s, plan.first_column + column, row.cells[column]);
}

// The answers of a row that is there already; what the form has no column for is not taken.
void fill_row(SessionState& s, FieldIndex repeat, std::uint32_t row, const Value& answers) {
  const FieldPlan& plan = s.plan.fields[repeat];
  for (FieldIndex column = 0; column < plan.column_count; ++column) {
    const FieldIndex field = plan.first_column + column;
    const Value* answer = answers.find(s.plan.fields[field].key);
    if (answer == nullptr) continue;
    const CellInHand hand(s, field, row);
    take_answer(s, field, *answer);
    s.fields[field].touched = true;
    s.fields[field].set_at = s.change;
  }
}

// Empty when they can be rows, else the code of what is wrong.
std::string_view fault_of(const SessionState& s, FieldIndex repeat, const Value& given) {
  if (given.is_null()) return {};
  if (!given.is_list()) return "type";
  for (const Value& row : given.as_list())
    if (!row.is_map()) return "type";
  const auto most = static_cast<std::size_t>(most_rows(s.plan.fields[repeat].column_count));
  return given.as_list().size() > most ? "rows.too_many" : std::string_view();
}

// Reads a number without sign or leading zeros; kNone for anything else.
std::uint32_t read_number(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && (text.size() == 1 || text[0] != '0') ? number : kNone;
}

bool in_same_rows(const SessionState& s, FieldIndex field) {
  return s.column_in_hand != kNone && s.plan.graph.repeat[field] != kNone &&
         s.plan.graph.repeat[field] == s.plan.graph.repeat[s.column_in_hand];
}

bool is_meant(const SessionState& s, FieldIndex field, FieldIndex reader, Readers which) {
  if (which == Readers::of_field) return true;
  const FieldIndex repeat = s.plan.graph.repeat[reader];
  const bool same = repeat != kNone && repeat == s.plan.graph.repeat[field];
  return same == (which == Readers::in_row);
}

// The flag of the cells that are meant: the one beside the cell in hand, or all.
void mark_cells(SessionState& s, FieldIndex column, bool FieldMemory::*due, bool only_in_hand) {
  const FieldIndex position = column - s.plan.fields[s.plan.graph.repeat[column]].first_column;
  std::vector<RowMemory>& rows = s.rows[s.plan.fields[column].repeat_number];
  if (only_in_hand && column == s.column_in_hand) {
    s.fields[column].*due = true;
  } else if (only_in_hand) {
    rows[s.row_in_hand].cells[position].*due = true;
  } else {
    for (RowMemory& row : rows)
      row.cells[position].*due = true;
  }
}

} // namespace

CellInHand::CellInHand(SessionState& s, FieldIndex column, std::uint32_t row)
    : s_(s), column_(column), row_(row) {
  s.column_in_hand = column;
  s.row_in_hand = row;
  swap();
}

CellInHand::~CellInHand() {
  swap();
  s_.column_in_hand = kNone;
  s_.row_in_hand = kNone;
}

void CellInHand::swap() {
  const FieldPlan& repeat = s_.plan.fields[s_.plan.graph.repeat[column_]];
  RowMemory& row = rows_of(s_, s_.plan.graph.repeat[column_])[row_];
  std::swap(s_.fields[column_], row.cells[column_ - repeat.first_column]);
  for (FieldIndex column = 0; column < repeat.column_count; ++column) {
    const FieldIndex field = repeat.first_column + column;
    std::swap(s_.variables[field], row.seen[column]);
    const std::uint32_t record = s_.plan.fields[field].record_slot;
    if (record != kNone) std::swap(s_.variables[record], row.records[column]);
  }
}

bool is_any(const SessionState&, const FieldMemory&) {
  return true;
}

bool is_wrong(const SessionState&, const FieldMemory& cell) {
  return !cell.findings.empty();
}

void walk_fields(SessionState& s, Wanted wanted, Look look) {
  for (FieldIndex field = 0; field < s.fields.size(); ++field) {
    if (s.plan.is_column(field)) continue;
    look(field);
    const FieldPlan& plan = s.plan.fields[field];
    if (!plan.is_repeat()) continue;
    const std::vector<RowMemory>& rows = s.rows[plan.repeat_number];
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      for (FieldIndex column = 0; column < plan.column_count; ++column) {
        if (!wanted(s, rows[row].cells[column])) continue;
        const CellInHand hand(s, plan.first_column + column, row);
        look(plan.first_column + column);
      }
    }
  }
}

void walk_cells(SessionState& s, FieldIndex field, Wanted wanted, Look look) {
  if (!s.plan.is_column(field)) return look(field);
  const FieldPlan& plan = s.plan.fields[field];
  const FieldIndex column = field - s.plan.fields[s.plan.graph.repeat[field]].first_column;
  std::vector<RowMemory>& rows = s.rows[plan.repeat_number];
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    if (!wanted(s, rows[row].cells[column])) continue;
    const CellInHand hand(s, field, row);
    look(field);
  }
}

bool has_changed(const SessionState& s, const FieldMemory& cell) {
  return cell.changed_at == s.change;
}

Place find_place(const SessionState& s, std::string_view path) {
  const std::size_t first = path.find('/');
  const FieldIndex field = s.plan.find_field(path.substr(0, first));
  if (field == kNone || s.plan.is_column(field)) return {};
  if (first == std::string_view::npos) return {field, kNone};
  const FieldPlan& repeat = s.plan.fields[field];
  if (!repeat.is_repeat()) return {};
  const std::string_view rest = path.substr(first + 1);
  const std::size_t second = rest.find('/');
  const std::uint32_t row = read_number(rest.substr(0, second));
  const std::size_t count = s.rows[repeat.repeat_number].size();
  if (second == std::string_view::npos) return row <= count ? Place{field, row} : Place{};
  const FieldIndex column = s.plan.find_field(rest.substr(second + 1));
  if (row >= count || column == kNone || s.plan.graph.repeat[column] != field) return {};
  return {column, row};
}

std::string path_of(const SessionState& s, FieldIndex field) {
  const std::string& key = s.plan.fields[field].key;
  if (!in_same_rows(s, field)) return key;
  std::string path = s.plan.fields[s.plan.graph.repeat[field]].key;
  return path.append("/").append(std::to_string(s.row_in_hand)).append("/").append(key);
}

std::uint32_t row_of(const SessionState& s, FieldIndex field) {
  return in_same_rows(s, field) ? s.row_in_hand : kNone;
}

const FieldMemory& memory_beside(const SessionState& s, FieldIndex field) {
  if (field == s.column_in_hand || !in_same_rows(s, field)) return s.fields[field];
  const FieldPlan& repeat = s.plan.fields[s.plan.graph.repeat[field]];
  return s.rows[repeat.repeat_number][s.row_in_hand].cells[field - repeat.first_column];
}

void mark_readers(SessionState& s, FieldIndex field, Readers which) {
  const bool in_row = which == Readers::in_row;
  for (const FieldIndex reader : s.plan.graph.value_readers[field]) {
    if (!is_meant(s, field, reader, which)) continue;
    s.to_settle.add(s.rank(reader));
    if (s.plan.graph.repeat[reader] != kNone)
      mark_cells(s, reader, &FieldMemory::settle_due, in_row);
  }
  for (const FieldIndex reader : s.plan.graph.check_readers[field]) {
    if (!is_meant(s, field, reader, which)) continue;
    s.to_check.add(s.rank(reader));
    if (s.plan.graph.repeat[reader] != kNone)
      mark_cells(s, reader, &FieldMemory::check_due, in_row);
  }
}

void mark_cells_to_settle(SessionState& s, FieldIndex column) {
  mark_cells(s, column, &FieldMemory::settle_due, false);
  s.to_settle.add(s.rank(column));
}

void check_columns(SessionState& s, FieldIndex repeat) {
  const FieldPlan& plan = s.plan.fields[repeat];
  for (FieldIndex column = 0; column < plan.column_count; ++column) {
    mark_cells(s, plan.first_column + column, &FieldMemory::check_due, false);
    s.to_check.add(s.rank(plan.first_column + column));
  }
}

void publish_column(SessionState& s, FieldIndex column) {
  const FieldPlan& plan = s.plan.fields[column];
  const FieldIndex repeat = s.plan.graph.repeat[column];
  const FieldPlan& rows = s.plan.fields[repeat];
  // The rows are told of once, when all of their cells are settled.
  if (rows.rows_read && column != rows.last_column) s.to_settle.add(s.rank(rows.last_column));
  if (rows.rows_read && column == rows.last_column) publish_rows(s, repeat);
  if (!plan.list_read) return;
  List answers;
  for (const RowMemory& row : rows_of(s, repeat)) {
    const Value& seen = row.seen[column - rows.first_column];
    if (!is_empty(seen)) answers.push_back(seen);
  }
  const Value list = Value::list(std::move(answers));
  if (s.variables[plan.list_slot] == list) return;
  s.variables[plan.list_slot] = list;
  s.fields[column].published_at = s.change;
  mark_readers(s, column, Readers::outside);
}

void publish_rows(SessionState& s, FieldIndex repeat) {
  const FieldPlan& plan = s.plan.fields[repeat];
  FieldMemory& memory = s.fields[repeat];
  List list;
  for (const RowMemory& row : rows_of(s, repeat)) {
    std::vector<Entry> answers;
    for (FieldIndex column = 0; plan.rows_read && column < plan.column_count; ++column)
      answers.emplace_back(s.plan.fields[plan.first_column + column].row_name, row.seen[column]);
    list.push_back(plan.rows_read ? Value::map(Map::of(std::move(answers))) : Value());
  }
  memory.seen = Value::list(std::move(list));
  publish(s, repeat);
}

void replace_rows(SessionState& s, FieldIndex repeat, const Value& given) {
  FieldMemory& memory = s.fields[repeat];
  std::vector<RowMemory>& rows = rows_of(s, repeat);
  for (RowMemory& row : rows)
    forget_row(s, repeat, row);
  rows.clear();
  memory.fault = fault_of(s, repeat, given);
  memory.stored = memory.fault.empty() ? Value() : given;
  if (memory.fault.empty() && given.is_list()) {
    for (const Value& answers : given.as_list()) {
      rows.push_back(empty_row(s, repeat));
      fill_row(s, repeat, static_cast<std::uint32_t>(rows.size() - 1), answers);
    }
  }
  settle_rows(s, repeat, 0);
}

void open_rows(SessionState& s, FieldIndex repeat, const Value& given) {
  replace_rows(s, repeat, given);
  // Rows move: what any of them was opened with stays valid in all of the column.
  const FieldPlan& plan = s.plan.fields[repeat];
  for (FieldIndex column = 0; column < plan.column_count; ++column) {
    List codes;
    for (const RowMemory& row : rows_of(s, repeat)) {
      const Value& seen = row.cells[column].seen;
      if (seen.is_list()) codes.insert(codes.end(), seen.as_list().begin(), seen.as_list().end());
      if (seen.is_string()) codes.push_back(seen);
    }
    const Value opened_with = Value::list(std::move(codes));
    s.fields[plan.first_column + column].opened_with = opened_with;
    for (RowMemory& row : rows_of(s, repeat))
      row.cells[column].opened_with = opened_with;
  }
}

void replace_row(SessionState& s, FieldIndex repeat, std::uint32_t row, const Value& given) {
  std::vector<RowMemory>& rows = rows_of(s, repeat);
  const bool is_there = row < rows.size();
  if (is_there) forget_row(s, repeat, rows[row]);
  if (given.is_null()) {
    if (is_there) rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(row));
  } else {
    if (is_there) {
      rows[row] = empty_row(s, repeat);
    } else {
      rows.push_back(empty_row(s, repeat));
    }
    fill_row(s, repeat, row, given);
    s.fields[repeat].fault = {}; // what stood there instead of rows is answered anew
    s.fields[repeat].stored = {};
  }
  settle_rows(s, repeat, row);
}

} // namespace qudao::form

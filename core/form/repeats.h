// Rows: a repeat is a field whose answer is a list of rows, each with a cell for every column. Here is
// where the cells lie, how one of them is looked at and how their changes spread.
//
// A column has one place in the graph for all of its rows. When its turn comes, every cell that is
// due is taken in hand: its memory is put where a field's memory is and the row's answers into the
// columns' slots, so that the steps of a session work on a cell as on any field. A changed cell makes
// its readers in the same row due; the columns' readers outside look again when the column as a whole
// is done, for they see the answers of all rows as a list.
//
// Cost: taking a cell in hand O(columns), without allocation. A list that a rule reads is put together
// again after each change of its column: O(rows). Thread safety: as the session.
#pragma once

#include <string>
#include <string_view>

#include "core/form/session_state.h"

namespace qudao::form {

class CellInHand {
 public:
  CellInHand(SessionState& s, FieldIndex column, std::uint32_t row);
  ~CellInHand();
  CellInHand(const CellInHand&) = delete;
  CellInHand& operator=(const CellInHand&) = delete;

 private:
  void swap();

  SessionState& s_;
  FieldIndex column_;
  std::uint32_t row_;
};

// "lines", "lines/2", "lines/2/amount".
struct Place {
  FieldIndex field = kNone; // the repeat, of a row; kNone: there is no such place
  std::uint32_t row = kNone;
};
Place find_place(const SessionState& s,
                 std::string_view path); // a row may be the one behind the last
// Of a field, or of the cell in hand.
std::string path_of(const SessionState& s, FieldIndex field);
std::uint32_t row_of(const SessionState& s, FieldIndex field); // kNone outside of rows
// What is remembered of `field` where the field or cell in hand stands.
const FieldMemory& memory_beside(const SessionState& s, FieldIndex field);

// A reference to something callable, which must outlive it: a walk over cells is compiled once, not for
// each use, and std::function is too much wasm.
template <class... Arguments>
class Call {
 public:
  template <class Callable>
  Call(Callable& callable)
      : object_(&callable), call_([](void* object, Arguments... arguments) {
          return (*static_cast<Callable*>(object))(arguments...);
        }) {}
  void operator()(Arguments... arguments) const { call_(object_, arguments...); }

 private:
  void* object_;
  void (*call_)(void*, Arguments...);
};
using Look = Call<FieldIndex>;

using Wanted = bool (*)(const SessionState& s, const FieldMemory& cell);

// Calls `look(field)` for every field in display order, rows behind their repeat: for those of the cells that are
// `wanted`, each in hand.
void walk_fields(SessionState& s, Wanted wanted, Look look);
template <class Callable>
void for_each_field(SessionState& s, Wanted wanted, Callable callable) {
  walk_fields(s, wanted, callable);
}
bool is_any(const SessionState& s, const FieldMemory& cell);
bool is_wrong(const SessionState& s, const FieldMemory& cell); // has a violation

// Calls `look(field)` for the field, or for those of its cells that are `wanted`, each in hand.
void walk_cells(SessionState& s, FieldIndex field, Wanted wanted, Look look);
template <class Callable>
void for_each_cell(SessionState& s, FieldIndex field, Wanted wanted, Callable callable) {
  walk_cells(s, field, wanted, callable);
}
bool has_changed(const SessionState& s, const FieldMemory& cell); // in the change worked on

// Calls `look()` with the cell in hand; row kNone: `field` is no cell.
template <class Look>
void with_cell(SessionState& s, FieldIndex field, std::uint32_t row, Look look) {
  if (row == kNone) return look();
  const CellInHand hand(s, field, row);
  look();
}

// Whoever reads the field, the cell in hand, or the column as a whole, looks again.
enum class Readers : std::uint8_t { of_field, in_row, outside };
void mark_readers(SessionState& s, FieldIndex field, Readers which);
void mark_cells_to_settle(SessionState& s, FieldIndex column); // all of them
void check_columns(SessionState& s, FieldIndex repeat);        // all cells, in the check phase

// What rules outside see of a column, or of the rows; told to their readers when it changed.
void publish_column(SessionState& s, FieldIndex column);
void publish_rows(SessionState& s, FieldIndex repeat);

// Rows as a record has them. `given` that is no list of maps, or has too many, is kept as typed.
void open_rows(SessionState& s, FieldIndex repeat, const Value& given);
// The same for a change: all rows, one row (a map; null removes it). The cells that moved count as changed.
void replace_rows(SessionState& s, FieldIndex repeat, const Value& given);
void replace_row(SessionState& s, FieldIndex repeat, std::uint32_t row, const Value& given);

} // namespace qudao::form

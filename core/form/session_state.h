// What a session remembers of each field, and the steps that keep it true.
//
// Two phases per change. The value phase settles, by rank, what rules can see: relevance, choices,
// calculated and default values, clearing. The check phase then settles what nobody reads:
// required, readonly, violations.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/form.h"
#include "core/form/plan.h"
#include "core/form/work_list.h"

namespace qudao::form {

// A violation before it has words: comparable, and without allocation for all but rules with
// parameters.
struct Finding {
  std::string_view code;
  std::int32_t detail =
      -1; // constraint: index of the rule; rule.error: of the expression; attachment.…: of the file
  std::string_view error; // of rule.error
  Value inputs;           // list: values of the fields the message of a rule names
  Value message;          // string: what messageExpression answered

  friend bool operator==(const Finding& a, const Finding& b) {
    // Nearly always the same literal.
    const bool same_code = a.code.data() == b.code.data() && a.code.size() == b.code.size();
    return (same_code || a.code == b.code) && a.detail == b.detail && a.error == b.error &&
           a.inputs == b.inputs && a.message == b.message;
  }
};

struct FieldMemory {
  Value stored;           // canonical, or as typed when `fault` is set
  Value seen;             // what rules would see were it relevant
  std::string_view fault; // violation of the kind
  // The answer of the record; of a cell: the codes of all cells of its column. A choice in it that is
  // retired or outside of its period stays valid.
  Value opened_with;
  bool touched = false; // answered or emptied by somebody; a default no longer applies
  bool relevant = true;
  bool required = false;
  bool readonly = false;
  bool choices_failed = false; // a rule of the choices could not be evaluated
  bool settle_due = false;     // of cells: their column is on the work list, are they meant?
  bool check_due = false;
  std::uint32_t changed_at = 0;   // the change in which any part of the state last did
  std::uint32_t published_at = 0; // in which what rules see did
  std::uint32_t set_at = 0;       // in which a person set it
  std::vector<FieldIndex> waits_for;
  std::vector<Value> offered;        // codes, when choices are dynamic
  std::vector<Finding> value_errors; // rule.error of the value phase
  std::vector<Finding> findings;     // all, value_errors first
  Progress share;                    // of the totals
  // The findings as JSON, written when first asked for; empty after any change of the field.
  mutable std::string findings_json;
};

struct ClearedNote {
  FieldIndex field = 0;
  std::uint32_t row = kNone; // of a cell
  Value value;
  std::vector<FieldIndex> because;
};

// One row of a repeat. What rules see of its cells lies here while the row is not in hand (repeats.h).
struct RowMemory {
  std::vector<FieldMemory> cells; // by column
  std::vector<Value> seen;
  std::vector<Value> records; // of columns that are look-ups
};

using LookupRows = std::map<std::string, std::map<std::string, Value, std::less<>>, std::less<>>;

struct SessionState {
  SessionState(std::shared_ptr<const Definition> shared, Context given, Mode wanted);

  std::shared_ptr<const Definition> definition;
  const Plan& plan;
  Context context;
  Mode mode;
  std::vector<bool> editable; // counts in frozen mode
  LookupRows lookup_rows;     // known rows of look-ups
  std::vector<Value> variables;
  std::vector<FieldMemory> fields;          // of columns: of the cell in hand
  std::vector<std::vector<RowMemory>> rows; // of each repeat
  FieldIndex column_in_hand = kNone;        // whose cell is looked at
  std::uint32_t row_in_hand = kNone;
  std::vector<Progress> sections;
  Progress total;

  // Of the change being worked on.
  std::uint32_t change = 1;
  bool clearing = false; // answers that are no longer available are removed
  WorkList to_settle;
  WorkList to_check;
  WorkList changed;   // any part of the state; of columns: of some cell
  WorkList recounted; // sections whose progress changed
  std::vector<ClearedNote> cleared;
  std::vector<Violation> refused;
  std::vector<Finding> scratch;
  std::vector<Value> offered_scratch;

  std::uint32_t rank(FieldIndex field) const { return plan.graph.rank[field]; }
  bool may_edit(FieldIndex field) const { return mode == Mode::edit || editable[field]; }
  bool is_calculated(FieldIndex field) const;
  void note_change(FieldIndex field) {
    changed.add(rank(field));
    fields[field].changed_at = change;
  }
  bool has_changed(FieldIndex field) const { return fields[field].changed_at == change; }
};

// propagation.cpp
void open_fields(SessionState& s, const Value& record);
void take_answer(SessionState& s, FieldIndex field,
                 const Value& typed);            // reads it, publishes nothing
void publish(SessionState& s, FieldIndex field); // what rules see, and who has to look again
void run(SessionState& s);                       // both phases, until nothing is left to do
void begin_change(SessionState& s);
// What rules see is kept true by every change; what is wrong with it is worked out again for all fields.
void recheck(SessionState& s);

const Value& nothing_of(const FieldKind& kind); // what rules see of no answer
void show(SessionState& s, FieldIndex field, std::uint32_t slot,
          const Value& value); // and tells readers

// choices.cpp
void offer_choices(SessionState& s, FieldIndex field);
void clear_unavailable(SessionState& s, FieldIndex field);
void find_choice_faults(SessionState& s, FieldIndex field, std::vector<Finding>& out);
const Value* known_row(const SessionState& s, FieldIndex field, std::string_view id);

// checks.cpp
void check_field(SessionState& s, FieldIndex field);
void uncount(SessionState& s, FieldIndex field, FieldMemory& memory); // it goes away

// rules.cpp
// Evaluates to true or false; on an error notes rule.error and answers `on_error`.
bool holds(const SessionState& s, ExpressionIndex expression, bool on_error,
           std::vector<Finding>& errors);
// The value, or null with rule.error noted. A null operand is no error here: there is no value yet.
Value compute(const SessionState& s, ExpressionIndex expression, std::vector<Finding>& errors);
bool is_empty(const Value& seen); // null or an empty list

} // namespace qudao::form

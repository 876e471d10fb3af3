// Forms: a definition (data) and sessions that fill it in. The one place that knows what a form
// requires, in which order answers depend on each other, and what is wrong with an answer; page and
// server both ask here.
//
// A Definition is compiled once from a bundle and then shared; a Session is one person's view of
// one record. Every rule that reads a field is an edge of one graph, sorted when the definition is
// compiled: a changed answer recomputes what depends on it, in order, each once, and nothing else.
// A cycle is refused by compile, naming the fields on it.
//
// What holds of every field, in this order:
//   relevant    false: the field reads as null, has no violations, and keeps its answer aside
//               until it is relevant again
//   calculate   always wins over what was typed; the field is readonly. Reals are kept to 15
//               significant digits
//   default     applies while the field was never answered (its key is absent in the record);
//               null in a record means emptied by a person
//   choices     an answer that a change upstream makes unavailable is removed, which counts as a
//               change of its own and is reported in Changes::cleared; opening a record removes
//               nothing, it shows choice.not_offered
//   depends_on  until those are answered the field waits; an answer it nevertheless has is the
//               violation `waits`
//   constraint  evaluated when its field is answered; `rules` whenever their fieldPath is relevant
//
// An answer that is not of the field's kind is kept as typed, with a violation; rules read null
// for it. A rule that cannot be evaluated is the violation `rule.error`: a failing `relevant` then
// counts as true, a failing choice_filter clears nothing. Calculations and defaults that meet null
// where they want a value are no error, they have no value yet.
//
// Rows (kind `repeat`): the answer of a repeat is a list of rows, each with a cell for every field the
// repeat names. Those stand in no section; all of the above holds of a cell as of a field. In the
// rules of a row the names of its fields mean that row's answers; outside they mean the list of all
// answers there are in that column (`amount.sum()`), and the repeat's name the rows as maps, null
// where nothing is answered (`lines.exists(l, l.amount == null)`). A repeat that is not relevant makes
// its cells so. Rows have no identity but their place. Paths: `lines/0/amount`, rows from 0. `set`
// with `lines/2` puts a row (map) there, behind the last one adds it, null takes it out and the rows
// behind it move up; with `lines` it takes all rows as a list. A row is taken as a whole, readonly
// cells too; a retired choice is forgiven in all rows of a record that was opened with it in one. A row is taken as a whole, readonly
// cells too; a retired choice is forgiven in all rows of a record that was opened with it in one. What is no list of maps is kept as
// typed, `type`; at most 1,000 rows and 50,000 cells, `rows.too_many`. There are no repeats in rows.
//
// Frozen sessions show a record as it was stored: nothing is recalculated but what is calculated
// from the variable `record` (facts about the record that do not lie in it, as its state), and
// only fields named as editable take answers and have violations.
//
// Answers are Values as JSON holds them: text, number, boolean, codes, lists, maps (attachments).
// definition.schema.json has the shape of definitions, core/packs examples and, in texts.json, the
// codes of violations and issues.
//
// Cost: a changed cell costs what depends on it in its row, and O(rows) when rules outside read its
// column. Natively, for the 86 fields of the signing form: compile 0.7 ms, open 40 µs, one changed
// answer with its JSON 0.5 µs (2 µs when it clears a cascade), validate 4 µs. set costs what
// depends on the answer, not what the form holds. Violations, look-up rows and lists allocate; an
// answer without any does so only for its JSON.
// Errors: compile answers every issue it finds; sessions cannot fail: wrong answers are
// violations, answers to unknown or readonly fields come back in Changes::refused.
// Units: moments in UTC, zones in minutes east of it.
// Thread safety: a Definition may be used by any number of threads; a Session by one at a time.
// Source: XForms' and XLSForm's vocabulary; topological order after Kahn (1962).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/approval/approval.h"
#include "core/value/result.h"
#include "core/value/value.h"
#include "core/value/violation.h"

namespace qudao::form {

struct Limits {
  std::size_t fields = 4'000;
  std::size_t choices = 20'000; // items of all dictionaries together
  std::size_t issues = 200;     // compile stops looking for more
};

struct FieldInfo {
  std::string key;
  std::string kind;          // as in the definition
  std::string lookup_entity; // of look-ups, else empty
  bool calculated = false;
  bool carry_over = true;
  bool indexed = false;
  std::string repeat;    // of a column: the key of its repeat, else empty
  bool may_lock = false; // readonly, always or by a rule, but not calculated
};

struct UniqueRule {
  std::string id;
  std::string when; // registered, saved, approved
  std::vector<std::string> fields;
};

struct Plan; // the compiled form, plan.h

class Definition {
 public:
  // `bundle` is {"definition", "dictionaries", "texts"}, as GET /definitions/{entity} answers it.
  static Result<std::shared_ptr<const Definition>, std::vector<Issue>>
  compile(const Value& bundle, const Limits& limits = {});
  explicit Definition(std::unique_ptr<const Plan> plan);
  ~Definition();
  Definition(const Definition&) = delete;
  Definition& operator=(const Definition&) = delete;

  std::string_view entity() const;
  std::int64_t version() const;
  const Value& document() const;                      // the definition as it was given
  const std::vector<FieldInfo>& fields() const;       // in display order
  const FieldInfo* field(std::string_view key) const; // nullptr when there is none
  const std::vector<UniqueRule>& unique_rules() const;
  const approval::Process& process() const; // its rules are asked through Session::holds

  // The text of a code with its braces filled; the locale falls back to zh-CN, then to the code
  // itself.
  std::string text(std::string_view code, const Map& params, std::string_view locale) const;

  const Plan& plan() const { return *plan_; }

 private:
  std::unique_ptr<const Plan> plan_;
};

struct Context {
  Timestamp now;
  int zone_minutes =
      480; // of the person: decides which day `today` is and what a time without zone means
  std::string locale = "zh-CN";
  Value
      values; // map: what the definition's `context` names (user, partner, settings, …) and `mode`
  Value lookups; // map: entity → id → map of attributes: the rows known beforehand
  bool lookups_complete =
      false; // true: an id that is not in `lookups` is the violation lookup.unknown
};

enum class Mode : std::uint8_t { edit, frozen };

struct Progress {
  int required = 0;   // relevant fields a person has to answer
  int answered = 0;   // of those, how many have an answer of their kind
  int violations = 0; // all, missing answers included

  friend bool operator==(const Progress& a, const Progress& b) {
    return a.required == b.required && a.answered == b.answered && a.violations == b.violations;
  }
};

struct SectionProgress {
  std::string id;
  Progress progress;
};

struct FieldState {
  std::string path;
  Value value; // as stored, or as typed when that is not of the field's kind; null when there is
               // none or not relevant
  bool relevant = true;
  bool required = false;
  bool readonly = false;
  bool calculated = false;
  int rows = -1; // of a repeat: how many there are
  std::vector<std::string> waits_for;
  bool has_choices =
      false; // whether `choices` counts; otherwise the dictionary's items are offered in order
  std::vector<std::string> choices; // codes offered now
  std::vector<Violation> violations;
};

struct Cleared {
  std::string path;
  Value value;                      // what was removed
  std::vector<std::string> because; // the changed fields its choices depend on
  std::string message;
};

struct Changes {
  std::vector<FieldState>
      changed; // every field any part of whose state changed, in dependency order
  std::vector<Cleared> cleared;
  std::vector<Violation> refused; // answers not taken: field.unknown, readonly
  Progress progress;
  std::vector<SectionProgress> sections; // those whose progress changed, display order
};

struct Validation {
  bool valid = true;
  std::vector<Violation> violations; // display order
  Progress progress;
  std::vector<SectionProgress> sections; // all of them, display order
};

struct SessionState; // session_state.h

class Session {
 public:
  // `record` is the stored data: a map of field keys; other keys are ignored. `editable` counts in
  // frozen mode only.
  static Session open(std::shared_ptr<const Definition> definition, const Value& record,
                      Context context, Mode mode = Mode::edit,
                      const std::vector<std::string>& editable = {});
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;
  ~Session();

  Changes set(std::string_view path, const Value& answer); // null empties the field
  Changes set_many(const Value& answers); // map; dependants are recomputed once, after all of them
  Changes provide(std::string_view entity, std::string_view id,
                  const Value& attributes); // a row became known

  // As above, with the answer written as canonical JSON straight away: what the wasm surface uses,
  // several times as fast. `out` is appended to.
  void set_json(std::string_view path, const Value& answer, std::string& out);
  void set_many_json(const Value& answers, std::string& out);
  void provide_json(std::string_view entity, std::string_view id, const Value& attributes,
                    std::string& out);
  void append_state_json(std::string_view path,
                         std::string& out) const; // `null` for an unknown field
  void append_states_json(std::string& out) const;
  void append_validation_json(std::string& out);

  FieldState state(std::string_view path) const; // of a field the definition has
  std::vector<FieldState> states() const;        // display order

  // Checks every field again: kinds, limits, required, constraints, rules.
  Validation validate();

  // Whether a rule of the approval process holds for the record as it is now; else why that cannot
  // be told.
  Result<bool, std::string> holds(approval::Rule rule) const;

  Value data()
      const; // what is stored: every answer, also of fields not relevant now, and calculated values
  Value submission() const; // relevant answers and calculated values only

  // For core/explain, which takes cells in hand (repeats.h) and changes nothing.
  SessionState& internals() const { return *state_; }

 private:
  explicit Session(std::unique_ptr<SessionState> state);
  std::unique_ptr<SessionState> state_;
};

// One typed answer read as `kind`, outside of any form: the value that would be stored, or the code
// of the violation. Kinds that need a definition (choices, look-ups, attachments) are refused with
// `type`.
Result<Value, std::string> read_answer(std::string_view kind, const Value& typed,
                                       int zone_minutes = 480);

// The record a new year starts from: last year's answers without what is calculated or says
// "carry_over": false.
struct CarriedOver {
  Value record;
  std::vector<std::string> fields; // taken over, display order
};
CarriedOver carry_over(const Definition& definition, const Value& last_record);

} // namespace qudao::form

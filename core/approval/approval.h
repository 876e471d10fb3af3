// approval: who decides on a record, in which order, and what follows. A pure decision.
//
// A record under approval has a Case: its state, the round (1 with the first submission, +1 with
// each further one), the level that decides now, and the trail of everything decided in all rounds.
//
//            submit             approve at the last level
//   draft ───────────▶ pending ──────────────────────────▶ approved (final)
//                       │  ▲
//     reject / withdraw ▼  │ submit again: next round
//                  rejected, withdrawn
//
// Levels come from the definition (`Process`) and from who is configured *now*
// (`Context::approvers`, one list of user ids per level). The path is live: who was taken off it
// loses the right at once, who was added gains it; when it became shorter than the current level,
// the last level decides; when it grew, the new levels are still to come. A level nobody active
// stands on waits: it is never skipped.
//
// `decide` answers one command, `actions` what somebody may do now and what is in the way of the
// rest, `outlook` which levels are still to come. Page and server call the same functions, so they
// never disagree.
//
// Rules of the process (guards, relevance of approver fields) are expressions over the record. Who
// knows the fields compiles them (`CompileRule`) and asks them (`RuleHolds`): this room does not
// know the rule language.
//
// Violations: approval.not_entitled, approval.wrong_state {state}, approval.already_decided,
// approval.opinion_required, approval.opinion_too_long {max}, approval.guard (rule, path and
// message of the guard), approval.invalid_record, approval.no_approver {level},
// approval.not_fillable (path: the field), rule.error {reason} when a rule of the process cannot be
// evaluated: it then blocks, it never passes.
//
// Cost: O(levels × people + steps). Thread safety: pure functions; a Process is immutable.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/result.h"
#include "core/value/violation.h"

namespace qudao::approval {

enum class State { draft, pending, approved, rejected, withdrawn };
enum class Action { submit, fill, approve, reject, withdraw };

std::string_view name_of(State state);
std::string_view name_of(Action action);
std::optional<State> state_named(std::string_view name);
std::optional<Action> action_named(std::string_view name);

inline constexpr std::size_t kLongestOpinion = 2000; // characters

// ---- The process of a definition
// ---------------------------------------------------------------------------------

using Rule = std::size_t; // handle given out by CompileRule
// Compiles a boolean expression found at `path` of the definition; reports its own issues.
using CompileRule = std::function<Rule(std::string_view expression, const std::string& path)>;
// Whether the rule holds for the record as it would be stored with the command's answers; or why it
// cannot be told.
using RuleHolds = std::function<Result<bool, std::string>(Rule)>;

struct Level {
  std::string id;
  Value label;       // text per locale
  std::string field; // look-up field that names the approver, or whose path this is
  bool path = false; // expands to as many levels as that person's path has
};

struct Guard {
  std::string id;
  std::string level; // empty: every level
  Action action = Action::approve;
  Rule rule = 0;
  Value message; // text per locale
  std::string field_path;
};

// What the approvers of a level fill in while the record is frozen for everybody else.
struct ApproverFields {
  std::string level;
  std::optional<Rule> relevant;
  std::vector<std::string> fields;
};

enum class Withdraw { never, before_first_decision };

struct Process {
  std::vector<Level> levels; // empty: records of this definition are not approved
  std::vector<Guard> guards;
  std::vector<ApproverFields> approver_fields;
  std::vector<Action> opinion_required;
  Withdraw withdraw = Withdraw::never;
  std::vector<std::string> claims; // ids of the unique rules an approval takes

  // Reads `approval` and `unique` of a whole definition document. Adds every issue found, with its
  // path; the process is usable only when none was added. A document without `approval` gives a
  // process without levels.
  static Process compile(const Value& definition, const CompileRule& compile_rule,
                         std::vector<Issue>& issues);

  // The level of the definition behind level n (1-based) of a case. Needs levels.
  const Level& behind(int n) const;
};

// ---- A case and what can be done with it
// ---------------------------------------------------------------------------

struct Step {
  int round = 0;
  int level = 0; // 0 for what the partner does
  std::string level_id;
  std::string actor;
  std::string decision; // submit, resubmit, approve, reject, withdraw
  std::string opinion;
  Timestamp time;
};

struct Case {
  State state = State::draft;
  int round = 0;
  int level = 0; // 1-based; 0 unless pending
  std::vector<Step> trail;
};

Value to_value(const Case& record);                    // {"state","round","level","trail":[…]}
Result<Case, Violation> case_from(const Value& value); // violation `case.malformed` {at}

struct Context {
  Timestamp now;
  std::string locale;
  std::string actor;               // who acts
  std::vector<std::string> owners; // who may submit and withdraw: the partner's users
  std::vector<std::vector<std::string>> approvers; // per level, as configured now
  std::vector<std::string> active; // of all these people, those neither locked nor disabled
  bool valid = false;              // the content passed the full validation; asked for submit only
  RuleHolds holds;
};

struct Command {
  Action action = Action::submit;
  std::string opinion;
  std::vector<std::string> fields; // approver fields answered with it (fill, approve)
  // What the actor looked at, so that a decision never lands on another level than meant; 0: not
  // said.
  int round = 0;
  int level = 0;
};

struct Notice {
  std::string user;
  std::string kind; // decide, submitted, advanced, approved, rejected, withdrawn
};

// Everything the caller has to store, in one transaction.
struct Decision {
  Case next;
  std::optional<Step> step;        // added to the trail; absent for fill
  std::vector<std::string> clears; // answers to remove: approver fields are the approver's alone
  std::vector<std::string> claims; // unique rules to take; taken already: nothing happens
  std::vector<std::string> assignments; // who must decide now
  std::vector<Notice> notices;
};

Result<Decision, std::vector<Violation>> decide(const Process& process, const Case& record,
                                                const Command& command, const Context& context);

struct ActionState {
  Action action = Action::submit;
  bool allowed = false;
  std::vector<Violation> blocked_by;
  std::vector<std::string> fields; // of fill
  bool opinion_required = false;
};

// One entry per action, in the order of Action. An opinion still to be written blocks nothing here.
std::vector<ActionState> actions(const Process& process, const Case& record,
                                 const Context& context);

struct Upcoming {
  int level = 0;
  std::string level_id;
  Value label;
  std::vector<std::string> approvers;
  bool current = false;
  bool decidable = false; // somebody active stands on it
};

// The levels still to come, the current one first; before a submission all of them; none once
// approved.
std::vector<Upcoming> outlook(const Process& process, const Case& record, const Context& context);

Value to_value(const Decision& decision);
Value to_value(const std::vector<ActionState>& states);
Value to_value(const std::vector<Upcoming>& levels);

// {"actor","owners":[…],"approvers":[[…]],"active":[…],"valid","locale"}; `now` and `holds` are the
// caller's.
Result<Context, Violation> context_from(const Value& value); // violation `context.malformed` {at}

} // namespace qudao::approval

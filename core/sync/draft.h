// A draft: what a person typed into one record on this device, and how far the server has it. Data; the rules are Client's.
//
//   base ── what the server is known to hold, as of base_version (answers of commands it has applied included)
//   mine ── what is in the form
// phase: editing     what differs from base is sent by itself
//        submitting  a submission is under way: nothing is typed until its verdict is there
//        needs_you   refused or in conflict: nothing is sent until the person has answered (resolve, an edit, or discard)
// A draft is dropped once the server holds all of it and the record itself has come with a pull.
#pragma once

#include "core/sync/merge.h"

namespace qudao::sync {

enum class Phase : std::uint8_t { editing, submitting, needs_you };
std::string_view name_of(Phase phase);

struct Draft {
  std::string record;
  std::string entity;
  Phase phase = Phase::editing;
  std::int64_t base_version = 0; // 0: the server does not have it yet
  Value base = Value::map({});
  Value mine = Value::map({});
  std::int64_t definition_version = 0;
  // Fields its definition works out: nothing of them is kept or compared, as the server works them out anew as well.
  std::vector<std::string> calculated;
  Value origin = Value::map({}); // of a new record: more args of its create (taken_over_from, …)
  std::vector<std::string> attachments; // answers name these files
  std::int64_t edited_at = 0;           // ms, by the clock of this device
  std::vector<Conflict> conflicts;      // fields both sides changed; base has theirs, mine mine
  std::vector<Violation> violations;    // why the server refused
  // The record as a pull brought it while commands were under way; taken in when they are settled.
  std::int64_t theirs_version = 0;
  std::int64_t theirs_definition = 0;
  Value theirs;
  std::int64_t generation = 0; // of the last pull that brought the record
  bool gone = false;           // the record is no longer there, or no longer theirs to see
};

Value to_value(const Draft& draft);
Result<Draft, Violation> draft_from(const Value& value); // sync.malformed {at}

} // namespace qudao::sync

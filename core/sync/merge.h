// Three-way merge by field (sync.h says the rules). An answer that is missing and one that is null are the same: empty.
//
//   Patch  what one side changed: {"set": new answers, "was": what they were}, both over the same fields
//   merge(base, mine, theirs)   in the browser: what a draft becomes when the record changed elsewhere
//   apply(patch, theirs)        on the server: the same decision from the patch alone
//
// apply(difference(base, mine), theirs) is merge(base, mine, theirs), for all three (a test says so).
// Cost: O(fields × log fields).
#pragma once

#include "core/sync/sync.h"

namespace qudao::sync {

struct Conflict {
  std::string field;
  Value was;
  Value mine;
  Value theirs;
};

struct Merged {
  Value data; // with conflicts: `mine` in those fields
  std::vector<Conflict> conflicts;
};

struct Patch {
  Value set = Value::map({});
  Value was = Value::map({});
  bool empty() const { return set.as_map().empty(); }
};

Patch difference(const Value& base, const Value& mine);
Merged apply(const Patch& patch, const Value& theirs);
Merged merge(const Value& base, const Value& mine, const Value& theirs);
// `data` with the patch's answers, whatever was there.
Value with_set(const Value& data, const Value& set);

Value to_value(const std::vector<Conflict>& conflicts); // [{"field", "was", "mine", "theirs"}]
std::vector<Violation> violations_of(const std::vector<Conflict>& conflicts); // sync.conflict
// {"set", "was"} of a command's args; sync.malformed when they are not over the same fields.
Result<Patch, Violation> patch_from(const Value& args);

} // namespace qudao::sync

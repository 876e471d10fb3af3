// Collision: what follows from what the check found.
//
//   const Collision found = collide(rules, person, {{"c1", "agents", "", true, …}, …});
//   Speaker().say(found.code(), {}, "zh-CN");   // "该客户在公海中，可以挑入，不能录入"
//
//   found, on any of the searches                        outcome
//   nothing                                              clear      may be entered
//   the same company, owned by somebody else             owned      refused; shown as far as the viewer may see
//   the same company, in another library                 library    refused, and says which
//   the same company, the viewer's own                   own        the new data is bound to that record
//   the same company, in a pool                          pool       may be claimed, not entered
//   only companies that are probably the same            as the rules say: refused as above, warned of, or passed over
//
// The lines are in the order of what wins: of a company in the pool and a same one owned by another, the owned one. What is the
// same wins over what is probably so. Of several the surest counts, then the one that was there first. What somebody entitled has
// marked as different (merge.h) counts for nothing.
//
// Cost: O(found). Errors: none. Thread safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "core/pool/rules.h"

namespace qudao::pool {

// A company that the check found, with what core/match says of it.
struct Found {
  std::string id;
  std::string library;
  std::string owner; // empty: in a pool
  bool same = false; // else probably so
  int score = 0;
  Timestamp since;    // when it was entered
  bool apart = false; // marked as different
};

enum class CollisionOutcome : std::uint8_t { clear, owned, library, own, pool };
std::string_view name_of(CollisionOutcome outcome);

struct Collision {
  CollisionOutcome outcome = CollisionOutcome::clear;
  bool only_probable = false;          // nothing found is certain
  bool warning = false;                // may be entered all the same by who has read it
  std::optional<std::size_t> decisive; // index of the one found that decides
  std::string library;                 // id of the other one, of outcome library

  bool may_enter() const { return outcome == CollisionOutcome::clear || warning; }
  std::string code() const; // pool.collision.owned, pool.collision.owned.probable, …
};

Collision collide(const Rules& rules, const Person& viewer, const std::vector<Found>& found);

} // namespace qudao::pool

// Collision: what follows from what the check found.
//
//   const Collision found = collide(rules, person, {{"c1", "agents", "", true, …}, …}, DuplicateEvent::enter);
//   Speaker().say(found.code(), {}, "zh-CN");   // "该客户在公海中，可以挑入，不能录入"
//
//   found, on any of the searches                        outcome    of an entry, unless a duplicate rule says otherwise
//   nothing                                              clear      may be entered
//   the same company, owned by somebody else             owned      refused; shown as far as the viewer may see
//   the same company, in another library                 library    refused, and says which
//   the same company, the viewer's own                   own        the new data is bound to that record
//   the same company, in a pool                          pool       may be claimed, not entered
//   only companies that are probably the same            as the rules say: refused as above, warned of, or passed over
//
// What follows of each case says duplicates.h. Of several found counts what keeps it from going on, then what is certain, then the
// order of the lines above: of a company in the pool and a same one owned by another, the owned one. Then the surest counts, then the
// one that was there first. What somebody entitled has marked as different (merge.h) counts for nothing.
//
// Cost: O(found × lines). Errors: none. Thread safety: pure functions.
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
  Timestamp since;     // when it was entered
  bool apart = false;  // marked as different
  bool number = false; // has a number of its own in common
};

std::string_view name_of(CollisionOutcome outcome);

struct Collision {
  CollisionOutcome outcome = CollisionOutcome::clear;
  Then then = Then::allow;
  bool only_probable = false;          // nothing found is certain
  bool warning = false;                // may go on all the same, and is told of
  bool reason = false;                 // has to be given, of what is warned of
  std::optional<std::size_t> decisive; // index of the one found that decides
  std::string library;                 // id of the other one, of outcome library

  bool may_enter() const { return outcome == CollisionOutcome::clear || warning; }
  // What was entered is kept with the decisive one; of one's own it is added to it.
  bool binds() const { return then == Then::bind; }
  bool binds_to_own() const { return binds() && outcome == CollisionOutcome::own; }
  // Why it does not go on for somebody who has read so much of it: code(), pool.reason_needed; empty: it does.
  std::string stops(bool warned, std::string_view why) const;
  std::string code() const; // pool.collision.owned, pool.collision.owned.probable, …
};

Collision collide(const Rules& rules, const Person& viewer, const std::vector<Found>& found,
                  DuplicateEvent event = DuplicateEvent::enter);

} // namespace qudao::pool

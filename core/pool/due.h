// Due: when a company goes back to its pool, and who is next to get one.
//
//   const auto due = due_of(rules, company, owner, *calendar, zones);   // {"untouched", warn, at}, the first to come
//   const auto next = next_in_turn(people, last);                       // people with room, in turn
//
// A company is due when one of the lines of `recycle` says so: after the term, counted from the last contact that counts (or from when
// it became the owner's), from then for want of a deal, or from then in any case. A protection of its owner puts it off, an
// exemption of the owner off for good. The name of a special request that has not been corrected is due at the end of its window.
//
// Cost: O(lines). Errors: the violations of core/calendar. Thread safety: pure functions.
#pragma once

#include "core/pool/pool.h"

namespace qudao::pool {

struct Due {
  std::string rule; // id of the line; "name" when a name was not corrected
  Timestamp warn;   // from when the owner is to be warned
  Timestamp at;
};

Result<std::optional<Due>, Violation> due_of(const Rules& rules, const Company& company,
                                             const Person& owner,
                                             const calendar::Calendar& calendar,
                                             const cel::Zones* zones);

// When the owner is to be reminded of following it up; nothing: it need not be.
std::optional<Timestamp> reminder_of(const Rules& rules, const Company& company);

struct Candidate {
  Person person;
  Load load;
};

// Whether somebody may own one company more.
bool has_room(const Rules& rules, const Candidate& candidate);

// The id of the first after `last` in the order of ids, round and round, who is active, a member of the pool and has room; empty
// when nobody is.
std::string next_in_turn(const Rules& rules, const Pool& pool,
                         const std::vector<Candidate>& candidates, std::string_view last);

} // namespace qudao::pool

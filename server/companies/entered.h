// An entry as it was typed, checked: a company, and somebody at it where it says so. Internal of the room.
#pragma once

#include <optional>

#include "core/match/people.h"
#include "server/clock/clock.h"
#include "server/companies/data.h"

namespace qudao::companies {

struct CheckedEntry {
  Value data;
  std::optional<Value> contact; // with an id of its own
  Value asked;                  // data with what the contact is found by
};

// Failure validation.failed with all that is wrong, of the contact at /contact/…
CheckedEntry checked_entry(const Value& data, const std::optional<Value>& contact, Millis now);

// A company of its own has a number, its own or of somebody at it; what only adds to one needs none. Failure validation.failed.
void needs_number(const CheckedEntry& entered);

// The people there are with that one. Failure validation.failed when they are too many.
match::WithPerson joined(List people, const Value& contact);

// What a company that was there first keeps of it: all of it is data of a company then.
Value kept_data(const CheckedEntry& entered);

} // namespace qudao::companies

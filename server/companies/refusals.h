// Entries that were refused because of what was there: nothing of them is left in the library, so they are kept for a while, that rules
// can be tried on them, too (Companies::try_rules). Internal of the room.
//
// Of what was typed only what the check reads is kept: no people, addresses, remarks. Bounded: of a library the newest 300, for 90
// days; what somebody tries again is there once. Nobody reads them but that trial, which is for administrators. Rows of files are not
// kept: they are in their import.
#pragma once

#include <string>
#include <vector>

#include "core/match/match.h"
#include "server/records/records.h"

namespace qudao::companies {

void keep_refusal(storage::Connection& connection, const records::Caller& caller,
                  const std::string& library, const match::MatchingRule& rule, const Value& data);

struct Refusal {
  std::string by;
  Millis at = 0;
  Value data;
};
// Newest first.
std::vector<Refusal> newest_refusals(storage::Connection& connection, const std::string& tenant,
                                     const std::string& library, std::int64_t most);

} // namespace qudao::companies

// What follows when duplicate rules let something not go on. Internal of the room.
#pragma once

#include "server/companies/acting.h"
#include "server/companies/search.h"

namespace qudao::companies {

// pool.collision with the check, and whether what was entered was bound to the company that was there first.
Failure collided(Value check, bool bound);

// What keeps a company in its pool: where only reading of another one is missing pool.collision with the check, else the refusal.
Failure not_taken(storage::Connection& connection, const records::Caller& caller,
                  const Books& books, const Acting& acting, const Checked& checked,
                  const std::vector<Violation>& violations);
// For the history of one that was taken out all the same.
Map taken_with(const Checked& checked, const std::string& reason);

// Of a change of a company by whoever has, or has not, read that another is there: Failure pool.collision, or pool.refused
// when a reason has to be given.
void needs_to_go_on(const Acting& acting, const Checked& checked, const Value& check, bool warned,
                    const std::string& reason);

} // namespace qudao::companies

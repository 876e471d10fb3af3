// What follows when duplicate rules let something not go on. Internal of the room.
#pragma once

#include "server/companies/acting.h"
#include "server/companies/search.h"

namespace qudao::companies {

// pool.collision with the check, and whether what was entered was bound to the company that was there first.
Failure collided(Value check, bool bound);

// Of a change of a company by whoever has, or has not, read that another is there: Failure pool.collision, or pool.refused
// when a reason has to be given.
void needs_to_go_on(const Acting& acting, const Checked& checked, const Value& check, bool warned,
                    const std::string& reason);

} // namespace qudao::companies

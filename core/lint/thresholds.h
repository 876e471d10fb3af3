// Internal of the room: the values of a variable that a rule can tell apart.
#pragma once

#include "core/cel/tree.h"
#include "core/lint/domains.h"

namespace qudao::lint {

// One value for each case, null for "not answered" among them; none when the cases cannot be told: the rule does more
// with the variable than compare it with constants.
std::vector<Value> representatives(const cel::Tree& rule, std::uint32_t slot, const Domain& domain);

} // namespace qudao::lint

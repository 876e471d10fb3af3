// From `upgrades` of a definition to its UpgradePlan; wrong ones are issues with their place.
#pragma once

#include "core/form/plan.h"

namespace qudao::form {

// After the fields were read: the last version is checked against them. What an earlier version
// named may be gone by now.
void read_upgrades(const Node& definition, Plan& plan, IssueList& issues);

} // namespace qudao::form

// What lists and exports share. Internal of the room.
#pragma once

#include "server/companies/acting.h"

namespace qudao::companies {

// Whether the viewer administers a pool of the library.
bool administers_any(const Acting& acting);

// " FROM company c WHERE …": the conditions of a list. It asks of no column what is not asked for, so that counting reads an index;
// every parameter from $1 to $6 is named, whatever is asked: tenant, library, pool, viewer, pattern, due.
std::string conditions_of(const ListQuery& query);

} // namespace qudao::companies

// What lists and exports share. Internal of the room.
#pragma once

#include "server/companies/acting.h"

namespace qudao::companies {

// Whether the viewer administers a pool of the library.
bool administers_any(const Acting& acting);

// Failures request.invalid and access.denied: whoever asks is not entitled to such a list. `by_administrators`: beyond one's own.
void needs_scope(const Acting& acting, const ListQuery& query, bool by_administrators);

// The departments the viewer leads, each between two signs of its own: |a||b|.
std::string led_text(const Acting& acting);

// " FROM company c WHERE …": the conditions of a list. It asks of no column what is not asked for, so that counting reads an index;
// every parameter from $1 to $8 is named, whatever is asked: tenant, library, pool, viewer, pattern, due, led_text, person.
std::string conditions_of(const ListQuery& query);
// Its $6.
Millis due_until(const Acting& acting, const ListQuery& query);

} // namespace qudao::companies

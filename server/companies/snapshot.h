// A company as it was, to be brought back. Internal of the room.
#pragma once

#include "core/pool/merge.h"
#include "server/companies/rows.h"

namespace qudao::companies {

Value snapshot_of(const Stored& stored);
Stored restored(const Value& snapshot);

// As a merge decides about it: people at it are one more list of what is known.
pool::Side side_of(const Stored& stored);
// What was decided about its data, its people taken out again.
void take_known(Stored& stored, const Value& data);

} // namespace qudao::companies

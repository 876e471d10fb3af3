// A company as it was, to be brought back. Internal of the room.
#pragma once

#include "core/pool/merge.h"
#include "server/companies/rows.h"

namespace qudao::companies {

Value snapshot_of(const Stored& stored);
Stored restored(const Value& snapshot);

inline pool::Side side_of(const Stored& stored) {
  return {stored.company, stored.data};
}

} // namespace qudao::companies

// Internal of the room: moments in order.
#pragma once

#include "core/value/value.h"

namespace qudao::pool {

inline bool before(const Timestamp& a, const Timestamp& b) {
  return a.seconds != b.seconds ? a.seconds < b.seconds : a.nanos < b.nanos;
}

} // namespace qudao::pool

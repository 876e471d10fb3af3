// Random definitions: every kind of field, chains and cascades, choices of all three sources, look-ups, rows, sums, rules of
// every role, several sections and locales. Values flow from lower field numbers to higher ones, so there is no cycle;
// the fields are shown in another order.
#pragma once

#include "core/value/value.h"
#include "tests/differential/dice.h"

namespace qudao::differential {

// A bundle that loads, but for its texts.
Value random_bundle(Dice& dice);

} // namespace qudao::differential

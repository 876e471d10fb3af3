// Random definitions: every kind of field, chains and cascades, choices of all three sources, look-ups, sums, rules of
// every role, several sections and locales. Values flow from lower field numbers to higher ones, so there is no cycle;
// the fields are shown in another order.
#pragma once

#include "core/value/value.h"
#include "tests/differential/dice.h"

namespace qudao::differential {

// A bundle that loads, but for its texts.
Value random_bundle(Dice& dice);

// The same with something wrong with it, as a person or a broken program would leave it: a key lost or renamed, a value of
// another type, a rule misspelt, rules that go round in a circle. It may load nevertheless.
Value broken_bundle(Dice& dice, const Value& bundle);

} // namespace qudao::differential

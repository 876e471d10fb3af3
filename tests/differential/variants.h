// What definitions become: broken ones, and new versions.
#pragma once

#include "core/value/value.h"
#include "tests/differential/dice.h"

namespace qudao::differential {

// The same with something wrong with it, as a person or a broken program would leave it: a key lost or renamed, a value of
// another type, a rule misspelt, rules that go round in a circle. It may load nevertheless.
Value broken_bundle(Dice& dice, const Value& bundle);

// Version 2 of a random definition: the same names, other fields behind them, and answers that change places.
Value next_version(Dice& dice);

} // namespace qudao::differential

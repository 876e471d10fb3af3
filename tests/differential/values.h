// Values that break things: texts, numbers and moments at the edges of what a form meets, and sound answers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/value/value.h"
#include "tests/differential/dice.h"

namespace qudao::differential {

std::string_view random_text(Dice& dice); // empty, astral, combining, control characters, quotes, …
std::string_view random_number_text(Dice& dice); // numbers as people type them, right and wrong
std::string_view random_moment_text(Dice& dice); // dates and times, right and wrong
std::string_view
random_format(Dice& dice);               // phones, codes, addresses of all kinds, right and wrong
std::int64_t random_integer(Dice& dice); // small ones mostly, the ends of int64 sometimes
double random_real(Dice& dice);          // finite: −0.0, denormals, 1e308, amounts of money
std::int64_t random_seconds(Dice& dice); // since 1970: year borders, leap days, years 1 to 9999
Value random_value(Dice& dice, int depth = 2); // of any kind JSON has

} // namespace qudao::differential

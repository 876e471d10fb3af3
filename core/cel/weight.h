// How much there is in a value once everything shared is written out.
//
// Values share their parts: cel.bind(a, [x, x], cel.bind(b, [a, a], …)) takes a few blocks and is enormous for whoever
// prints or compares it. So what an expression made is weighed before it is handed out.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/value/value.h"

namespace qudao::cel {

// Deeper results could not be walked with the stack of a browser's worker. Documents nest half as deep at most.
constexpr int kDeepestResult = 128;

// Takes one unit for each part and for each ten bytes of text. Answers the code of an error, cost_exceeded or too_deep,
// or nothing.
std::string_view weigh(const Value& value, std::int64_t& cost_left, int depth = 0);

} // namespace qudao::cel

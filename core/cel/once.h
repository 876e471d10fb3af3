// An expression compiled and run once, with answers as plain data: for command lines, consoles and the package for
// JavaScript. What is run more than once is compiled once (cel.h).
//
//   evaluate_once("a + 1", {{"a", Value::integer(2)}})   // {"cost": 1, "value": 3}
//   evaluate_once("a +", {})                             // {"issues": [problem]}
//   evaluate_once("1 / a", {{"a", Value::integer(0)}})   // {"cost": 1, "error": problem}
//
// A problem is {"code", "column", "line", "message", "params"}; the message is that of describe (cel.h), with the line and
// a caret under the place.
//
// Variables have no declared type: a wrong one fails when it is met. Cost: compile and evaluate of cel.h.
// Thread safety: pure function.
#pragma once

#include <string_view>

#include "core/value/value.h"

namespace qudao::cel {

Value evaluate_once(std::string_view expression, const Map& variables);

} // namespace qudao::cel

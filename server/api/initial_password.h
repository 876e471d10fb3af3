// Initial passwords: random, shown once to who sets one. Internal of the room.
#pragma once

#include <string>

#include "core/value/value.h"

namespace qudao::api {

// Easy to read out: letters, digits, - and _.
std::string initial_password();

// The answer, with `initial_password`.
Value with_password(const Value& user, const std::string& password);

} // namespace qudao::api

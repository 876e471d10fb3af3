// Internal of the room: files of JSON as the commands take them.
#pragma once

#include <optional>
#include <string>

#include "core/value/value.h"

namespace qudao::authoring {

// The JSON object in a file, or in standard input for "-"; an empty one for "". Nothing, with the reason on standard error,
// when there is none.
std::optional<Value> read_object(const std::string& name);

} // namespace qudao::authoring

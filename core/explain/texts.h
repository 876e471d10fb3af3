// Internal of the room: its texts.
#pragma once

#include <string>
#include <string_view>

#include "core/value/value.h"

namespace qudao::explain {

std::string_view texts_json(); // texts.json of this folder, compiled in

} // namespace qudao::explain

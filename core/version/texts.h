// Internal of the room: its texts.
#pragma once

#include <string_view>

namespace qudao::version {

std::string_view texts_json(); // texts.json of this folder, compiled in

} // namespace qudao::version

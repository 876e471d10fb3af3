// Internal of the room: what its codes say.
#pragma once

#include <string_view>

namespace qudao::pool {

std::string_view texts_json(); // texts.json of this folder, compiled in

} // namespace qudao::pool

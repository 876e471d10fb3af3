// Internal of the room: what is said of a reason.
#pragma once

#include <string_view>

namespace qudao::match {

std::string_view texts_json(); // texts.json of this folder, compiled in

} // namespace qudao::match

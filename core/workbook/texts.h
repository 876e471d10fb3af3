// Internal of the room: what is said of a workbook that is wrong.
#pragma once

#include <string_view>

namespace qudao::workbook {

std::string_view texts_json(); // texts.json of this folder, compiled in

} // namespace qudao::workbook

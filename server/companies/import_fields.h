// What the columns of a file mean. Internal of the room.
#pragma once

#include <string>
#include <vector>

#include "core/value/value.h"

namespace qudao::companies {

// The field a heading speaks of, in Chinese or English; empty: none that is known.
std::string field_of_heading(std::string_view heading);

// One for each column; of texts the first column that speaks of it.
std::vector<std::string> suggested_columns(const std::vector<std::string>& headings);

bool is_field(std::string_view field);

// The data of a row as it would be typed: several numbers or addresses in a cell are several, several columns of a list one list.
Value typed_data(const std::vector<std::string>& columns, const Value& cells);

} // namespace qudao::companies

// One value and the cell that says it. Internal to the room.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/value/value.h"

namespace qudao::workbook {

inline constexpr std::size_t kLongestCell = 32'000; // bytes: no more characters than Excel's 32,767

bool fits(std::string_view text); // a cell can hold it as it is

// Nothing when no cell says it.
std::optional<std::string> cell_of_text(const Value& value); // a text, not empty
std::optional<std::string> cell_of_any(const Value& value);
Value any_of_cell(const std::string& cell);

// "label::zh-CN" → label, zh-CN; an empty locale for other headings.
struct Heading {
  std::string key;
  std::string locale;
};
Heading heading_of(std::string_view text);

// {"zh-CN": "…", …} of texts that fit, at least one: what columns of languages can say. Keys are languages by their look.
bool is_localized(const Value& value);

} // namespace qudao::workbook

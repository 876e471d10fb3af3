#include "core/workbook/table.h"

#include <algorithm>

#include "core/form/document.h"
#include "core/workbook/cells.h"

namespace qudao::workbook {

Table::Table(std::string name, const std::vector<std::string>& first) : name_(std::move(name)) {
  for (const std::string& heading : first) {
    columns_.emplace(heading, headings_.size());
    headings_.push_back(heading);
  }
}

void Table::begin_row() {
  rows_.emplace_back();
}

void Table::put(const std::string& heading, std::string cell) {
  const auto [at, is_new] = columns_.emplace(heading, headings_.size());
  if (is_new) headings_.push_back(heading);
  Row& row = rows_.back();
  if (row.size() <= at->second) row.resize(at->second + 1);
  row[at->second] = std::move(cell);
}

void Table::put_members(const Value& map, const std::vector<std::string_view>& left_out,
                        const std::string& pointer, std::vector<Rest>& rest) {
  for (const auto& [name, value] : map.as_map()) {
    const std::string key(name.as_string());
    if (std::find(left_out.begin(), left_out.end(), key) != left_out.end()) continue;
    const bool heading = !key.empty() && key.find("::") == std::string::npos && fits(key);
    const auto cell = cell_of_any(value);
    if (heading && is_localized(value)) {
      for (const auto& [locale, text] : value.as_map()) {
        put(key + "::" + std::string(locale.as_string()), std::string(text.as_string()));
      }
    } else if (heading && cell) {
      put(key, *cell);
    } else {
      rest.push_back({pointer + '/' + form::pointer_step(key), value});
    }
  }
}

Sheet Table::sheet() const {
  Sheet sheet{name_, {headings_}};
  sheet.rows.insert(sheet.rows.end(), rows_.begin(), rows_.end());
  return sheet;
}

} // namespace qudao::workbook

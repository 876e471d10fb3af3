#include "core/workbook/cells.h"

#include <algorithm>

#include "core/value/json.h"

namespace qudao::workbook {

bool fits(std::string_view text) {
  // What XML 1.0 has no way to write, and carriage returns, which it reads as line feeds.
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t';
  });
  const bool special = text.find("\xEF\xBF\xBE") != std::string_view::npos ||
                       text.find("\xEF\xBF\xBF") != std::string_view::npos;
  // Excel takes _x0041_ for an escaped character.
  return plain && !special && text.size() <= kLongestCell &&
         text.find("_x") == std::string_view::npos;
}

std::optional<std::string> cell_of_text(const Value& value) {
  if (!value.is_string() || value.as_string().empty() || !fits(value.as_string()))
    return std::nullopt;
  return std::string(value.as_string());
}

std::optional<std::string> cell_of_any(const Value& value) {
  if (value.is_string() && !value.as_string().empty() && fits(value.as_string()) &&
      !parse_json(value.as_string()))
    return std::string(value.as_string());
  std::string json = write_json(value);
  if (!fits(json) || any_of_cell(json) != value) return std::nullopt;
  return json;
}

Value any_of_cell(const std::string& cell) {
  auto parsed = parse_json(cell);
  return parsed ? std::move(*parsed) : Value::string(cell);
}

Heading heading_of(std::string_view text) {
  const std::size_t at = text.find("::");
  if (at == std::string_view::npos) return {std::string(text), {}};
  return {std::string(text.substr(0, at)), std::string(text.substr(at + 2))};
}

namespace {

// "en", "zh-CN"
bool is_locale(std::string_view text) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return text.size() >= 2 && is_letter(text[0]) && is_letter(text[1]) &&
         (text.size() == 2 || text[2] == '-') && fits(text);
}

} // namespace

bool is_localized(const Value& value) {
  if (!value.is_map() || value.as_map().empty()) return false;
  return std::all_of(value.as_map().begin(), value.as_map().end(), [](const Entry& entry) {
    return is_locale(entry.first.as_string()) && cell_of_text(entry.second).has_value();
  });
}

} // namespace qudao::workbook

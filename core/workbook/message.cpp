#include "core/form/texts.h"
#include "core/value/json.h"
#include "core/workbook/texts.h"
#include "core/workbook/workbook.h"

namespace qudao::workbook {

std::string message_of(std::string_view code, const Map& params, std::string_view locale) {
  const auto texts = parse_json(texts_json());
  const Value* text = texts ? texts->find(code) : nullptr;
  std::string message;
  if (text == nullptr) return std::string(code);
  form::append_filled(message, form::pick_locale(*text, locale), params);
  return message;
}

} // namespace qudao::workbook

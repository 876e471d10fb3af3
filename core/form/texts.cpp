#include "core/form/texts.h"

#include "core/value/json.h"

namespace qudao::form {

std::string_view pick_locale(const Value& localized, std::string_view locale) {
  if (!localized.is_map()) return {};
  const std::string_view language = locale.substr(0, locale.find('-'));
  for (const std::string_view wanted : {locale, language, std::string_view("zh-CN")}) {
    if (const Value* text = localized.find(wanted); text != nullptr && text->is_string())
      return text->as_string();
  }
  for (const auto& [any, text] : localized.as_map())
    if (text.is_string()) return text.as_string();
  return {};
}

std::vector<std::string_view> placeholders(std::string_view text) {
  std::vector<std::string_view> names;
  std::string ignored;
  fill_template(ignored, text, [&](std::string_view name, std::string&) {
    names.push_back(name);
    return true;
  });
  return names;
}

void append_display(std::string& out, const Value& value) {
  if (value.is_string()) {
    out.append(value.as_string());
  } else if (value.is_list()) {
    bool first = true;
    for (const Value& item : value.as_list()) {
      if (!first) out.append(", ");
      first = false;
      append_display(out, item);
    }
  } else if (!value.is_null()) {
    append_json(out, value);
  }
}

void append_filled(std::string& out, std::string_view text, const Map& params) {
  fill_template(out, text, [&](std::string_view name, std::string& into) {
    const Value* value = params.find(name);
    if (value != nullptr) append_display(into, *value);
    return value != nullptr;
  });
}

} // namespace qudao::form

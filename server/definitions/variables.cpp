#include "server/definitions/documents.h"

namespace qudao::definitions {

namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// As a word of its own, and not as a member of something else.
bool names(std::string_view expression, std::string_view name) {
  for (std::size_t at = expression.find(name); at != std::string_view::npos;
       at = expression.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || (!is_word(expression[at - 1]) && expression[at - 1] != '.');
    const bool ends = end == expression.size() || !is_word(expression[end]);
    if (begins && ends) {
      return true;
    }
  }
  return false;
}

bool is_text_for_people(const Value& map) {
  return map.find("zh-CN") != nullptr || map.find("en") != nullptr;
}

} // namespace

// Every text that is not for people may be an expression; one that is none costs a look-up nobody needed.
bool names_variable(const Value& definition, std::string_view name) {
  if (definition.is_string()) {
    return names(definition.as_string(), name);
  }
  if (definition.is_list()) {
    for (const Value& item : definition.as_list()) {
      if (names_variable(item, name)) {
        return true;
      }
    }
  }
  if (definition.is_map() && !is_text_for_people(definition)) {
    for (const auto& [key, value] : definition.as_map()) {
      if (names_variable(value, name)) {
        return true;
      }
    }
  }
  return false;
}

} // namespace qudao::definitions

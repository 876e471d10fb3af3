#include "server/records/derive.h"

#include "core/value/json.h"
#include "server/search/search.h"

namespace qudao::records {

std::string text_of(const Value& value) {
  if (value.is_string()) {
    return std::string(value.as_string());
  }
  return value.is_null() ? std::string() : write_json(value);
}

Derived derive(const form::Definition& definition, const Value& answers,
               const std::string& number) {
  Derived derived;
  const Value* title_field = definition.document().find("title_field");
  const Value* title = title_field == nullptr ? nullptr : answers.find(title_field->as_string());
  if (title != nullptr && title->is_string()) {
    derived.title = std::string(title->as_string());
  }

  std::string searched = number + '\n' + derived.title;
  Map fields;
  for (const form::FieldInfo& field : definition.fields()) {
    const Value* answer = field.indexed ? answers.find(field.key) : nullptr;
    if (answer == nullptr || answer->is_null()) {
      continue;
    }
    fields.set(field.key, *answer);
    derived.values.emplace(field.key, text_of(*answer));
    if (field.kind == "text" && answer->is_string()) {
      searched += '\n';
      searched += answer->as_string();
    }
  }
  derived.fields = Value::map(std::move(fields));
  derived.search_text = search::fold(searched);
  return derived;
}

} // namespace qudao::records

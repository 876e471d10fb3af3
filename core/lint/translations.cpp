#include <array>

#include "core/form/document.h"
#include "core/form/texts.h"
#include "core/lint/scene.h"

namespace qudao::lint {
namespace {

constexpr std::array<std::string_view, 2> kLocales = {"zh-CN", "en"}; // every text is in both

bool is_localized(std::string_view key, const Value& value) {
  constexpr std::array<std::string_view, 5> kKeys = {"label", "hint", "unit", "message", "body"};
  for (const std::string_view each : kKeys)
    if (each == key) return value.is_map();
  return false;
}

bool is_missing(const Value& texts, std::string_view locale) {
  const Value* text = texts.find(locale);
  return text == nullptr || !text->is_string() || text->as_string().empty();
}

void examine_texts(Scene& scene, const Value& texts, const std::string& path) {
  for (const std::string_view locale : kLocales) {
    if (is_missing(texts, locale)) {
      scene.note(Severity::warning, "lint.missing_translation", path,
                 Map{{"locale", Value::string(locale)}});
    }
  }
}

void walk(Scene& scene, const Value& value, const std::string& path) {
  if (value.is_list()) {
    std::size_t number = 0;
    for (const Value& item : value.as_list())
      walk(scene, item, path + '/' + std::to_string(number++));
  } else if (value.is_map()) {
    for (const auto& [key, item] : value.as_map()) {
      const std::string place = path + '/' + form::pointer_step(key.as_string());
      // A field may be called "label"; it then has a kind and no texts.
      if (is_localized(key.as_string(), item) && item.find("kind") == nullptr) {
        examine_texts(scene, item, place);
      } else {
        walk(scene, item, place);
      }
    }
  }
}

bool is_used(const form::Plan& plan, const form::ChoiceSet& dictionary) {
  for (const form::FieldPlan& field : plan.fields)
    if (field.choices == &dictionary || field.document_types == &dictionary) return true;
  return false;
}

// Dictionaries can have thousands of items: one finding for each language says how many lack it.
void examine_dictionary(Scene& scene, const std::string& name, const form::ChoiceSet& dictionary) {
  for (const std::string_view locale : kLocales) {
    std::int64_t count = 0;
    Value first;
    for (const form::ChoiceItem& item : dictionary.items()) {
      const Value* label = item.attributes.find("label");
      if (label != nullptr && !is_missing(*label, locale)) continue;
      if (count++ == 0) first = item.code;
    }
    if (count > 0) {
      scene.note(Severity::warning, "lint.missing_translation_of_choices",
                 "/dictionaries/" + form::pointer_step(name) + "/items",
                 Map{{"locale", Value::string(locale)},
                     {"count", Value::integer(count)},
                     {"code", first}});
    }
  }
}

} // namespace

void check_translations(Scene& scene) {
  walk(scene, scene.plan.document, "");
  for (const auto& [name, dictionary] : scene.plan.dictionaries)
    if (is_used(scene.plan, dictionary)) examine_dictionary(scene, name, dictionary);
}

} // namespace qudao::lint

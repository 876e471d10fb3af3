#include <map>
#include <string_view>

#include "core/form/texts.h"
#include "core/value/json.h"
#include "core/version/texts.h"
#include "core/version/version.h"

namespace qudao::version {
namespace {

// Parameters as the text of `locale` shows them: labels in it, lists joined.
std::string shown(const Value& value, std::string_view locale) {
  std::string text;
  if (value.is_map()) {
    text = form::pick_locale(value, locale);
  } else if (value.is_list()) {
    for (const Value& item : value.as_list())
      text += (text.empty() ? "" : locale.substr(0, 2) == "zh" ? "、" : ", ") + shown(item, locale);
  } else {
    form::append_display(text, value);
  }
  return text;
}

std::string message_of(const Value& texts, const Change& change, std::string_view locale) {
  const Value* text = texts.find(change.code);
  if (text == nullptr) return change.code;
  Map params;
  for (const auto& [name, value] : change.params)
    params.set(name, Value::string(shown(value, locale)));
  std::string message;
  form::append_filled(message, form::pick_locale(*text, locale), params);
  return message;
}

Value strings(const std::vector<std::string>& texts) {
  List list;
  for (const std::string& text : texts)
    list.push_back(Value::string(text));
  return Value::list(std::move(list));
}

Value moved_of(const Upgraded& upgraded) {
  List moved;
  for (const Passage& passage : upgraded.passages) {
    if (passage.fate == Fate::kept) continue;
    Map entry{{"fate", Value::string(name_of(passage.fate))},
              {"field", Value::string(passage.field)},
              {"from", strings(passage.from)}};
    if (!passage.reason.empty()) entry.set("reason", Value::string(passage.reason));
    moved.push_back(Value::map(std::move(entry)));
  }
  return Value::list(std::move(moved));
}

Value counts_of(const Effect& effect) {
  std::map<std::string_view, std::int64_t> counts;
  for (const Passage& passage : effect.upgraded.passages)
    counts[name_of(passage.fate)] += 1;
  Map all{{"needs_answer", Value::integer(static_cast<std::int64_t>(effect.needs_answer.size()))}};
  for (const Fate fate : {Fate::kept, Fate::moved, Fate::recoded, Fate::restored, Fate::aside})
    all.set(name_of(fate), Value::integer(counts[name_of(fate)]));
  return Value::map(std::move(all));
}

} // namespace

Value to_value(const std::vector<Change>& changes, std::string_view locale) {
  const auto texts = parse_json(texts_json());
  List list;
  for (const Change& change : changes) {
    list.push_back(Value::map({{"after", change.after},
                               {"before", change.before},
                               {"code", Value::string(change.code)},
                               {"message", Value::string(message_of(*texts, change, locale))},
                               {"params", Value::map(change.params)},
                               {"path", Value::string(change.path)}}));
  }
  return Value::list(std::move(list));
}

Value to_value(const Upgraded& upgraded) {
  return Value::map({{"aside", upgraded.aside}, {"moved", moved_of(upgraded)}});
}

Value to_value(const Effect& effect) {
  List violations;
  for (const Violation& violation : effect.needs_answer)
    violations.push_back(qudao::to_value(violation));
  return Value::map({{"aside", effect.upgraded.aside},
                     {"counts", counts_of(effect)},
                     {"moved", moved_of(effect.upgraded)},
                     {"needs_answer", Value::list(std::move(violations))}});
}

} // namespace qudao::version

#include "core/explain/explain.h"

namespace qudao::explain {
namespace {

Value to_value(const Input& input);
Value to_value(const Step& step);
Value to_value(const MissingChoice& missing);
Value to_value(const Reason& reason);

template <typename Item>
Value list_of(const std::vector<Item>& items) {
  List list;
  for (const Item& item : items)
    list.push_back(to_value(item));
  return Value::list(std::move(list));
}

Value to_value(const Input& input) {
  Map map{{"name", Value::string(input.name)},
          {"shown", Value::string(input.shown)},
          {"value", input.value}};
  if (!input.label.empty()) map.set("label", Value::string(input.label));
  return Value::map(std::move(map));
}

Value to_value(const Step& step) {
  Map map{{"expression", Value::string(step.expression)},
          {"items", list_of(step.items)},
          {"text", Value::string(step.text)},
          {"value", step.value}};
  if (!step.error.empty()) map.set("error", Value::string(step.error));
  return Value::map(std::move(map));
}

Value to_value(const MissingChoice& missing) {
  return Value::map({{"code", missing.code},
                     {"label", Value::string(missing.label)},
                     {"steps", list_of(missing.steps)},
                     {"text", Value::string(missing.text)}});
}

Value to_value(const Reason& reason) {
  Map map{{"about", Value::string(reason.about)}, {"inputs", list_of(reason.inputs)},
          {"path", Value::string(reason.path)},   {"result", reason.result},
          {"steps", list_of(reason.steps)},       {"text", Value::string(reason.text)}};
  if (!reason.code.empty()) map.set("code", Value::string(reason.code));
  if (!reason.rule.empty()) map.set("rule", Value::string(reason.rule));
  if (!reason.expression.empty()) map.set("expression", Value::string(reason.expression));
  if (!reason.missing.empty()) map.set("missing", list_of(reason.missing));
  return Value::map(std::move(map));
}

} // namespace

Value to_value(const Explanation& explanation) {
  return Value::map(
      {{"field", Value::string(explanation.field)}, {"reasons", list_of(explanation.reasons)}});
}

} // namespace qudao::explain

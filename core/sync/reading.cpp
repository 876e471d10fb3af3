#include "core/sync/reading.h"

namespace qudao::sync {

const Value* Reading::find(std::string_view name, bool needed) {
  const Value* found = value_.find(name);
  if (found != nullptr && found->is_null()) found = nullptr;
  if (found == nullptr && needed) wrong(name);
  return found;
}

std::string Reading::text(std::string_view name, bool needed) {
  const Value* found = find(name, needed);
  if (found == nullptr) return {};
  if (!found->is_string() || (needed && found->as_string().empty())) {
    wrong(name);
    return {};
  }
  return std::string(found->as_string());
}

std::int64_t Reading::number(std::string_view name, std::int64_t least, bool needed) {
  const Value* found = find(name, needed);
  if (found == nullptr) return 0;
  if (found->kind() != Kind::integer || found->as_int() < least) {
    wrong(name);
    return 0;
  }
  return found->as_int();
}

std::vector<std::string> Reading::texts(std::string_view name) {
  std::vector<std::string> texts;
  for (const Value& item : list(name)) {
    if (!item.is_string()) {
      wrong(name);
      return {};
    }
    texts.emplace_back(item.as_string());
  }
  return texts;
}

bool Reading::flag(std::string_view name) {
  const Value* found = find(name, false);
  if (found == nullptr) return false;
  if (found->kind() != Kind::boolean) {
    wrong(name);
    return false;
  }
  return found->as_bool();
}

Value Reading::map(std::string_view name) {
  const Value* found = find(name, false);
  if (found == nullptr) return Value::map({});
  if (!found->is_map()) wrong(name);
  return found->is_map() ? *found : Value::map({});
}

List Reading::list(std::string_view name) {
  const Value* found = find(name, false);
  if (found == nullptr) return {};
  if (!found->is_list()) {
    wrong(name);
    return {};
  }
  return found->as_list();
}

Value member(const Value& value, std::string_view name) {
  const Value* found = value.find(name);
  return found == nullptr ? Value() : *found;
}

Value to_value(const std::vector<std::string>& texts) {
  List list;
  for (const std::string& text : texts)
    list.push_back(Value::string(text));
  return Value::list(std::move(list));
}

Value to_value(const std::vector<Violation>& violations) {
  List list;
  for (const Violation& violation : violations)
    list.push_back(qudao::to_value(violation));
  return Value::list(std::move(list));
}

std::vector<Violation> violations_in(Reading& reading, std::string_view name) {
  std::vector<Violation> violations;
  for (const Value& item : reading.list(name)) {
    Reading one(item);
    Violation violation;
    violation.code = one.text("code");
    violation.path = one.text("path", false);
    violation.params = one.map("params").as_map();
    violation.rule = one.text("rule", false);
    violation.message = one.text("message", false);
    if (!one.ok()) reading.wrong(name);
    violations.push_back(std::move(violation));
  }
  return violations;
}

} // namespace qudao::sync

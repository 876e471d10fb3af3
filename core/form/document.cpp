#include "core/form/document.h"

#include <algorithm>

namespace qudao::form {
namespace {

bool contains(std::initializer_list<std::string_view> keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

} // namespace

void IssueList::add(std::string_view code, std::string path, Map params) {
  add(Issue{std::string(code), std::move(path), std::move(params), {}, 0, 0});
}

void IssueList::add(Issue issue) {
  if (issues_.size() < most_) issues_.push_back(std::move(issue));
}

std::string pointer_step(std::string_view key) {
  std::string step;
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

void Node::issue(std::string_view code, Map params) const {
  issues_->add(code, path_, std::move(params));
}

void Node::issue(std::string_view code, std::string_view param, Value value) const {
  Map params;
  params.set(param, std::move(value));
  issue(code, std::move(params));
}

void Node::issue(std::string_view code, std::string_view param, std::string_view text) const {
  issue(code, param, Value::string(text));
}

Node Node::child(const Value& value, std::string_view step) const {
  return {value, path_ + '/' + pointer_step(step), *issues_};
}

bool Node::is_object(std::initializer_list<std::string_view> required,
                     std::initializer_list<std::string_view> optional) const {
  if (!value_->is_map()) {
    issue("definition.type", "expected", "object");
    return false;
  }
  bool whole = true;
  for (const std::string_view key : required) {
    if (value_->find(key) != nullptr) continue;
    issue("definition.missing_key", "key", key);
    whole = false;
  }
  for (const auto& [key, value] : value_->as_map()) {
    if (!contains(required, key.as_string()) && !contains(optional, key.as_string())) {
      child(value, key.as_string()).issue("definition.unknown_key", "key", key);
      whole = false;
    }
  }
  return whole;
}

std::optional<Node> Node::get(std::string_view key) const {
  const Value* value = value_->find(key);
  if (value == nullptr) return std::nullopt;
  return child(*value, key);
}

std::vector<Node> Node::items(std::string_view key) const {
  std::vector<Node> out;
  const std::optional<Node> list = get(key);
  if (!list) return out;
  if (!list->value().is_list()) {
    list->issue("definition.type", "expected", "array");
    return out;
  }
  for (const Value& item : list->value().as_list())
    out.push_back(list->child(item, std::to_string(out.size())));
  return out;
}

std::vector<std::pair<std::string, Node>> Node::entries(std::string_view key) const {
  std::vector<std::pair<std::string, Node>> out;
  const std::optional<Node> map = get(key);
  if (!map) return out;
  if (!map->value().is_map()) {
    map->issue("definition.type", "expected", "object");
    return out;
  }
  for (const auto& [name, value] : map->value().as_map())
    out.emplace_back(name.as_string(), map->child(value, name.as_string()));
  return out;
}

std::string Node::text(std::string_view key) const {
  const std::optional<Node> node = get(key);
  if (!node) return {};
  if (node->value().is_string() && !node->value().as_string().empty())
    return std::string(node->value().as_string());
  node->issue("definition.type", "expected", "string");
  return {};
}

std::vector<std::string> Node::texts(std::string_view key) const {
  std::vector<std::string> out;
  for (const Node& item : items(key)) {
    if (item.value().is_string()) {
      out.emplace_back(item.value().as_string());
    } else {
      item.issue("definition.type", "expected", "string");
    }
  }
  return out;
}

bool Node::truth(std::string_view key, bool fallback) const {
  const std::optional<Node> node = get(key);
  if (!node) return fallback;
  if (node->value().kind() == Kind::boolean) return node->value().as_bool();
  node->issue("definition.type", "expected", "boolean");
  return fallback;
}

std::optional<double> Node::number(std::string_view key) const {
  const std::optional<Node> node = get(key);
  if (!node) return std::nullopt;
  if (node->value().kind() == Kind::integer) return static_cast<double>(node->value().as_int());
  if (node->value().kind() == Kind::real) return node->value().as_real();
  node->issue("definition.type", "expected", "number");
  return std::nullopt;
}

std::optional<std::int64_t> Node::count(std::string_view key) const {
  const std::optional<Node> node = get(key);
  if (!node) return std::nullopt;
  if (node->value().kind() == Kind::integer && node->value().as_int() >= 0)
    return node->value().as_int();
  node->issue("definition.type", "expected", "non-negative integer");
  return std::nullopt;
}

std::string Node::one_of(std::string_view key,
                         std::initializer_list<std::string_view> allowed) const {
  std::string word = text(key);
  if (word.empty() || contains(allowed, word)) return word;
  List list;
  for (const std::string_view each : allowed)
    list.push_back(Value::string(each));
  get(key)->issue("definition.value",
                  Map{{"allowed", Value::list(std::move(list))}, {"value", Value::string(word)}});
  return {};
}

Value Node::localized(std::string_view key) const {
  const std::optional<Node> node = get(key);
  if (!node) return {};
  if (!node->value().is_map()) {
    node->issue("definition.type", "expected", "object");
    return {};
  }
  if (node->value().find("zh-CN") == nullptr)
    node->issue("definition.missing_text", "locale", "zh-CN");
  for (const auto& [locale, text] : node->value().as_map()) {
    if (!text.is_string())
      node->child(text, locale.as_string()).issue("definition.type", "expected", "string");
  }
  return node->value();
}

} // namespace qudao::form

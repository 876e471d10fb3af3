#include "core/reuse/renaming.h"

#include <algorithm>
#include <array>

#include "core/form/document.h"
#include "core/form/texts.h"

namespace qudao::reuse {
namespace {

constexpr std::array<std::string_view, 6> kExpressions = {"calculate", "choice_filter", "default",
                                                          "readonly",  "relevant",      "required"};

} // namespace

Value Renaming::expression(const Value& source, const std::string& path) const {
  if (!source.is_string() || !meter_.take(source.as_string().size())) return source;
  cel::Renamed renamed = cel::rename(source.as_string(), names_);
  if (renamed.edits.empty()) return source;
  Value out = Value::string(renamed.source);
  places_.rewrite(path, source.as_string(), std::move(renamed));
  return out;
}

Value Renaming::name(const Value& name) const {
  if (!name.is_string()) return name;
  const auto other = names_.find(name.as_string());
  return other == names_.end() ? name : Value::string(other->second);
}

// Fields in braces, in every locale.
Value Renaming::message(const Value& message) const {
  if (!message.is_map()) return message;
  Map out;
  for (const auto& [locale, text] : message.as_map()) {
    if (!text.is_string() || !meter_.take(text.as_string().size())) {
      out.set(locale, text);
      continue;
    }
    std::string renamed;
    form::fill_template(renamed, text.as_string(), [&](std::string_view field, std::string& into) {
      const auto other = names_.find(field);
      if (other == names_.end()) return false;
      into.append("{").append(other->second).append("}");
      return true;
    });
    out.set(locale, Value::string(renamed));
  }
  return Value::map(std::move(out));
}

Value Renaming::with_expression(const Value& map, std::string_view key,
                                const std::string& path) const {
  const Value* source = map.find(key);
  if (source == nullptr) return map;
  Map out = map.as_map();
  out.set(key, expression(*source, path + '/' + std::string(key)));
  return Value::map(std::move(out));
}

Value Renaming::member(std::string_view key, const Value& value, const std::string& path) const {
  if (std::find(kExpressions.begin(), kExpressions.end(), key) != kExpressions.end())
    return expression(value, path);
  if (key == "choices") return with_expression(value, "expression", path);
  if (key == "lookup") return with_expression(value, "filter", path);
  const bool names = key == "depends_on" || key == "fields";
  if (!value.is_list() || (!names && key != "constraint")) return value;
  List out;
  for (const Value& item : value.as_list()) {
    const std::string place = path + '/' + std::to_string(out.size());
    out.push_back(names ? name(item) : rule(item, place));
  }
  return Value::list(std::move(out));
}

Value Renaming::field(const Value& field, const std::string& path) const {
  if (!field.is_map()) return field;
  Map out;
  for (const auto& [key, value] : field.as_map()) {
    out.set(key, member(key.as_string(), value, path + '/' + form::pointer_step(key.as_string())));
  }
  return Value::map(std::move(out));
}

Value Renaming::rule(const Value& rule, const std::string& path) const {
  if (!rule.is_map()) return rule;
  Map out = rule.as_map();
  for (const auto& [key, value] : rule.as_map()) {
    const std::string_view part = key.as_string();
    if (part == "expression" || part == "messageExpression") {
      out.set(key, expression(value, path + '/' + std::string(part)));
    } else if (part == "fieldPath") {
      out.set(key, name(value));
    } else if (part == "message") {
      out.set(key, message(value));
    } else if (part == "id" && value.is_string()) {
      out.set(key, Value::string(prefix_ + std::string(value.as_string())));
    }
  }
  return Value::map(std::move(out));
}

} // namespace qudao::reuse

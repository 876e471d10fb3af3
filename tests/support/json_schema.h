// Just enough of JSON Schema 2020-12 to check documents against the schemas of this project: type,
// enum, required, properties, additionalProperties, propertyNames, items, minItems, minProperties,
// maxProperties, minimum, maximum, minLength, pattern, allOf, anyOf, not,
// if/then/else, $ref within the document.
#pragma once

#include <string>
#include <string_view>

#include "core/regex/regex.h"
#include "core/value/json.h"
#include "core/value/value.h"

namespace qudao::test {

class JsonSchema {
 public:
  explicit JsonSchema(Value schema) : root_(std::move(schema)) {}

  // The pointer of the first place that does not fit, or "ok".
  std::string check(const Value& document) const {
    std::string where;
    return fits(root_, document, "", where) ? "ok" : (where.empty() ? "/" : where);
  }

 private:
  static bool refuse(const std::string& path, std::string& where) {
    if (where.empty()) where = path.empty() ? "/" : path;
    return false;
  }

  static bool has_type(std::string_view type, const Value& v) {
    if (type == "object") return v.is_map();
    if (type == "array") return v.is_list();
    if (type == "string") return v.is_string();
    if (type == "boolean") return v.kind() == Kind::boolean;
    if (type == "integer") return v.kind() == Kind::integer;
    return type == "number" && (v.kind() == Kind::integer || v.kind() == Kind::real);
  }

  const Value& resolve(std::string_view ref) const {
    return *root_.find("$defs")->find(ref.substr(8));
  }

  bool fits(const Value& schema, const Value& v, const std::string& path,
            std::string& where) const {
    if (schema.kind() == Kind::boolean) return schema.as_bool() || refuse(path, where);
    for (const auto& [key, rule] : schema.as_map())
      if (!fits_keyword(key.as_string(), rule, schema, v, path, where)) return false;
    return true;
  }

  bool fits_quietly(const Value& schema, const Value& v) const {
    std::string ignored;
    return fits(schema, v, "", ignored);
  }

  bool fits_keyword(std::string_view key, const Value& rule, const Value& schema, const Value& v,
                    const std::string& path, std::string& where) const {
    if (key == "$ref") return fits(resolve(rule.as_string()), v, path, where);
    if (key == "type") return has_type(rule.as_string(), v) || refuse(path, where);
    if (key == "enum") return in(rule, v) || refuse(path, where);
    if (key == "allOf") {
      for (const Value& each : rule.as_list())
        if (!fits(each, v, path, where)) return false;
      return true;
    }
    if (key == "anyOf") {
      for (const Value& each : rule.as_list())
        if (fits_quietly(each, v)) return true;
      return refuse(path, where);
    }
    if (key == "not") return !fits_quietly(rule, v) || refuse(path, where);
    if (key == "if") {
      const Value* branch = schema.find(fits_quietly(rule, v) ? "then" : "else");
      return branch == nullptr || fits(*branch, v, path, where);
    }
    if (v.is_map()) return fits_map(key, rule, schema, v, path, where);
    if (v.is_list()) return fits_list(key, rule, v, path, where);
    if (v.is_string()) return fits_text(key, rule, v) || refuse(path, where);
    if (v.kind() == Kind::integer && key == "minimum")
      return v.as_int() >= rule.as_int() || refuse(path, where);
    if (v.kind() == Kind::integer && key == "maximum")
      return v.as_int() <= rule.as_int() || refuse(path, where);
    return true;
  }

  static bool in(const Value& list, const Value& v) {
    for (const Value& each : list.as_list())
      if (each == v) return true;
    return false;
  }

  static bool fits_text(std::string_view key, const Value& rule, const Value& v) {
    if (key == "minLength") return static_cast<std::int64_t>(v.as_string().size()) >= rule.as_int();
    return key != "pattern" || regex::compile(rule.as_string())->found_in(v.as_string());
  }

  bool fits_list(std::string_view key, const Value& rule, const Value& v, const std::string& path,
                 std::string& where) const {
    if (key == "minItems")
      return static_cast<std::int64_t>(v.as_list().size()) >= rule.as_int() || refuse(path, where);
    if (key != "items") return true;
    std::size_t index = 0;
    for (const Value& item : v.as_list())
      if (!fits(rule, item, path + '/' + std::to_string(index++), where)) return false;
    return true;
  }

  bool fits_map(std::string_view key, const Value& rule, const Value& schema, const Value& v,
                const std::string& path, std::string& where) const {
    const auto size = static_cast<std::int64_t>(v.as_map().size());
    if (key == "minProperties") return size >= rule.as_int() || refuse(path, where);
    if (key == "maxProperties") return size <= rule.as_int() || refuse(path, where);
    if (key == "required") {
      for (const Value& each : rule.as_list())
        if (v.find(each.as_string()) == nullptr) return refuse(path, where);
      return true;
    }
    const Value* known = schema.find("properties");
    for (const auto& [name, part] : v.as_map()) {
      const std::string inside = path + '/' + std::string(name.as_string());
      const Value* named = known == nullptr ? nullptr : known->find(name.as_string());
      if (key == "properties" && named != nullptr && !fits(*named, part, inside, where))
        return false;
      if (key == "additionalProperties" && named == nullptr && !fits(rule, part, inside, where))
        return false;
      if (key == "propertyNames" && !fits(rule, name, inside, where)) return false;
    }
    return true;
  }

  Value root_;
};

} // namespace qudao::test

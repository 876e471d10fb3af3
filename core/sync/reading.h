// Reading the members of a document one by one, remembering the first that is wrong. Internal to the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/value/json.h"
#include "core/value/violation.h"

namespace qudao::sync {

// Of a push answer of a full batch, a page of a pull, the answers of a form.
inline constexpr JsonLimits kTextLimits{32U << 20U, 64, 4'000'000};

class Reading {
 public:
  explicit Reading(const Value& value) : value_(value) {
    if (!value.is_map()) wrong("");
  }

  std::string text(std::string_view name, bool needed = true);
  std::int64_t number(std::string_view name, std::int64_t least, bool needed = true);
  std::vector<std::string> texts(std::string_view name);
  bool flag(std::string_view name);
  Value map(std::string_view name); // an empty one when missing
  List list(std::string_view name); // likewise

  void wrong(std::string_view name) {
    if (wrong_.empty()) wrong_ = name.empty() ? "." : name;
  }
  bool ok() const { return wrong_.empty(); }
  Violation violation() const {
    return {"sync.malformed", {}, {{"at", Value::string(wrong_)}}, {}, {}};
  }

 private:
  const Value* find(std::string_view name, bool needed);

  const Value& value_;
  std::string wrong_;
};

Value member(const Value& value, std::string_view name); // null when it has none

Value to_value(const std::vector<std::string>& texts);
Value to_value(const std::vector<Violation>& violations);
std::vector<Violation> violations_in(Reading& reading, std::string_view name);

} // namespace qudao::sync

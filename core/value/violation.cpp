#include "core/value/violation.h"

namespace qudao {

bool operator==(const Violation& a, const Violation& b) {
  return a.code == b.code && a.path == b.path && a.rule == b.rule && a.message == b.message &&
         Value::map(a.params) == Value::map(b.params);
}

Value to_value(const Violation& violation) {
  Map map{{"code", Value::string(violation.code)},
          {"path", Value::string(violation.path)},
          {"params", Value::map(violation.params)}};
  if (!violation.rule.empty()) map.set("rule", Value::string(violation.rule));
  if (!violation.message.empty()) map.set("message", Value::string(violation.message));
  return Value::map(std::move(map));
}

Value to_value(const Issue& issue) {
  Map map{{"code", Value::string(issue.code)},
          {"path", Value::string(issue.path)},
          {"params", Value::map(issue.params)},
          {"message", Value::string(issue.message)}};
  if (issue.line > 0) {
    map.set("line", Value::integer(issue.line));
    map.set("column", Value::integer(issue.column));
  }
  return Value::map(std::move(map));
}

} // namespace qudao

#include "core/cel/once.h"

#include "core/cel/cel.h"
#include "core/cel/parser.h"

namespace qudao::cel {
namespace {

Value number(std::uint64_t n) {
  return Value::integer(static_cast<std::int64_t>(n));
}

Value to_value(const Issue& issue, std::string_view source) {
  return Value::map({{"code", Value::string(issue.code)},
                     {"column", number(issue.column)},
                     {"line", number(issue.line)},
                     {"message", Value::string(describe(issue, source))},
                     {"params", Value::map(issue.params)}});
}

} // namespace

Value evaluate_once(std::string_view expression, const Map& variables) {
  Environment env;
  std::vector<Value> slots;
  for (const Entry& variable : variables) {
    env.declare(variable.first.as_string(), Type::dyn());
    slots.push_back(variable.second);
  }
  const auto program = compile(expression, env);
  if (!program) {
    List issues;
    for (const Issue& issue : program.error())
      issues.push_back(to_value(issue, expression));
    return Value::map({{"issues", Value::list(std::move(issues))}});
  }
  Budget budget;
  const std::int64_t all = budget.left;
  const auto value = evaluate(*program, slots, budget);
  Map answer{{"cost", Value::integer(all - budget.left)}};
  if (value) {
    answer.set("value", *value);
  } else {
    const Issue failed = issue_at(value.error().code.data(), value.error().offset, expression);
    answer.set("error", to_value(failed, expression));
  }
  return Value::map(std::move(answer));
}

} // namespace qudao::cel

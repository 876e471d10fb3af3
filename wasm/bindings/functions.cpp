// What needs no definition: expressions and inline checks of single answers.
#include "core/cel/cel.h"
#include "core/form/form.h"
#include "wasm/bindings/exchange.h"
#include "wasm/bindings/handles.h"
#include "wasm/bindings/requests.h"

namespace qudao::wasm {
namespace {

Value problem(std::string_view code) {
  return Value::map({{"code", Value::string(code)}, {"params", Value::map({})}});
}

Value problem(const cel::Issue& issue) {
  Map map{{"code", Value::string(issue.code)},
          {"params", Value::map(issue.params)},
          {"line", Value::integer(static_cast<std::int64_t>(issue.line))},
          {"column", Value::integer(static_cast<std::int64_t>(issue.column))}};
  return Value::map(std::move(map));
}

Value evaluated(std::string_view expression, const Map& variables) {
  cel::Environment env;
  std::vector<Value> slots;
  for (const Entry& variable : variables) {
    env.declare(variable.first.as_string(), cel::Type::dyn());
    slots.push_back(variable.second);
  }
  const auto program = cel::compile(expression, env);
  if (!program) {
    List issues;
    for (const cel::Issue& issue : program.error())
      issues.push_back(problem(issue));
    return Value::map({{"issues", Value::list(std::move(issues))}});
  }
  cel::Budget budget;
  const auto value = cel::evaluate(program.value(), slots, budget);
  if (value) return Value::map({{"value", value.value()}});
  return Value::map({{"error", problem(value.error().code)}});
}

} // namespace

bool evaluate(std::size_t length) {
  const auto request = read_json(length);
  if (!request) return false;
  const Value* expression = request->find("expression");
  const Value* variables = request->find("variables");
  if (!expression || !expression->is_string() || !variables || !variables->is_map()) {
    return refuse("request.malformed", "evaluate");
  }
  Exchange::instance().answer(evaluated(expression->as_string(), variables->as_map()));
  return true;
}

bool check_format(std::size_t length) {
  const auto request = read_json(length);
  if (!request) return false;
  const Value* kind = request->find("kind");
  const Value* answer = request->find("answer");
  const Value* zone = request->find("zone_minutes");
  if (!kind || !kind->is_string() || !answer || !zone || zone->kind() != Kind::integer) {
    return refuse("request.malformed", "check_format");
  }
  const auto read = form::read_answer(kind->as_string(), *answer, static_cast<int>(zone->as_int()));
  Exchange::instance().answer(read ? Value::map({{"value", read.value()}})
                                   : Value::map({{"violation", problem(read.error())}}));
  return true;
}

} // namespace qudao::wasm

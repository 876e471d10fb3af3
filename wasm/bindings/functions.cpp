// What needs no definition: expressions and inline checks of single answers.
#include "core/cel/once.h"
#include "core/form/form.h"
#include "wasm/bindings/exchange.h"
#include "wasm/bindings/handles.h"
#include "wasm/bindings/requests.h"

namespace qudao::wasm {
namespace {

Value problem(std::string_view code) {
  return Value::map({{"code", Value::string(code)}, {"params", Value::map({})}});
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
  Exchange::instance().answer(cel::evaluate_once(expression->as_string(), variables->as_map()));
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

// How long everyday expressions take: warm, when they are compiled already, and cold: parsed, checked and run. What is asked
// stands in expressions.json, which bench.mjs gives to the other engines too.
#include <string>
#include <vector>

#include "core/cel/cel.h"
#include "tests/bench/measure.h"

namespace {

using namespace qudao;
using bench::expect;

struct Case {
  std::string name;
  std::string expression;
  cel::Environment env;
  // Two sets of variables in turn, so that nothing is decided beforehand.
  std::vector<std::vector<Value>> slots;
  std::vector<Value> wanted;
};

// Variables of the type double come as 5 from JSON; JavaScript knows no other.
Value typed(const Value& value, const cel::Type& type) {
  if (type.kind() == cel::TypeKind::list) {
    List items;
    for (const Value& item : value.as_list())
      items.push_back(typed(item, type.item()));
    return Value::list(std::move(items));
  }
  const bool widens = type.kind() == cel::TypeKind::real && value.kind() == Kind::integer;
  return widens ? Value::real(static_cast<double>(value.as_int())) : value;
}

Case read_case(const std::string& name, const Value& document) {
  Case out;
  out.name = name;
  out.expression = document.find("expression")->as_string();
  out.slots.resize(2);
  for (const auto& [key, notation] : document.find("types")->as_map()) {
    std::size_t at = 0;
    const cel::Type type = cel::read_type(notation.as_string(), at);
    out.env.declare(key.as_string(), type);
    for (std::size_t i = 0; i < 2; ++i) {
      const Value& variables = document.find("variables")->as_list()[i];
      out.slots[i].push_back(typed(*variables.find(key.as_string()), type));
    }
  }
  for (const Value& each : document.find("answers")->as_list())
    out.wanted.push_back(each);
  return out;
}

// Whether it holds; what fails does not.
bool run(const cel::Program& program, const std::vector<Value>& slots) {
  cel::Budget budget;
  const auto answer = cel::evaluate(program, slots, budget);
  return answer.has_value() && answer->as_bool();
}

void measure(const Case& one) {
  auto program = cel::compile(one.expression, one.env);
  expect(program.has_value(), one.name + " does not compile");
  for (std::size_t turn = 0; turn < 2; ++turn) {
    cel::Budget budget;
    const auto answer = cel::evaluate(*program, one.slots[turn], budget);
    expect(answer.has_value() && *answer == one.wanted[turn], one.name + " answers otherwise");
  }

  constexpr int kBatches = 201;
  int yes = 0;
  const auto run_warm = [&](int i) {
    yes += run(*program, one.slots[static_cast<std::size_t>(i % 2)]) ? 1 : 0;
  };
  const auto run_cold = [&](int i) {
    const auto fresh = cel::compile(one.expression, one.env);
    yes += run(*fresh, one.slots[static_cast<std::size_t>(i % 2)]) ? 1 : 0;
  };
  bench::warm_up(run_warm);
  const double warm = bench::median_of(kBatches, 200, run_warm);
  bench::warm_up(run_cold);
  const double cold = bench::median_of(kBatches, 20, run_cold);
  expect(yes > 0, one.name + " never holds");
  bench::print_figure("warm." + one.name, warm, "ns");
  bench::print_figure("cold." + one.name, cold, "ns");
}

} // namespace

int main() {
  const Value cases = bench::read_source("tests/bench/cel/expressions.json");
  for (const auto& [name, document] : cases.as_map())
    measure(read_case(std::string(name.as_string()), document));
}

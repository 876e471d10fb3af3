// The short way of the machine gives what the long way gives: value or error, its place, and what is left of the budget.
#include <algorithm>
#include <cmath>
#include <optional>

#include "core/cel/machine.h"
#include "core/cel/weight.h"
#include "tests/support/catch.h"

namespace qudao::cel {
namespace {

struct Outcome {
  std::optional<Value> value;
  EvalError error;
  std::int64_t left = 0;
};

bool operator==(const Outcome& a, const Outcome& b) {
  return a.value == b.value && a.error.code == b.error.code && a.error.offset == b.error.offset &&
         a.error.null_operand == b.error.null_operand &&
         // How far a budget that is used up was overdrawn is nobody's business.
         std::max<std::int64_t>(a.left, -1) == std::max<std::int64_t>(b.left, -1);
}

Outcome by_either(const Program& program, const std::vector<Value>& slots, std::int64_t budget) {
  Budget left{budget};
  auto answer = evaluate(program, slots, left);
  if (!answer) return {std::nullopt, answer.error(), left.left};
  return {*answer, {}, left.left};
}

Outcome by_the_long(const Program& program, const std::vector<Value>& slots, std::int64_t budget) {
  Code code = program.code();
  for (Node& node : code.nodes)
    node.plain = false;
  Value scratch;
  Machine machine(code, slots, budget);
  const Value* value = machine.run(code.root, scratch);
  if (value == nullptr) return {std::nullopt, machine.error(), budget};
  if (value == &scratch) {
    const std::string_view error = weigh(scratch, budget);
    if (!error.empty()) return {std::nullopt, EvalError{error}, budget};
  }
  return {*value, {}, budget};
}

std::size_t plain_nodes(const Program& program) {
  const std::vector<Node>& nodes = program.code().nodes;
  return static_cast<std::size_t>(
      std::count_if(nodes.begin(), nodes.end(), [](const Node& node) { return node.plain; }));
}

const char* const kPlain[] = {
    "a == b",
    "a != b",
    "a < b",
    "a <= b",
    "a > b",
    "a >= b",
    "a in b",
    "a + b",
    "a - b",
    "a * b",
    "a / b",
    "a % b",
    "!a",
    "a && b",
    "a || b",
    "a || b || a == 1",
    "a < 2 && b > a",
    "a == null ? 0 : a",
    "a ? b : a",
    "(a == null ? 1 : a) + (b == null ? 2 : b) <= 3",
    "a == 'AA' || a == 'a text of more than thirty bytes'",
    "a in ['x', 'AA', 2] && b != a",
    "a.matches('^A+$')",
    "a.k == b",
    "has(a.k) && a.k > b",
    "a * 3000000000 + 1 <= b",
};

} // namespace

TEST_CASE("the short way and the long way agree", "[cel]") {
  Environment env;
  env.check_types = false;
  env.declare("a", Type());
  env.declare("b", Type());
  const Value values[] = {Value::null(),
                          Value::boolean(true),
                          Value::boolean(false),
                          Value::integer(2),
                          Value::integer(-7),
                          Value::integer(INT64_MAX),
                          Value::integer(INT64_MIN),
                          Value::integer(0),
                          Value::unsigned_integer(2),
                          Value::real(2),
                          Value::real(-0.5),
                          Value::real(std::nan("")),
                          Value::string("AA"),
                          Value::string("a text of more than thirty bytes"),
                          Value::list({Value::integer(2), Value::string("AA")}),
                          Value::map(Map{{"k", Value::integer(3)}}),
                          Value::timestamp({1, 0})};
  for (const char* source : kPlain) {
    const auto program = compile(source, env);
    INFO(source);
    REQUIRE(program.has_value());
    CHECK(plain_nodes(*program) == 1);
    for (const Value& a : values) {
      for (const Value& b : values) {
        const std::vector<Value> slots{a, b};
        for (std::int64_t budget = 0; budget < 12; ++budget) {
          if (by_either(*program, slots, budget) == by_the_long(*program, slots, budget)) continue;
          FAIL_CHECK("budget " << budget << ", kinds " << int(a.kind()) << ' ' << int(b.kind()));
        }
      }
    }
  }
}

TEST_CASE("a variable that was not brought is told by the long way", "[cel]") {
  Environment env;
  env.declare("a", Type::integer());
  env.declare("b", Type::integer());
  const auto program = compile("a > 1 && b > 1", env);
  REQUIRE(program.has_value());
  Budget budget;
  const std::vector<Value> slots{Value::integer(2)};
  const auto answer = evaluate(*program, slots, budget);
  REQUIRE_FALSE(answer.has_value());
  CHECK(answer.error().code == "undefined_variable");
  CHECK(answer.error().offset == 9);
}

TEST_CASE("only outermost plain nodes are marked", "[cel]") {
  Environment env;
  env.declare("a", Type::integer());
  env.declare("list", Type::list(Type::integer()));
  struct Row {
    const char* source;
    std::size_t marked;
  };
  for (const Row& row : {
           Row{"a", 0}, Row{"a + 1", 1}, Row{"a + 1 > 2 && (a == 3 || !(a == 4))", 1},
           Row{"size(list) > 2", 0},                                // a call, and what stands on it
           Row{"size(list) > 2 && a > 1 && a < 9", 2},              // the operands that are plain
           Row{"list.all(i, i > a && i < 9)", 1},                   // the body, for each item
           Row{"list.exists(i, list.exists(j, i == j + 1))", 1},    // of the inner one
           Row{"list.filter(i, i > 1).map(i, i * 2).size() > 1", 2} // condition and body
       }) {
    INFO(row.source);
    const auto program = compile(row.source, env);
    REQUIRE(program.has_value());
    CHECK(plain_nodes(*program) == row.marked);
  }
}

// Cost of the filter and of size() are those of a list that is made.
TEST_CASE("items of a filter are counted without a list of them", "[cel]") {
  Environment env;
  env.check_types = false;
  env.declare("x", Type());
  const auto counted = compile("x.filter(i, i > 1).size()", env);
  const auto listed = compile("cel.bind(l, x.filter(i, i > 1), l.size())", env);
  REQUIRE(counted.has_value());
  REQUIRE(listed.has_value());
  const Value items[] = {
      Value::list({}),
      Value::list({Value::integer(2), Value::integer(1), Value::integer(3)}),
      Value::list({Value::integer(2), Value::string("x")}),
      Value::map(Map::of({{Value::integer(1), Value()}, {Value::integer(5), Value()}})),
      Value::string("no list"),
      Value::null(),
  };
  for (const Value& x : items) {
    const Outcome one = by_either(*counted, {x}, 1'000);
    const Outcome other = by_either(*listed, {x}, 1'000);
    CHECK(one.value == other.value);
    CHECK(one.error.code == other.error.code);
    CHECK(one.error.null_operand == other.error.null_operand);
    // The bind costs one, as size() does, which is not come to when the filter fails.
    CHECK(one.left == other.left + (one.value ? 1 : 0));
  }
  CHECK(counted->estimated_cost() + 2 == listed->estimated_cost()); // the bind and its variable
  // Where size() is not all that is wanted there is a list.
  const auto both = compile("[size(x.filter(i, i > 1)), x.filter(i, i > 1)[0]]", env);
  REQUIRE(both.has_value());
  const Outcome made = by_either(*both, {items[1]}, 1'000);
  CHECK(made.value == Value::list({Value::integer(2), Value::integer(2)}));
}

} // namespace qudao::cel

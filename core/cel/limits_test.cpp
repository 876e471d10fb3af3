// No expression crashes, hangs or eats the memory: what is refused when saved, and what ends when run.
#include <chrono>
#include <ctime>

#include "core/cel/test_support.h"
#include "tests/support/catch.h"

using namespace qudao;
using namespace qudao::cel;
using namespace qudao::cel::test;

namespace {

std::string repeated(std::string_view part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i)
    text += part;
  return text;
}

double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// A value in a slot and, under the same budget, what the expression makes of it.
std::string run_default(const World& world, const std::string& source) {
  auto program = compile(source, world.env);
  if (!program) return '!' + program.error()[0].code;
  Budget budget;
  auto value = evaluate(*program, world.slots, budget);
  return value ? write_json(*value).substr(0, 40) : '!' + std::string(value.error().code);
}

// cel.bind(v0, first, cel.bind(v1, next(v0), … body(v_n)))
std::string tower(int levels, const std::string& first, const std::string& next,
                  const std::string& body) {
  auto named = [](std::string text, int level) {
    for (std::size_t at; (at = text.find('@')) != std::string::npos;)
      text.replace(at, 1, "v" + std::to_string(level));
    return text;
  };
  std::string source = "cel.bind(v0, " + first + ", ";
  for (int level = 1; level <= levels; ++level)
    source += "cel.bind(v" + std::to_string(level) + ", " + named(next, level - 1) + ", ";
  return source + named(body, levels) + std::string(static_cast<std::size_t>(levels + 1), ')');
}

} // namespace

TEST_CASE("cel: deep nesting of every kind is refused or runs, as deep as the limit allows") {
  World world;
  world.env.limits.depth = 250;
  world.env.limits.estimated_cost = UINT64_MAX;
  struct Shape {
    const char* open;
    const char* core;
    const char* close;
  };
  for (const Shape& shape : std::initializer_list<Shape>{
           {"(", "1", ")"},
           {"[", "1", "]"},
           {"{1: ", "1", "}"},
           {"-", "i", ""},
           {"!", "yes", ""},
           {"dyn(", "1", ")"},
           {"yes ? 1 : ", "1", ""},
           {"1 + (", "1", ")"},
           {"no || (", "yes", ")"},
           {"[", "0", "][0]"},
           {"[", "1", "].map(x, x)"},
           {"cel.bind(x, 1, ", "1", ")"},
           {"optional.of(", "1", ")"},
           {"[?optional.of(", "1", ")]"},
           {"'%s'.format([", "1", "])"},
           {"", "any", ".x"},
           {"", "any", ".?x"},
           {"", "any", "[0]"},
           {"", "any", ".size()"},
           {"", "1", " + 1"},
       }) {
    CAPTURE(shape.open, shape.close);
    for (int times : {30, 60, 120, 240, 1'000}) {
      std::string source = repeated(shape.open, times) + shape.core + repeated(shape.close, times);
      auto program = compile(source, world.env);
      if (!program) continue;
      Budget budget;
      auto value = evaluate(*program, world.slots, budget);
      if (value) CHECK_FALSE(write_json(*value).empty());
    }
    std::string endless = repeated(shape.open, 1'000) + shape.core + repeated(shape.close, 1'000);
    CHECK(world.check(endless).substr(0, 12) == "cel.too_deep");
  }
}

TEST_CASE("cel: what never closes is refused at once") {
  World world;
  for (const char* part : {"(",  "[",  "{",   "[{",   "f(", "a.b(", "!",
                           "-",  "1+", "a?",  "a?b:", "'",  "b'''", "\"\"\"",
                           "[?", "{?", "a.?", "a[?",  "`",  "//",   "\\"}) {
    CAPTURE(part);
    CHECK_FALSE(compile(repeated(part, 16'000 / static_cast<int>(std::string_view(part).size())),
                        world.env));
  }
}

TEST_CASE("cel: values that share their parts cannot grow beyond the budget") {
  World world;
  world.env.limits.estimated_cost = UINT64_MAX;
  double began = processor_seconds();
  // 2^30 items once written out, from 30 blocks: comparing, printing and handing them out is charged.
  std::string doubled = "[@, @]";
  CHECK(run_default(world, tower(29, "[1]", doubled, "@")) == "!cost_exceeded");
  CHECK(run_default(world, tower(29, "[1]", doubled, "@ == [@[0], @[1]]")) == "!cost_exceeded");
  CHECK(run_default(world, tower(29, "[1]", doubled, "@ in [[@[0], @[1]]]")) == "!cost_exceeded");
  CHECK(run_default(world, tower(29, "[1]", doubled, "sets.contains([@], [[@[0], @[1]]])")) ==
        "!cost_exceeded");
  CHECK(run_default(world, tower(29, "[1]", doubled, "'%s'.format([@])")) == "!cost_exceeded");
  CHECK(run_default(world, tower(29, "[1]", doubled, "@.size()")) == "2");
  CHECK(run_default(world, tower(29, "{1: 1}", "{1: @, 2: @}", "@")) == "!cost_exceeded");
  CHECK(run_default(world, tower(29, "'渠道'", "@ + @", "@")) == "!cost_exceeded");
  CHECK(run_default(world, tower(29, "[1]", "@ + @", "@.size()")) == "!cost_exceeded");
  CHECK(run_default(world, tower(29, "'aa'", "@.replace('a', @)", "@.size()")) == "!cost_exceeded");
  CHECK(run_default(world, tower(29, "'aa'", "@.split('').join(@)", "@.size()")) ==
        "!cost_exceeded");
  CHECK(run_default(world, tower(29, "'a'", "'%s%s'.format([@, @])", "@.size()")) ==
        "!cost_exceeded");
  CHECK(processor_seconds() - began < 5);
}

TEST_CASE("cel: a result deeper than can be walked is refused") {
  World world;
  Value nested = Value::integer(1);
  for (int i = 0; i < 120; ++i)
    nested = Value::list({nested});
  world.set("nested", Type::dyn(), nested);
  CHECK(world.run("nested").size() == 241);
  CHECK(world.run("[[[[nested]]]]").size() == 249);
  CHECK(world.run("[[[[[[[[[nested]]]]]]]]]") == "!too_deep");
  CHECK(world.run("optional.of([[[[[[[[nested]]]]]]]])") == "!too_deep");
}

TEST_CASE("cel: patterns known only when run are charged for what compiling them takes") {
  World world;
  world.env.limits.estimated_cost = UINT64_MAX;
  double began = processor_seconds();
  std::string many = tower(10, "[1, 2]", "@ + @", "@.exists(x, 'a'.matches(dyn('%')))");
  for (const char* pattern : {"(a{1000}){3}", "(\\\\pL{900}){4}", "((a{100}){100}){100}",
                              "[[:alpha:]\\\\p{Han}]{1000}b"}) {
    std::string source = many;
    source.replace(source.find('%'), 1, pattern);
    CAPTURE(source);
    CHECK_FALSE(run_default(world, source).empty());
  }
  CHECK(processor_seconds() - began < 10); // not charged, 2,048 of them take minutes
}

TEST_CASE("cel: the estimate made when a rule is saved bounds what running it costs") {
  World world;
  world.env.limits.assumed_size = 8;
  for (const char* source : {"1 + 2",
                             "i + j > 3",
                             "i > 1 && s.size() > 2 || yes",
                             "s + s",
                             "s == any",
                             "s.contains('道')",
                             "s.replace('a', 'bb')",
                             "s.matches('^渠')",
                             "s.matches(any)",
                             "s.split('').size()",
                             "words.join(s)",
                             "'%s %d'.format([s, i])",
                             "list.map(x, x * 2)",
                             "list.all(x, x > 0)",
                             "list.exists(x, list.all(y, x >= y))",
                             "list.map(x, list.map(y, x * y)).size()",
                             "list.filter(x, x > 1).size()",
                             "i in list",
                             "list + list",
                             "list == [1, 2, 3]",
                             "[list, list].map(x, x.size())",
                             "{'a': i, 'b': s}",
                             "map.a",
                             "has(map.a) ? map.a : 0",
                             "list[1]",
                             "map.?a.orValue(2)",
                             "[?map.?a, 2]",
                             "list[?0].optMap(x, x + 1)",
                             "cel.bind(x, s + s, x + x + x)",
                             "cel.bind(x, list + list, x.map(y, y + 1).sum())",
                             "when.getHours('Asia/Shanghai')",
                             "when + duration('1h')",
                             "list.transformMap(k, v, v + k)",
                             "list.transformMapEntry(k, v, {k: v})",
                             "map.exists(k, v, k == 'a')",
                             "sets.contains(list, [1, 2])",
                             "math.greatest(list)",
                             "list.sum() + list.max()"}) {
    CAPTURE(source);
    auto program = compile(source, world.env);
    REQUIRE(program);
    Budget budget;
    std::int64_t before = budget.left;
    CHECK(evaluate(*program, world.slots, budget));
    auto counted = static_cast<std::uint64_t>(before - budget.left);
    CAPTURE(counted);
    CHECK(counted <= program->estimated_cost());
    CHECK(program->estimated_cost() < 100 * counted + 100);
  }
}

TEST_CASE("cel: a rule over its limit is refused with the figure") {
  World world;
  world.env.limits.estimated_cost = 1'000;
  auto refused = compile("list.all(x, list.all(y, x > y))", world.env);
  REQUIRE_FALSE(refused);
  const Issue& issue = refused.error()[0];
  CHECK(issue.code == "cel.too_costly");
  CHECK(issue.params.find("limit")->as_int() == 1'000);
  CHECK(issue.params.find("found")->as_int() > 10'000);
  world.env.limits.estimated_cost =
      static_cast<std::uint64_t>(issue.params.find("found")->as_int());
  CHECK(compile("list.all(x, list.all(y, x > y))", world.env));
}

TEST_CASE("cel: locals beyond what the machine holds are refused") {
  World world;
  CHECK(world.run(tower(31, "1", "@ + 1", "@")) == "32");
  CHECK(world.check(tower(32, "1", "@ + 1", "@")).substr(0, 12) == "cel.too_deep");
}

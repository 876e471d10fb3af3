// Optionals, cel.block and what the checker makes of them.
#include "core/cel/test_support.h"
#include "tests/support/catch.h"

using namespace qudao;
using namespace qudao::cel;
using namespace qudao::cel::test;

namespace {

void check_optionals(std::initializer_list<Case> cases) {
  World world;
  for (const Case& c : cases) {
    CAPTURE(c.source);
    CHECK(world.run(c.source) == c.expected);
  }
}

} // namespace

TEST_CASE("cel: optionals are made, asked and unwrapped") {
  check_optionals({
      {"optional.of(1).value()", "1"},
      {"optional.none().value()", "!empty_optional"},
      {"optional.of(null).hasValue()", "true"},
      {"optional.ofNonZeroValue(0).hasValue()", "false"},
      {"optional.ofNonZeroValue(timestamp(0)).hasValue()", "false"},
      {"optional.ofNonZeroValue(['']).hasValue()", "true"},
      {"optional.none().or(optional.of(2)).orValue(3)", "2"},
      {"optional.none().orValue(i)", "7"},
      {"type(optional.none()) == optional_type", "true"},
      {"optional.of(1) == optional.of(2)", "false"},
      {"optional.of(1) == optional.of(dyn(1u))", "true"},
      {"optional.of(1) != optional.none()", "true"},
  });
}

TEST_CASE("cel: the other side of or is computed only when it is needed") {
  check_optionals({
      {"optional.of(1).orValue(1 / 0)", "1"},
      {"optional.of(1).or(optional.of(1 / 0)).value()", "1"},
      {"optional.none().orValue(1 / 0)", "!divide_by_zero"},
      {"optional.none().or(dyn(1)).hasValue()", "!no_such_overload"},
      {"dyn(1).orValue(2)", "!no_such_overload"},
  });
}

TEST_CASE("cel: selecting what may be missing") {
  check_optionals({
      {"map.?a.value()", "1"},
      {"map.?b.hasValue()", "false"},
      {"map[?'a'].orValue(0)", "1"},
      {"list[?1].value()", "2"},
      {"list[?3].hasValue()", "false"},
      {"{'x': {'y': 1}}.?x.y.value()", "1"},
      {"{'x': {'y': 1}}.?z.y.hasValue()", "false"},
      {"{'x': [1]}.?x[0].value()", "1"},
      {"{'x': [1]}.?x[9].hasValue()", "false"},
      {"has({'x': {'y': 1}}.?x.y)", "true"},
      {"has({}.?x.y)", "false"},
      {"any.?x", "!no_such_overload"},
      {"map.?a.`b`", "!no_such_overload"},
      {"has(map.?a)", "!cel.macro"},
  });
}

TEST_CASE("cel: lists and maps leave out what optionals do not hold") {
  check_optionals({
      {"[?map.?a, ?map.?b, 3]", "[1,3]"},
      {"[?list[?0], ?list[?5]]", "[1]"},
      {"{?'a': map.?a, ?'b': map.?b, 'c': 1}", "{\"a\":1,\"c\":1}"},
      {"[?dyn(1)]", "!no_such_overload"},
      {"[?1]", "!cel.no_overload"},
  });
}

TEST_CASE("cel: optMap and optFlatMap") {
  check_optionals({
      {"optional.of(2).optMap(x, x * i).value()", "14"},
      {"optional.none().optMap(x, x + 1).hasValue()", "false"},
      {"map.?a.optFlatMap(x, list[?x]).value()", "2"},
      {"map.?b.optFlatMap(x, list[?x]).hasValue()", "false"},
      {"optional.of(2).optFlatMap(x, dyn(x))", "!no_such_overload"},
      {"optional.of(2).optMap(x.y, 1)", "!cel.macro"},
      {"dyn(2).optMap(x, x)", "!no_such_overload"},
  });
}

TEST_CASE("cel: blocks bind their parts in order") {
  check_optionals({
      {"cel.block([i + 1, cel.index(0) * 2], cel.index(1) + cel.index(0))", "24"},
      {"cel.block([list], cel.index(0).map(cel.iterVar(0, 0), cel.iterVar(0, 0) + 1))", "[2,3,4]"},
      {"cel.block([], 1)", "1"},
      {"cel.index(0)", "!cel.undefined_variable"},
      {"cel.index(i)", "!cel.macro"},
      {"cel.block(list, 1)", "!cel.macro"},
  });
}

TEST_CASE("cel: types of optionals and of what is still free") {
  World world;
  for (const Case& c : std::initializer_list<Case>{
           {"optional.of(1)", "optional_type(int)"},
           {"optional.none()", "optional_type(dyn)"},
           {"[optional.none(), optional.of(1)]", "list(optional_type(int))"},
           {"map.?a", "optional_type(dyn)"},
           {"list[?0]", "optional_type(int)"},
           {"optional.of({'a': 1}).a", "optional_type(int)"},
           {"optional.of(1).optMap(x, 's')", "optional_type(string)"},
           {"[?list[?0]]", "list(int)"},
           {"list[?0].orValue('s')", "cel.no_overload@1:9"},
           {"[[], [1]]", "list(list(int))"},
           {"[]", "list(dyn)"},
           {"{}", "map(dyn, dyn)"},
           {"i.or(i)", "cel.no_overload@1:2"},
           {"i.optMap(x, x)", "cel.no_overload@1:2"},
       }) {
    CAPTURE(c.source);
    CHECK(world.check(c.source) == c.expected);
  }
}

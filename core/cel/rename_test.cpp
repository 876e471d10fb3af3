// Variables of an expression get other names; nothing else that is called the same does.
#include "core/cel/cel.h"
#include "core/cel/rename.h"
#include "tests/support/catch.h"

namespace qudao::cel {
namespace {

const Names kNames = {{"a", "p_a"}, {"b", "p_b"}, {"math", "p_math"}};

} // namespace

TEST_CASE("variables are renamed where they are read") {
  struct Row {
    std::string source;
    std::string renamed;
  };
  const std::vector<Row> rows = {
      {"a", "p_a"},
      {"a + b * c", "p_a + p_b * c"},
      {"aa + a_b", "aa + a_b"},
      {"a.a == x.a", "p_a.a == x.a"},
      {"a(b) + x.b(a)", "a(p_b) + x.b(p_a)"},
      {"a.size() > b[a]", "p_a.size() > p_b[p_a]"},
      {"'a' + \"b\" // a\n + a", "'a' + \"b\" // a\n + p_a"},
      {"{'a': a, b: [b, ?a]}", "{'a': p_a, p_b: [p_b, ?p_a]}"},
      {"has(a.b) ? a.?b : -b", "has(p_a.b) ? p_a.?b : -p_b"},
      {".a + .b", ".p_a + .p_b"},
      {"list.all(a, a > b)", "list.all(a, a > p_b)"},
      {"a.all(a, a > b) && a", "p_a.all(a, a > p_b) && p_a"},
      {"list.map(x, x > a, x + b)", "list.map(x, x > p_a, x + p_b)"},
      {"map.exists(a, b, a == b) || b", "map.exists(a, b, a == b) || p_b"},
      {"list.all(a, list.all(b, a < b) && b)", "list.all(a, list.all(b, a < b) && p_b)"},
      {"cel.bind(a, a + 1, a + b)", "cel.bind(a, p_a + 1, a + p_b)"},
      {"a.optMap(a, a + b)", "p_a.optMap(a, a + p_b)"},
      {"math.abs(a) + math", "math.abs(p_a) + p_math"},
      {"math.a", "p_math.a"},
      // A variable of a macro is called as the new name is.
      {"list.all(p_a, p_a > a)", "list.all(p_a, p_a > .p_a)"},
      {"list.all(p_a, p_a > .a)", "list.all(p_a, p_a > .p_a)"},
      {"中 + a", "中 + a"}, // no expression: stays
      {"a +", "a +"},
      {"", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.source);
    CHECK(rename(row.source, kNames).source == row.renamed);
    CHECK(rename(row.source, {}).source == row.source);
  }
}

TEST_CASE("places of the renamed source are found again") {
  const std::string source = "a + c > b ? a : c";
  const Renamed renamed = rename(source, kNames);
  REQUIRE(renamed.source == "p_a + c > p_b ? p_a : c");
  for (const char mark : {'+', '>', '?', ':'}) {
    CAPTURE(mark);
    CHECK(source[offset_before(renamed.edits, renamed.source.find(mark))] == mark);
  }
  CHECK(offset_before(renamed.edits, 0) == 0);
  CHECK(offset_before(renamed.edits, 2) == 0); // within p_a
  CHECK(offset_before(renamed.edits, renamed.source.find("p_b") + 1) == source.find('b'));
  CHECK(offset_before(renamed.edits, renamed.source.size()) == source.size());
}

TEST_CASE("what is renamed computes the same") {
  Environment before;
  Environment after;
  for (const char* name : {"a", "b"}) {
    before.declare(name, Type::integer());
    after.declare(kNames.find(name)->second, Type::integer());
  }
  for (const char* source :
       {"[1, 2, 3].filter(p_a, p_a > a).map(a, a + b)", "cel.bind(p_b, a, p_b + b)"}) {
    CAPTURE(source);
    const auto one = compile(source, before);
    const auto other = compile(rename(source, kNames).source, after);
    REQUIRE((one && other));
    const std::vector<Value> slots{Value::integer(1), Value::integer(7)};
    Budget budget;
    const auto first = evaluate(*one, slots, budget);
    const auto second = evaluate(*other, slots, budget);
    REQUIRE((first && second));
    CHECK(*first == *second);
  }
}

} // namespace qudao::cel

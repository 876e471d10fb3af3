// An expression taken apart: its words, what its parts read, and what each of them comes to.
#include "core/cel/tree.h"
#include "core/value/json.h"
#include "tests/support/catch.h"

namespace qudao::cel {
namespace {

Environment variables() {
  Environment env;
  env.declare("a", Type::dyn());
  env.declare("b", Type::dyn());
  env.declare("list", Type::dyn());
  return env;
}

Tree parsed(std::string_view source) {
  auto tree = Tree::parse(source, variables());
  INFO(source);
  REQUIRE(tree);
  return std::move(*tree);
}

std::vector<std::string> children(const Tree& tree, NodeId part) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < tree.child_count(part); ++i)
    texts.emplace_back(tree.child(part, i) == kNoNode ? "" : tree.text(tree.child(part, i)));
  return texts;
}

} // namespace

TEST_CASE("parts have the words of the source, without the brackets around them") {
  struct Row {
    std::string source;
    std::vector<std::string> parts; // of the topmost operation
  };
  const std::vector<Row> rows = {
      {"a && b || a", {"a && b", "a"}},
      {"(a || b) && !(a)", {"a || b", "!(a)"}},
      {"((a + 1)) * (b)", {"a + 1", "b"}},
      {"(a || b) && (b || a) && a", {"a || b", "b || a", "a"}},
      {"a ? (b) : [1, 2]", {"a", "b", "[1, 2]"}},
      {"a.b.c == -1", {"a.b.c", "-1"}},
      {"a[b][0] < size(list)", {"a[b][0]", "size(list)"}},
      {"has(a.b) || list.exists(x, x.y == 'z)')", {"has(a.b)", "list.exists(x, x.y == 'z)')"}},
      {"cel.bind(x, a + 1, x * 2) > {'k': (1)}.k", {"cel.bind(x, a + 1, x * 2)", "{'k': (1)}.k"}},
      {" a\n  .startsWith( 'x' ) == math.abs(b)", {"a\n  .startsWith( 'x' )", "math.abs(b)"}},
      {"!((a) && (b))", {"(a) && (b)"}},
      {"a.optMap(x, x) == optional.none()", {"a.optMap(x, x)", "optional.none()"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.source);
    const Tree tree = parsed(row.source);
    CHECK(children(tree, tree.root()) == row.parts);
  }
}

TEST_CASE("a part is evaluated alone") {
  const Tree tree = parsed("(a + 1 > b) && list.all(x, x < a)");
  const std::vector<Value> slots{Value::integer(2), Value::integer(3),
                                 Value::list({Value::integer(1), Value::integer(5)})};
  const NodeId sum = tree.child(tree.child(tree.root(), 0), 0);
  Budget budget;
  CHECK(tree.evaluate(sum, slots, budget)->as_int() == 3);
  CHECK_FALSE(tree.evaluate(tree.child(tree.root(), 0), slots, budget)->as_bool());
  const NodeId body = tree.child(tree.child(tree.root(), 1), 2);
  CHECK(tree.text(body) == "x < a");
  CHECK(tree.reads_outer_local(body));
  CHECK_FALSE(tree.reads_outer_local(tree.child(tree.root(), 1)));
  CHECK(tree.evaluate(body, slots, budget, {Value::integer(1)})->as_bool());
  CHECK_FALSE(tree.evaluate(body, slots, budget, {Value::integer(5)})->as_bool());
  CHECK(tree.variables(body) == std::vector<std::uint32_t>{0});
  CHECK(tree.variables(tree.root()) == std::vector<std::uint32_t>{0, 1, 2});
}

TEST_CASE("a part says where it stands") {
  const Tree tree = parsed("a ==\n  (b || a)");
  const Issue place = tree.place(tree.child(tree.root(), 1), "here");
  CHECK(describe(place, tree.source()) == "2:4 here\n    (b || a)\n     ^");
}

TEST_CASE("what does not compile has no tree") {
  CHECK_FALSE(Tree::parse("nobody == 1", variables()));
  CHECK_FALSE(Tree::parse("a.matches('(')", variables()));
}

} // namespace qudao::cel

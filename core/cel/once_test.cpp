#include "core/cel/once.h"
#include "core/value/json.h"
#include "tests/support/catch.h"

namespace qudao::cel {

TEST_CASE("an expression is evaluated once, refused with its place, or fails") {
  struct Row {
    std::string expression;
    std::string answer;
  };
  const std::vector<Row> rows = {
      {"a + 1", R"({"cost":1,"value":3})"},
      {"names.filter(n, n != 'b')", R"({"cost":8,"value":["a"]})"},
      {"null", R"({"cost":1,"value":null})"},
      {"a +",
       R"({"issues":[{"code":"cel.syntax","column":4,"line":1,"message":"1:4 cel.syntax {\"found\":\"\"}\n  a +\n     ^","params":{"found":""}}]})"},
      {"1 / (a - 2)",
       R"({"cost":2,"error":{"code":"divide_by_zero","column":3,"line":1,"message":"1:3 divide_by_zero\n  1 / (a - 2)\n    ^","params":{}}})"},
  };
  const Map variables{{"a", Value::integer(2)},
                      {"names", Value::list({Value::string("a"), Value::string("b")})}};
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    CHECK(write_json(evaluate_once(row.expression, variables)) == row.answer);
  }
}

} // namespace qudao::cel

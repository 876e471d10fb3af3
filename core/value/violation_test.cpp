#include "core/value/json.h"
#include "core/value/violation.h"
#include "tests/support/catch.h"

namespace qudao {
namespace {

TEST_CASE("violations and issues print what they hold and nothing empty") {
  CHECK(write_json(to_value(Violation{"required", "email", {}, "", ""})) ==
        R"({"code":"required","params":{},"path":"email"})");
  CHECK(
      write_json(to_value(
          Violation{"rule", "staff", {{"total", Value::integer(3)}}, "parts", "too many"})) ==
      R"({"code":"rule","message":"too many","params":{"total":3},"path":"staff","rule":"parts"})");
  CHECK(write_json(to_value(Issue{"cel.type", "/rules/0", {}, "no such overload", 0, 0})) ==
        R"({"code":"cel.type","message":"no such overload","params":{},"path":"/rules/0"})");
  CHECK(
      write_json(to_value(Issue{"cel.type", "/rules/0", {}, "no such overload", 1, 7})) ==
      R"({"code":"cel.type","column":7,"line":1,"message":"no such overload","params":{},"path":"/rules/0"})");
}

TEST_CASE("violations are equal when all they say is") {
  const Violation one{"min", "age", {{"min", Value::integer(1)}}, "", ""};
  Violation other = one;
  CHECK(one == other);
  other.params.set("min", Value::integer(2));
  CHECK(one != other);
}

} // namespace
} // namespace qudao

#include <limits>

#include "core/value/json.h"
#include "tests/support/catch.h"

using namespace qudao;

TEST_CASE("json: text that reads and writes to its canonical form") {
  struct Case {
    const char* text;
    const char* canonical;
  };
  for (const Case& c : {
           Case{"null", "null"},
           {" true ", "true"},
           {"-0", "0"},
           {"9223372036854775807", "9223372036854775807"},
           {"-9223372036854775808", "-9223372036854775808"},
           {"9223372036854775808", "9223372036854776000.0"},
           {"1.0", "1.0"},
           {"1e2", "100.0"},
           {"0.1", "0.1"},
           {"-2.50", "-2.5"},
           {"1e300", "1e+300"},
           {"\"\\u4e2d\\u56fd\"", "\"中国\""},
           {"\"\\ud83d\\ude00\"", "\"😀\""},
           {R"("a\/b\n\u0001\"\\")", R"("a/b\n\u0001\"\\")"},
           {"[ ]", "[]"},
           {"[1, [2, {}]]", "[1,[2,{}]]"},
           {R"({"b":1,"a":{"z":null,"y":[]}})", R"({"a":{"y":[],"z":null},"b":1})"},
       }) {
    CAPTURE(c.text);
    auto value = parse_json(c.text);
    REQUIRE(value);
    CHECK(write_json(*value) == c.canonical);
    auto again = parse_json(c.canonical);
    REQUIRE(again);
    CHECK(*again == *value);
  }
}

TEST_CASE("json: kinds of numbers") {
  CHECK(parse_json("1")->kind() == Kind::integer);
  CHECK(parse_json("1.0")->kind() == Kind::real);
  CHECK(parse_json("1e0")->kind() == Kind::real);
  CHECK(parse_json("18446744073709551615")->kind() == Kind::real);
  CHECK(parse_json("-9223372036854775809")->kind() == Kind::real);
}

TEST_CASE("json: what is refused, with code and place") {
  struct Case {
    std::string_view text;
    const char* code;
    std::size_t from; // the offset lies between
    std::size_t to;
  };
  for (const Case& c : {
           Case{"", "json.syntax", 0, 0},
           {"{", "json.syntax", 1, 1},
           {"[1,]", "json.syntax", 3, 4},
           {"1 2", "json.syntax", 2, 3},
           {"{\"a\":1,}", "json.syntax", 7, 8},
           {"{a:1}", "json.syntax", 1, 2},
           {"'a'", "json.syntax", 0, 1},
           {"01", "json.syntax", 1, 2},
           {"NaN", "json.syntax", 0, 1},
           {"\"\x01\"", "json.syntax", 1, 2},
           {"\"\\ud800\"", "json.syntax", 7, 8},
           {"// c\n1", "json.syntax", 0, 1},
           {"\"\xC0\x80\"", "json.encoding", 1, 1},
           {"\"a\xED\xA0\x80\"", "json.encoding", 2, 2},
           {"{\"a\":1,\"b\":2,\"a\":3}", "json.duplicate_key", 19, 19},
           {"1e999", "json.number", 5, 5},
       }) {
    CAPTURE(c.text);
    auto value = parse_json(c.text);
    REQUIRE_FALSE(value);
    CHECK(value.error().code == c.code);
    CHECK(value.error().offset >= c.from);
    CHECK(value.error().offset <= c.to);
  }
}

TEST_CASE("json: limits hold") {
  JsonLimits limits;
  limits.bytes = 100;
  limits.depth = 3;
  limits.values = 5;
  CHECK(parse_json("[[[1]]]", limits));
  CHECK(parse_json("[[[[1]]]]", limits).error().code == "json.too_deep");
  CHECK(parse_json("[1,2,3,4]", limits));
  CHECK(parse_json("[1,2,3,4,5]", limits).error().code == "json.too_large");
  CHECK(parse_json("{\"a\":[],\"b\":[],\"c\":{}}", limits));
  CHECK(parse_json("\"" + std::string(99, 'x') + "\"", limits).error().code == "json.too_large");
  std::string deep(200'000, '[');
  CHECK(parse_json(deep).error().code == "json.too_deep");
}

TEST_CASE("json: kinds that JSON lacks are written as text") {
  struct Case {
    Value value;
    const char* text;
  };
  for (const Case& c : {
           Case{Value::timestamp({0, 0}), "\"1970-01-01T00:00:00Z\""},
           {Value::duration({-1, -500'000'000}), "\"-1.5s\""},
           {Value::bytes("ab"), "\"YWI=\""},
           {Value::type("int"), "\"int\""},
           {Value::unsigned_integer(18446744073709551615u), "18446744073709551615"},
           {Value::real(std::numeric_limits<double>::infinity()), "\"Infinity\""},
           {Value::real(-0.0), "-0.0"},
       })
    CHECK(write_json(c.value) == c.text);
  Map map;
  map.set(Value::integer(1), Value::boolean(true));
  CHECK(write_json(Value::map(map)) == "{\"1\":true}");
}

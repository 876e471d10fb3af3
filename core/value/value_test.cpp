#include <cmath>
#include <limits>

#include "core/value/value.h"
#include "tests/support/catch.h"

using namespace qudao;

namespace {

std::vector<Value> one_of_each_kind() {
  return {Value::null(),
          Value::boolean(true),
          Value::integer(-7),
          Value::unsigned_integer(7),
          Value::real(1.5),
          Value::string("渠道"),
          Value::bytes(std::string_view("\0\xFF", 2)),
          Value::list({Value::integer(1), Value::string("a")}),
          Value::map({{"b", Value::integer(2)}, {"a", Value::integer(1)}}),
          Value::timestamp({1'700'000'000, 5}),
          Value::duration({-3, -4}),
          Value::type("int"),
          Value::optional(Value::integer(1))};
}

} // namespace

TEST_CASE("value: every kind gives back what it was made of") {
  auto values = one_of_each_kind();
  for (std::size_t i = 0; i < values.size(); ++i)
    CHECK(values[i].kind() == static_cast<Kind>(i));
  CHECK(values[1].as_bool());
  CHECK(values[2].as_int() == -7);
  CHECK(values[3].as_uint() == 7);
  CHECK(values[4].as_real() == 1.5);
  CHECK(values[5].as_string() == "渠道");
  CHECK(values[6].as_bytes() == std::string_view("\0\xFF", 2));
  CHECK(values[7].as_list()[1].as_string() == "a");
  CHECK(values[8].find("b")->as_int() == 2);
  CHECK(values[9].as_timestamp() == Timestamp{1'700'000'000, 5});
  CHECK(values[10].as_duration() == Duration{-3, -4});
  CHECK(values[11].as_type() == "int");
  CHECK(values[12].as_optional()->as_int() == 1);
  CHECK(Value::none().as_optional() == nullptr);
  CHECK(Value::none() != values[12]);
}

TEST_CASE("value: compare is a total order over all kinds and agrees with equality") {
  auto values = one_of_each_kind();
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = 0; j < values.size(); ++j) {
      CAPTURE(i, j);
      CHECK((compare(values[i], values[j]) < 0) == (i < j));
      CHECK((values[i] == values[j]) == (i == j));
    }
  }
}

TEST_CASE("value: identity tells apart what prints differently") {
  double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(Value::integer(1) != Value::real(1.0));
  CHECK(Value::integer(1) != Value::unsigned_integer(1));
  CHECK(Value::real(0.0) != Value::real(-0.0));
  CHECK(Value::real(nan) == Value::real(nan));
  CHECK(Value::string("a") != Value::bytes("a"));
  CHECK(Value::list({}) != Value::map({}));
  CHECK(Value::list({Value::null()}) != Value::list({}));
}

TEST_CASE("value: copies share, moves empty, assignment survives aliasing") {
  Value text = Value::string("a long enough text to be kept on the heap");
  Value copy = text;
  CHECK(copy.as_string().data() == text.as_string().data());

  Value moved = std::move(copy);
  CHECK(moved == text);
  moved = Value::integer(1);
  CHECK(text.as_string().size() == 41);

  Value tree = Value::list({Value::list({Value::string("inner")})});
  tree = tree.as_list()[0]; // the assigned value lives inside the one that is replaced
  CHECK(tree == Value::list({Value::string("inner")}));
  const Value& self = tree;
  tree = self;
  CHECK(tree == Value::list({Value::string("inner")}));
}

TEST_CASE("value: empty payloads") {
  CHECK(Value::string("").as_string().empty());
  CHECK(Value::bytes("").as_bytes().empty());
  CHECK(Value::list({}).as_list().empty());
  CHECK(Value::map({}).as_map().empty());
  CHECK(Value::string("") == Value::string(""));
  CHECK(Value::integer(1).find("a") == nullptr);
}

TEST_CASE("map: sorted by key whatever the order of insertion") {
  Map map;
  for (const char* key : {"m", "z", "a", "q"})
    map.set(key, Value::string(key));
  std::string keys;
  for (const auto& [key, value] : map)
    keys += key.as_string();
  CHECK(keys == "amqz");

  map.set("q", Value::integer(1));
  CHECK(map.size() == 4);
  CHECK(map.find("q")->as_int() == 1);
  CHECK(map.find("b") == nullptr);
  CHECK(map.erase("q"));
  CHECK_FALSE(map.erase("q"));
  CHECK(map.size() == 3);
}

TEST_CASE("map: keys of several kinds live side by side") {
  Map map;
  map.set("1", Value::integer(10));
  map.set(Value::integer(1), Value::integer(20));
  map.set(Value::boolean(true), Value::integer(30));
  map.set(Value::type("a"), Value::integer(40));
  map.set(Value::integer(1), Value::integer(21));
  CHECK(map.size() == 4);
  CHECK(map.find("1")->as_int() == 10);
  CHECK(map.find(Value::integer(1))->as_int() == 21);
  CHECK(map.find(Value::boolean(false)) == nullptr);
}

TEST_CASE("map: of sorts and lets the last of equal keys stay") {
  Map map = Map::of({{Value::string("b"), Value::integer(1)},
                     {Value::string("a"), Value::integer(2)},
                     {Value::string("b"), Value::integer(3)}});
  CHECK(Value::map(map) == Value::map({{"a", Value::integer(2)}, {"b", Value::integer(3)}}));
}

#include "core/value/json_reader.h"
#include "tests/support/catch.h"

using namespace qudao;

namespace {

// The members of a map as "key=text", those called "n" read and the others passed over; or where and why it stopped.
std::string taken_apart(std::string_view text, const JsonLimits& limits = {}) {
  JsonReader reader(text, limits);
  std::string out;
  const bool read = reader.map([&](const Value& key) {
    out += std::string(key.as_string()) + '=';
    Value number;
    std::string_view other;
    const bool taken = key.as_string() == "n" ? reader.value(number) : reader.skip(other);
    out += (key.as_string() == "n" ? write_json(number) : std::string(other)) + ';';
    return taken;
  });
  if (read && reader.end()) return out;
  return reader.error().code + '@' + std::to_string(reader.error().offset);
}

} // namespace

TEST_CASE("json reader: a map is taken apart, what is passed over stays as it was written") {
  struct Case {
    std::string_view text, parts;
  };
  for (const Case& c : {Case{"{}", ""},
                        {R"({"n": 1.50, "a": 1.50})", "n=1.5;a=1.50;"},
                        {R"( {"a" : {"z":[1, 2 ],"b":"\u4e2d\"\\"} ,"n":[ ]} )",
                         R"(a={"z":[1, 2 ],"b":"\u4e2d\"\\"};n=[];)"},
                        // twice is seen only where it is read
                        {R"({"a":{"b":1,"b":2},"n":3})", R"(a={"b":1,"b":2};n=3;)"},
                        {R"({"n":{"b":1,"b":2}})", "json.duplicate_key@18"},
                        {R"({"a":1} x)", "json.syntax@8"},
                        {R"({"a":tru})", "json.syntax@5"},
                        {R"({"a":"\x"})", "json.syntax@7"},
                        {R"({"a":[1,]})", "json.syntax@8"},
                        {R"({"a":1e999})", "json.number@10"},
                        {"[1]", "json.syntax@0"},
                        {"", "json.syntax@0"},
                        {"{\"a\":\"\xff\"}", "json.encoding@6"}}) {
    CAPTURE(c.text);
    CHECK(taken_apart(c.text) == c.parts);
  }
}

TEST_CASE("json reader: limits hold for what is passed over as well") {
  CHECK(taken_apart(R"({"a":[[[]]]})", {100, 3}) == "json.too_deep@7");
  CHECK(taken_apart(R"({"a":[1,2,3]})", {100, 9, 4}) == "json.too_large@10");
  CHECK(taken_apart(R"({"a":1})", {3}) == "json.too_large@3");
}

TEST_CASE("json reader: a list item by item, and the text since a place") {
  const JsonLimits limits;
  JsonReader reader(R"([{"id":"r1"}, {"id":"r2"}])", limits);
  std::string items;
  REQUIRE(reader.list([&] {
    const std::size_t from = reader.at();
    std::string_view id;
    const bool read = reader.map([&](const Value& /*key*/) { return reader.skip(id); });
    items += std::string(id) + ':' + std::string(reader.since(from)) + ' ';
    return read;
  }));
  CHECK(reader.end());
  CHECK(items == R"("r1":{"id":"r1"} "r2": {"id":"r2"} )");
}

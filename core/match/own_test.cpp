#include "core/match/own.h"
#include "core/value/json.h"
#include "tests/support/catch.h"
#include "tests/support/match_lexicon.h"

namespace qudao::match {

namespace {

std::shared_ptr<const Lexicon> base() {
  // Lives as long as the tests.
  return {std::shared_ptr<const Lexicon>(), &test::lexicon()};
}

Result<Own, std::vector<Issue>> own_of(std::string_view text) {
  const auto document = parse_json(text);
  REQUIRE(document);
  return read_own(base(), *document);
}

std::string issues_of(std::string_view text) {
  const auto own = own_of(text);
  if (own) return "";
  std::string all;
  for (const Issue& each : own.error()) {
    all += each.code + " " + each.path + "\n";
  }
  return all;
}

Outcome verdict(const Own& own, std::string_view a, std::string_view b) {
  const auto company = [&own](std::string_view name) {
    return read_company(*own.lexicon, own.rule, Value::map({{"name", Value::string(name)}}));
  };
  return compare(*own.lexicon, own.rule, company(a), company(b)).outcome;
}

bool share_key(const Own& own, std::string_view a, std::string_view b) {
  const auto keys_of = [&own](std::string_view name) {
    return keys(*own.lexicon,
                read_company(*own.lexicon, own.rule, Value::map({{"name", Value::string(name)}})));
  };
  const auto of_a = keys_of(a);
  const auto of_b = keys_of(b);
  return std::any_of(of_a.begin(), of_a.end(), [&of_b](const std::string& key) {
    return std::find(of_b.begin(), of_b.end(), key) != of_b.end();
  });
}

} // namespace

TEST_CASE("match: without words and a rule of its own it is as every installation is") {
  const auto own = own_of(R"({"matching":"company","version":3})");
  REQUIRE(own);
  CHECK(own->version == 3);
  CHECK(own->lexicon.get() == &test::lexicon());
  CHECK(own->rule.same == company_rule().same);
}

TEST_CASE("match: an organisation's words change what is one company") {
  const auto plain = own_of(R"({"matching":"company","version":1})");
  const auto own = own_of(R"({"matching":"company","version":1,"words":{
      "variants":[["日东","尼拓"]], "synonyms":[["滚珠丝杠","传动丝杆"]],
      "regions":[{"name":"独墅湖","code":"3205"}]}})");
  REQUIRE(plain);
  REQUIRE(own);
  struct Row {
    const char* a;
    const char* b;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"苏州日东精密电子有限公司", "苏州尼拓精密电子有限公司"},
           {"苏州恒隆滚珠丝杠有限公司", "苏州恒隆传动丝杆有限公司"},
           {"独墅湖巨浪精密电子有限公司", "苏州巨浪精密电子有限公司"},
       }) {
    INFO(row.a << " " << row.b);
    CHECK(verdict(*plain, row.a, row.b) != Outcome::same);
    CHECK(verdict(*own, row.a, row.b) == Outcome::same);
    CHECK(share_key(*own, row.a, row.b));
  }
}

TEST_CASE("match: a rule of one's own decides") {
  const auto strict = own_of(R"({"matching":"company","version":1,"rule":{"id":"company","same":90,
      "probable":80,"fields":[{"fields":["credit_code"],"kind":"registration","equal":"same",
      "different":"different"}]}})");
  REQUIRE(strict);
  CHECK(verdict(*strict, "上海瑞丽服装有限公司", "上海瑞丽服装有限公司") == Outcome::different);
}

TEST_CASE("match: what is wrong in an organisation's document is named with its place") {
  CHECK(issues_of("[]") == "match.own.type \n");
  CHECK(issues_of("{}") == "match.own.type /matching\nmatch.own.type /version\n");
  CHECK(issues_of(R"({"matching":"person","version":0,"colour":1})") ==
        "match.own.unknown /colour\nmatch.own.type /matching\nmatch.own.type /version\n");
  CHECK(issues_of(R"({"matching":"company","version":1,"words":{"industry":"x"}})") ==
        "match.words.type /words/industry\n");
  CHECK(issues_of(
            R"({"matching":"company","version":1,"words":{"regions":["x",{"name":"x","code":"1"}],
      "variants":[["x"],["x",5]]}})") ==
        "match.words.region /words/regions/0\nmatch.words.region /words/regions/1\n"
        "match.words.group /words/variants/0\nmatch.words.type /words/variants/1/1\n");
  CHECK(issues_of(R"({"matching":"company","version":1,"rule":{"id":"x","same":1,"probable":2,
      "fields":[{"fields":["a"],"kind":"colour"}]}})") ==
        "match.rule.thresholds /rule/probable\nmatch.rule.unknown /rule/fields/0/kind\n");
}

} // namespace qudao::match

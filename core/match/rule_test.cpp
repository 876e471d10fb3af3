// Rules as data: what is read, what is refused and where.
#include "tests/support/match_lexicon.h"

namespace qudao::match {
namespace {

using test::json;
using test::lexicon;

std::string refused(const std::string& document) {
  const auto rule = read_matching_rule(json(document));
  std::string all;
  if (rule) return all;
  for (const Issue& issue : rule.error()) {
    all += issue.code + " " + issue.path + "\n";
  }
  return all;
}

std::string with_field(const std::string& field) {
  return R"({"id":"x","same":10,"probable":5,"fields":[)" + field + "]}";
}

} // namespace

TEST_CASE("match: the rule for companies is sound") {
  const MatchingRule rule = company_rule();
  CHECK(rule.id == "company");
  CHECK(rule.fields.size() == 4);
  CHECK(rule.same > rule.probable);
}

TEST_CASE("match: a wrong matching rule is refused with the path") {
  struct Row {
    std::string document;
    const char* issues;
  };
  for (
      const Row& row : std::initializer_list<Row>{
          {"[]", "match.rule.type \n"},
          {R"({"id":"x","same":1,"probable":2,"fields":[{"kind":"domain","fields":["a"]}]})",
           "match.rule.thresholds /probable\n"},
          {R"({"id":"","same":2,"probable":1,"fields":[]})",
           "match.rule.type /id\nmatch.rule.type /fields\n"},
          {R"({"id":"x","same":2,"probable":1})", "match.rule.missing /fields\n"},
          {R"({"id":"x","same":"2","probable":1,"fields":[{"kind":"domain","fields":["a"]}],"z":1})",
           "match.rule.unknown /z\nmatch.rule.type /same\nmatch.rule.thresholds /probable\n"},
          {with_field("1"), "match.rule.type /fields/0\n"},
          {with_field(R"({"kind":"colour","fields":["a"]})"),
           "match.rule.unknown /fields/0/kind\n"},
          {with_field(R"({"kind":"phone"})"), "match.rule.missing /fields/0/fields\n"},
          {with_field(R"({"kind":"phone","fields":[1]})"), "match.rule.type /fields/0/fields\n"},
          {with_field(R"({"kind":"phone","fields":["a"],"mobile":1.5})"),
           "match.rule.type /fields/0/mobile\n"},
          {with_field(R"({"kind":"company_name","fields":["a"],"region":{"inside":1}})"),
           "match.rule.unknown /fields/0/region/inside\n"},
          {with_field(R"({"kind":"company_name","fields":["a"],"region":{"equal":"probable"}})"),
           "match.rule.type /fields/0/region/equal\n"},
          {with_field(R"({"kind":"company_name","fields":["a"],"rarity":9999})"),
           "match.rule.type /fields/0/rarity\n"},
      }) {
    INFO(row.document);
    CHECK(refused(row.document) == row.issues);
  }
}

TEST_CASE("match: what a rule weighs is what counts") {
  const auto rule = read_matching_rule(
      json(with_field(R"({"kind":"phone","fields":["tel"],"mobile":7,"landline":10})")));
  REQUIRE(rule);
  const auto outcome = [&rule](const char* a, const char* b) {
    return compare(lexicon(), *rule, read_company(lexicon(), *rule, json(a)),
                   read_company(lexicon(), *rule, json(b)))
        .outcome;
  };
  CHECK(outcome(R"({"tel":"13800138000"})", R"({"tel":"13800138000"})") == Outcome::probable);
  CHECK(outcome(R"({"tel":"13800138000"})", R"({"phone":"13800138000"})") == Outcome::different);
  CHECK(outcome(R"({"name":"甲"})", R"({"name":"甲"})") == Outcome::different);
}

TEST_CASE("match: a duplicate rule says what follows") {
  const auto rule = read_duplicate_rule(
      json(R"({"id":"d","matching_rule":"company","on":{"same":"block","probable":"warn"}})"));
  REQUIRE(rule);
  CHECK(rule->on(Outcome::same) == Action::block);
  CHECK(rule->on(Outcome::probable) == Action::warn);
  CHECK(rule->on(Outcome::different) == Action::allow);
  const auto wrong =
      read_duplicate_rule(json(R"({"id":"d","on":{"same":"shout","different":"warn"}})"));
  REQUIRE_FALSE(wrong);
  std::string issues;
  for (const Issue& issue : wrong.error())
    issues += issue.code + " " + issue.path + "\n";
  CHECK(issues == "match.rule.missing /matching_rule\nmatch.rule.unknown /on/different\n"
                  "match.rule.type /on/same\n");
}

} // namespace qudao::match

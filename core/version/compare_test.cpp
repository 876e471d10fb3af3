// What whoever publishes a new version is told: the changes, and what they do to an open draft.
#include "core/version/version.h"
#include "tests/support/form_scenario.h"

namespace qudao::version {
namespace {

using form::compiled;
using form::Form;
using form::json;

std::vector<std::string> changes(Form from, Form to) {
  std::vector<std::string> found;
  const auto before = compiled(from.bundle());
  const auto after = compiled(to.version(2).bundle());
  const Value list = to_value(compare(*before, *after), "en");
  for (const Value& change : list.as_list()) {
    const std::string message(change.find("message")->as_string());
    CHECK(message.find('{') == std::string::npos);
    found.push_back(message + " @ " + std::string(change.find("path")->as_string()));
  }
  return found;
}

Form plain() {
  return Form().field("a", "text").field("b", "text");
}

std::string upgrades(const std::string& fields) {
  return R"("upgrades":[{"to":2,"fields":)" + fields + "}]";
}

form::Context english() {
  form::Context context;
  context.locale = "en";
  context.values = Value::map({});
  context.lookups = Value::map({});
  return context;
}

} // namespace

TEST_CASE("two versions are compared field by field, rule by rule") {
  struct Row {
    Form from;
    Form to;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows = {
      {plain(), plain(), {}},
      {plain(), plain().field("c", "text"), {"“the c” is asked in addition @ /fields/c"}},
      {plain(),
       Form().field("a", "text"),
       {"“the b” is no longer asked; answers are kept aside @ /fields/b"}},
      {plain().field("n", "integer", R"("calculate":"1")"),
       plain(),
       {"“the n” is no longer calculated @ /fields/n"}},
      {plain(),
       Form().field("a", "text", R"("required":true)").field("b", "integer"),
       {"“the a”: required is changed @ /fields/a/required",
        "“the b”: kind is changed @ /fields/b/kind"}},
      {Form().field("a", "text", R"("required":true)"),
       Form().field("a", "text"),
       {"“the a”: required is changed @ /fields/a/required"}},
      {plain(),
       Form().field("a", "text").field("c", "text").also(upgrades(R"({"c":{"from":"b"}})")),
       {"the b becomes “the c” (c) @ /fields/c", "“the c”: label is changed @ /fields/c/label"}},
      {plain(),
       Form()
           .field("a", "text")
           .field("c", "text")
           .field("d", "text")
           .also(upgrades(R"({"c":{"from":"b"},"d":{"from":"b"}})")),
       {"A part of the answer of the b goes to “the c” @ /fields/c",
        "“the c”: label is changed @ /fields/c/label",
        "A part of the answer of the b goes to “the d” @ /fields/d",
        "“the d”: label is changed @ /fields/d/label"}},
      {plain(),
       Form()
           .field("c", "text")
           .also(upgrades(R"({"c":{"from":["a","b"],"value":"answers.a + answers.b"}})")),
       {"“the c” takes its answer from the a, the b @ /fields/c"}},
      {plain().rule("r", "a != b", "a").rule("s", "a != b", "a"),
       plain().rule("r", "a == b", "a").rule("t", "a != b", "a"),
       {"The rule r is changed @ /rules/0", "The rule t is new @ /rules/1",
        "The rule s is gone @ /rules/1"}},
      {plain().also(R"("title_field":"a")"),
       plain().also(R"("title_field":"b")"),
       {"title_field is changed @ /title_field"}},
  };
  for (const Row& row : rows)
    CHECK(changes(row.from, row.to) == row.expected);
}

TEST_CASE("an open draft: what is kept, moved, put aside, and what now needs an answer") {
  const auto from =
      compiled(plain().field("c", "text").field("wrong", "integer").field("gone", "text").bundle());
  const auto to = compiled(Form()
                               .version(2)
                               .field("a", "text", R"("max_length":1)")
                               .field("n", "text")
                               .field("c", "text")
                               .field("wrong", "integer")
                               .field("asked", "text", R"("required":true)")
                               .also(upgrades(R"({"n":{"from":"b"}})"))
                               .text("required", "Fill this in")
                               .bundle());
  const Value data = json(R"({"a":"too long","b":"x","c":"y","wrong":"no number","gone":"z"})");
  const Value told = to_value(effect(from, to, data, {}, english()));
  CHECK(write_json(*told.find("counts")) ==
        R"({"aside":1,"kept":3,"moved":1,"needs_answer":2,"recoded":0,"restored":0})");
  CHECK(write_json(*told.find("moved")) ==
        R"([{"fate":"moved","field":"n","from":["b"]},)"
        R"({"fate":"aside","field":"gone","from":["gone"],"reason":"removed"}])");
  const Value& needed = *told.find("needs_answer");
  REQUIRE(needed.as_list().size() == 2);
  CHECK(needed.as_list()[0].find("path")->as_string() == "a");
  CHECK(needed.as_list()[1].find("path")->as_string() == "asked");
  CHECK(needed.as_list()[1].find("message")->as_string() == "Fill this in");
}

TEST_CASE("a draft that was wrong already is not said to be wrong because of the new version") {
  const auto from = compiled(Form().field("a", "text", R"("required":true)").bundle());
  const auto to = compiled(Form()
                               .version(2)
                               .field("n", "text", R"("required":true)")
                               .also(upgrades(R"({"n":{"from":"a"}})"))
                               .bundle());
  CHECK(effect(from, from, json("{}"), {}, english()).needs_answer.empty());
  CHECK(effect(from, to, json(R"({"a":null})"), {}, english()).needs_answer.empty());
}

} // namespace qudao::version

// Where answers go when a definition gets a new version: a table of changes, and that nothing is ever lost.
#include "core/version/version.h"
#include "tests/support/form_scenario.h"

namespace qudao::version {
namespace {

using form::compiled;
using form::Form;
using form::json;

std::string list_of(const std::string& codes) {
  std::string items;
  for (const char code : codes) {
    items += (items.empty() ? "" : ",") + std::string(R"({"code":")") + code +
             R"(","label":{"zh-CN":"x"}})";
  }
  return R"("choices":{"list":[)" + items + "]}";
}

Form old_form() {
  return Form()
      .field("a", "text")
      .field("b", "text")
      .field("c", "choice", list_of("xyz"))
      .field("d", "choices", list_of("xyz"))
      .field("twice", "integer", R"("calculate":"2")");
}

struct Row {
  const char* what;
  Form to; // version 2
  std::string data;
  std::string expected;
  std::string aside; // "field reason value …"
};

std::string aside_of(const Upgraded& upgraded) {
  std::string text;
  for (const Value& entry : upgraded.aside.as_list()) {
    text += (text.empty() ? "" : "; ") + std::string(entry.find("field")->as_string()) + ' ' +
            std::string(entry.find("reason")->as_string()) + ' ' + write_json(*entry.find("value"));
  }
  return text;
}

Form with_upgrade(Form form, const std::string& inside, int to = 2) {
  return form.version(2).also(R"("upgrades":[{"to":)" + std::to_string(to) + ',' + inside + "}]");
}

std::string fates_of(const Upgraded& upgraded) {
  std::string text;
  for (const Passage& passage : upgraded.passages)
    text += (text.empty() ? "" : " ") + passage.field + ':' + std::string(name_of(passage.fate));
  return text;
}

} // namespace

TEST_CASE("an upgrade takes every answer to where it belongs") {
  const std::vector<Row> rows = {
      {"the same fields: nothing moves", old_form(), R"({"a":"1","c":"x"})", R"({"a":"1","c":"x"})",
       ""},
      {"a field that is gone is kept aside", Form().field("b", "text"), R"({"a":"1","b":"2"})",
       R"({"b":"2"})", R"(a removed "1")"},
      {"what was never answered leaves nothing", Form().field("b", "text"), R"({"a":null,"b":"2"})",
       R"({"b":"2"})", ""},
      {"a calculated value is no answer", Form().field("b", "text"), R"({"b":"2","twice":2})",
       R"({"b":"2"})", ""},
      {"what is calculated now was once typed", Form().field("a", "text", R"("calculate":"'z'")"),
       R"({"a":"1"})", "{}", R"(a calculated "1")"},
      {"renamed", with_upgrade(Form().field("n", "text"), R"("fields":{"n":{"from":"a"}})"),
       R"({"a":"1"})", R"({"n":"1"})", ""},
      {"emptied stays emptied",
       with_upgrade(Form().field("n", "text"), R"("fields":{"n":{"from":"a"}})"), R"({"a":null})",
       R"({"n":null})", ""},
      {"two change places",
       with_upgrade(Form().field("a", "text").field("b", "text"),
                    R"("fields":{"a":{"from":"b"},"b":{"from":"a"}})"),
       R"({"a":"1","b":"2"})", R"({"a":"2","b":"1"})", ""},
      {"split",
       with_upgrade(Form().field("p", "text").field("q", "text"),
                    R"("fields":{"p":{"from":"a","value":"answer.split('/')[0]"},)"
                    R"("q":{"from":"a","value":"answer.split('/')[1]"}})"),
       R"({"a":"1/2"})", R"({"p":"1","q":"2"})", ""},
      {"a split that fails for one record keeps the whole aside",
       with_upgrade(Form().field("p", "text").field("q", "text"),
                    R"("fields":{"p":{"from":"a","value":"answer.split('/')[0]"},)"
                    R"("q":{"from":"a","value":"answer.split('/')[1]"}})"),
       R"({"a":"12"})", R"({"p":"12"})", R"(a failed "12")"},
      {"joined",
       with_upgrade(Form().field("n", "text"),
                    R"("fields":{"n":{"from":["a","b"],"value":"answers.a + ' ' + answers.b"}})"),
       R"({"a":"1","b":"2"})", R"({"n":"1 2"})", ""},
      {"joined, where one is missing",
       with_upgrade(Form().field("n", "text"),
                    R"("fields":{"n":{"from":["a","b"],"value":"answers.a + ' ' + answers.b"}})"),
       R"({"a":"1"})", "{}", R"(a failed "1")"},
      {"split off, while the field goes on",
       with_upgrade(Form().field("a", "text").field("q", "text"),
                    R"("fields":{"a":{"from":"a"},"q":{"from":"a","value":"answer + '!'"}})"),
       R"({"a":"1"})", R"({"a":"1","q":"1!"})", ""},
      {"the place was taken",
       with_upgrade(Form().field("b", "text"), R"("fields":{"b":{"from":"a"}})"),
       R"({"a":"1","b":"2"})", R"({"b":"1"})", R"(b replaced "2")"},
      {"a choice is replaced",
       with_upgrade(old_form(), R"("choices":{"c":{"x":"y"},"d":{"x":"y"}})"),
       R"({"c":"x","d":["x","y","z"]})", R"({"c":"y","d":["y","z"]})", ""},
      {"a choice is dropped",
       with_upgrade(old_form(), R"("choices":{"c":{"x":null},"d":{"x":null}})"),
       R"({"c":"x","d":["x","z"]})", R"({"d":["z"]})",
       R"(c choice_removed "x"; d choice_removed ["x"])"},
      {"a choice of a renamed field is replaced under its new name",
       with_upgrade(Form().field("n", "choice", list_of("y")),
                    R"("fields":{"n":{"from":"c"}},"choices":{"n":{"x":"y"}})"),
       R"({"c":"x"})", R"({"n":"y"})", ""},
      {"what is not of the field's kind stays as typed", Form().field("a", "integer"),
       R"({"a":"one"})", R"({"a":"one"})", ""},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const auto from = compiled(old_form().bundle());
    const auto to = compiled(Form(row.to).version(2).bundle());
    const Upgraded upgraded = upgrade(*from, *to, json(row.data), Value::null());
    CHECK(write_json(upgraded.data) == row.expected);
    CHECK(aside_of(upgraded) == row.aside);
  }
}

TEST_CASE("a record that is several versions old goes through every upgrade since") {
  const auto first = compiled(Form().field("a", "text").field("b", "text").bundle());
  const auto fourth = compiled(
      Form()
          .version(4)
          .field("name", "text")
          .field("b", "text")
          .also(R"("upgrades":[{"to":2,"fields":{"n":{"from":"a","value":"answer + '2'"}}},)"
                R"({"to":4,"fields":{"name":{"from":"n","value":"answer + '4'"}}}])")
          .bundle());
  const auto second = compiled(Form().version(2).field("n", "text").field("b", "text").bundle());

  const Upgraded upgraded = upgrade(*first, *fourth, json(R"({"a":"1","b":"x"})"), {});
  CHECK(write_json(upgraded.data) == R"({"b":"x","name":"124"})");
  CHECK(fates_of(upgraded) == "name:moved b:kept");
  CHECK(upgraded.passages[0].from == std::vector<std::string>{"a"});
  CHECK(write_json(upgrade(*second, *fourth, json(R"({"n":"1"})"), {}).data) == R"({"name":"14"})");
  CHECK(write_json(upgrade(*fourth, *fourth, json(R"({"name":"1"})"), {}).data) ==
        R"({"name":"1"})");
  CHECK(write_json(upgrade(*fourth, *first, json(R"({"name":"1"})"), {}).data) ==
        R"({"name":"1"})");
}

TEST_CASE("what was put aside is labelled, stays, and returns when it is asked again") {
  const auto first = compiled(Form().field("a", "text").field("b", "text").bundle());
  const auto second = compiled(Form().version(2).field("b", "text").bundle());
  const auto third = compiled(Form().version(3).field("a", "text").field("b", "text").bundle());

  const Upgraded without = upgrade(*first, *second, json(R"({"a":"1","b":"2"})"), {});
  CHECK(
      write_json(without.aside) ==
      R"([{"field":"a","label":{"en":"the a","zh-CN":"a"},"reason":"removed","value":"1","version":1}])");
  CHECK(fates_of(without) == "b:kept a:aside");

  const Upgraded again = upgrade(*second, *third, without.data, without.aside);
  CHECK(write_json(again.data) == R"({"a":"1","b":"2"})");
  CHECK(write_json(again.aside) == "[]");
  CHECK(fates_of(again) == "a:restored b:kept");

  // Unless somebody has answered it since.
  const Upgraded answered = upgrade(*second, *third, json(R"({"a":"9"})"), without.aside);
  CHECK(write_json(answered.data) == R"({"a":"9"})");
  CHECK(aside_of(answered) == R"(a removed "1")");
}

// A slow and obvious account of random upgrades: every answer typed is afterwards in the data or aside.
TEST_CASE("no answer is lost, whatever is renamed, removed or brought back") {
  std::uint32_t state = 1;
  const auto random = [&state](std::uint32_t below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 8U) % below;
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<std::shared_ptr<const form::Definition>> versions;
    std::string upgrades;
    std::vector<int> fields{0, 1, 2, 3};
    for (int number = 1; number <= 4; ++number) {
      std::string moves;
      if (number > 1) {
        std::vector<int> before = fields;
        fields.clear();
        for (int field = 0; field < 8; ++field) {
          const bool was = std::find(before.begin(), before.end(), field) != before.end();
          if (random(3) != 0 || (was && random(2) != 0)) fields.push_back(field);
        }
        for (const int field : fields) {
          const bool fresh = std::find(before.begin(), before.end(), field) == before.end();
          if (!fresh || before.empty()) continue;
          const int source = before[random(static_cast<std::uint32_t>(before.size()))];
          if (std::find(fields.begin(), fields.end(), source) != fields.end()) continue;
          moves += (moves.empty() ? "" : ",") + std::string("\"f") + std::to_string(field) +
                   R"(":{"from":"f)" + std::to_string(source) + "\"}";
        }
      }
      if (!moves.empty()) {
        upgrades += (upgrades.empty() ? "" : ",") + std::string(R"({"to":)") +
                    std::to_string(number) + R"(,"fields":{)" + moves + "}}";
      }
      Form form;
      form.version(number).also(R"("upgrades":[)" + upgrades + "]");
      for (const int field : fields)
        form.field("f" + std::to_string(field), "text");
      versions.push_back(compiled(form.bundle()));
    }
    Value data = json(R"({"f0":"w","f1":"x","f2":"y","f3":"z"})");
    Value aside;
    for (std::size_t at = 0; at + 1 < versions.size();) {
      const std::size_t next =
          at + 1 + random(static_cast<std::uint32_t>(versions.size() - at - 1));
      const Upgraded upgraded = upgrade(*versions[at], *versions[next], data, aside);
      data = upgraded.data;
      aside = upgraded.aside;
      at = next;
    }
    const std::string all = write_json(data) + write_json(aside);
    INFO("round " << round << ": " << all);
    for (const char* answer : {"\"w\"", "\"x\"", "\"y\"", "\"z\""})
      CHECK(all.find(answer) != std::string::npos);
    for (const auto& [key, value] : data.as_map())
      CHECK(versions.back()->field(key.as_string()) != nullptr);
  }
}

TEST_CASE("an upgrade that is wrong is refused where it is wrong") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {R"([{"to":3}])", "definition.upgrade_order /upgrades/0/to"},
      {R"([{"to":0}])", "definition.upgrade_order /upgrades/0/to"},
      {R"([{"to":2},{"to":2}])", "definition.upgrade_order /upgrades/1/to"},
      {R"([{}])", "definition.missing_key /upgrades/0"},
      {R"([{"to":2,"field":{}}])", "definition.unknown_key /upgrades/0/field"},
      {R"([{"to":2,"fields":{"no":{"from":"a"}}}])",
       "definition.unknown_field /upgrades/0/fields/no"},
      {R"([{"to":2,"fields":{"p":{}}}])", "definition.missing_key /upgrades/0/fields/p"},
      {R"([{"to":2,"fields":{"p":{"from":[]}}}])", "definition.value /upgrades/0/fields/p/from"},
      {R"([{"to":2,"fields":{"p":{"from":["a","b"]}}}])",
       "definition.missing_key /upgrades/0/fields/p"},
      {R"([{"to":2,"fields":{"p":{"from":"a","value":"ansver"}}}])",
       "cel.undefined_variable /upgrades/0/fields/p/value"},
      {R"([{"to":2,"fields":{"p":{"from":"q"}}}])",
       "definition.upgrade_source /upgrades/0/fields/p"},
      {R"([{"to":2,"choices":{"p":{"x":1}}}])", "definition.type /upgrades/0/choices/p/x"},
      {R"([{"to":2,"choices":{"no":{}}}])", "definition.unknown_field /upgrades/0/choices/no"},
      {R"({})", "definition.type /upgrades"},
  };
  for (const auto& [upgrades, issue] : rows) {
    INFO(upgrades);
    const Form form =
        Form().version(2).field("p", "text").field("q", "text").also("\"upgrades\":" + upgrades);
    CHECK(form::issues_of(form.bundle()) == std::vector<std::string>{issue});
  }
}

TEST_CASE("answers in rows go where they belong within their row") {
  const auto from = compiled(Form()
                                 .field("lines", "repeat", R"("fields":["a","b","c"])")
                                 .column("a", "text")
                                 .column("b", "text")
                                 .column("c", "choice", list_of("xy"))
                                 .field("note", "text")
                                 .bundle());
  const auto to = compiled(
      with_upgrade(
          Form()
              .field("items", "repeat", R"("fields":["n","c","note"])")
              .column("n", "text")
              .column("c", "choice", list_of("y"))
              .column("note", "text"),
          R"("fields":{"items":{"from":"lines"},"n":{"from":"a","value":"answer + '!'"}},"choices":{"c":{"x":"y"}})")
          .bundle());
  const Upgraded upgraded = upgrade(
      *from, *to, json(R"({"lines":[{"a":"1","c":"x"},{"a":"2","b":"3"},{}],"note":"z"})"), {});
  CHECK(write_json(upgraded.data) == R"({"items":[{"c":"y","n":"1!"},{"n":"2!"},{}]})");
  CHECK(aside_of(upgraded) == R"(note removed "z"; items/1/b removed "3")");
  CHECK(fates_of(upgraded) ==
        "items:moved note:aside items/0/n:moved items/0/c:recoded items/1/n:moved items/1/b:aside");
}

TEST_CASE("rows that are no longer asked are kept aside whole, and come back whole") {
  const auto with =
      compiled(Form().field("lines", "repeat", R"("fields":["a"])").column("a", "text").bundle());
  const auto without = compiled(Form().version(2).field("b", "text").bundle());
  const auto again = compiled(
      Form().version(3).field("lines", "repeat", R"("fields":["a"])").column("a", "text").bundle());
  const Upgraded gone = upgrade(*with, *without, json(R"({"lines":[{"a":"1"},{"a":"2"}]})"), {});
  CHECK(aside_of(gone) == R"(lines removed [{"a":"1"},{"a":"2"}])");
  const Upgraded back = upgrade(*without, *again, gone.data, gone.aside);
  CHECK(write_json(back.data) == R"({"lines":[{"a":"1"},{"a":"2"}]})");
  CHECK(back.aside.as_list().empty());
}

} // namespace qudao::version

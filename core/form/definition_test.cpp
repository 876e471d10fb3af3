// Wrong definitions are refused with the place and the reason.
#include "tests/support/form_scenario.h"

namespace qudao::form {
namespace {

using Found = std::vector<std::string>;

Form two() {
  return Form().field("a", "integer").field("b", "text");
}

} // namespace

TEST_CASE("a field that is wrong is refused where it is wrong") {
  struct Row {
    std::string kind;
    std::string more;
    std::string issue;
  };
  const std::vector<Row> rows = {
      {"texts", "", "definition.unknown_kind /fields/f/kind"},
      {"text", R"("requird":true)", "definition.unknown_key /fields/f/requird"},
      {"text", R"("required":1)", "definition.type /fields/f/required"},
      {"text", R"("required":"a +")", "cel.syntax /fields/f/required"},
      {"text", R"("required":"a + 1")", "definition.expression_type /fields/f/required"},
      {"text", R"("relevant":true)", "definition.type /fields/f/relevant"},
      {"text", R"("relevant":"nobody == 1")", "cel.undefined_variable /fields/f/relevant"},
      {"text", R"("relevant":"choice.code == 'x'")", "cel.undefined_variable /fields/f/relevant"},
      {"text", R"("calculate":"a")", "definition.expression_type /fields/f/calculate"},
      {"integer", R"("calculate":"b")", "definition.expression_type /fields/f/calculate"},
      {"text", R"("calculate":"b","default":"b")",
       "definition.default_and_calculate /fields/f/default"},
      {"text", R"("min":1)", "definition.not_for_kind /fields/f/min"},
      {"text", R"("choices":{"list":[]})", "definition.not_for_kind /fields/f/choices"},
      {"text", R"("pattern":"(x")", "cel.regex /fields/f/pattern"},
      {"date", R"("pattern":"x")", "definition.not_for_kind /fields/f/pattern"},
      {"text", R"("must_accept":true)", "definition.not_for_kind /fields/f/must_accept"},
      {"integer", R"("min":"1")", "definition.type /fields/f/min"},
      {"integer", R"("min":2,"max":1)", "definition.range /fields/f/min"},
      {"text", R"("min_length":3,"max_length":2)", "definition.range /fields/f/min_length"},
      {"text", R"("max_length":-1)", "definition.type /fields/f/max_length"},
      {"money", R"("scale":16)", "definition.range /fields/f/scale"},
      {"text", R"("indexed":"yes")", "definition.type /fields/f/indexed"},
      {"text", R"("hint":"x")", "definition.type /fields/f/hint"},
      {"text", R"("hint":{"en":"x"})", "definition.missing_text /fields/f/hint"},
      {"text", R"("depends_on":["nobody"])", "definition.unknown_field /fields/f/depends_on/0"},
      {"text", R"("depends_on":"a")", "definition.type /fields/f/depends_on"},
      {"choice", "", "definition.missing_key /fields/f"},
      {"choice", R"("choices":{})", "definition.choices /fields/f/choices"},
      {"choice", R"("choices":{"dictionary":"no"})",
       "definition.unknown_dictionary /fields/f/choices/dictionary"},
      {"choice", R"("choices":{"expression":"a"})",
       "definition.expression_type /fields/f/choices/expression"},
      {"choice", R"("choices":{"list":[{"label":{"zh-CN":"x"}}]})",
       "definition.missing_key /fields/f/choices/list/0"},
      {"choice", R"("choices":{"list":[{"code":"x"}]})",
       "definition.missing_key /fields/f/choices/list/0"},
      {"choice",
       R"("choices":{"list":[{"code":"x","label":{"zh-CN":"x"}},{"code":"x","label":{"zh-CN":"x"}}]})",
       "definition.duplicate /fields/f/choices/list/1"},
      {"choice",
       R"("choices":{"list":[{"code":"x","label":{"zh-CN":"x"}},{"code":"a","label":{"zh-CN":"x"}},{"code":"y","label":{"zh-CN":"x"}},{"code":"b","label":{"zh-CN":"x"}},{"code":"y","label":{"zh-CN":"x"}}]})",
       "definition.duplicate /fields/f/choices/list/4"},
      {"choice",
       R"("choices":{"list":[{"code":"x","label":{"zh-CN":"x"},"valid_from":"2026-02-30"}]})",
       "definition.date /fields/f/choices/list/0/valid_from"},
      {"choice", R"("choices":{"list":[{"code":"x","label":{"zh-CN":"x"},"valid_to":""}]})",
       "definition.type /fields/f/choices/list/0/valid_to"},
      {"choice", R"("choices":{"list":[{"code":"x","label":{"zh-CN":"x"},"valid_to":5}]})",
       "definition.type /fields/f/choices/list/0/valid_to"},
      {"choice",
       R"("choices":{"list":[{"code":"x","label":{"zh-CN":"x"},"valid_from":"2026-01-02","valid_to":"2026-01-01"}]})",
       "definition.period /fields/f/choices/list/0/valid_to"},
      {"choice", R"("choices":{"list":[]},"choice_filter":"candidate.x == 1")",
       "cel.undefined_variable /fields/f/choice_filter"},
      {"region", "", "definition.unknown_dictionary /fields/f"},
      {"lookup", "", "definition.missing_key /fields/f"},
      {"lookup", R"("lookup":{"filter":"true"})", "definition.missing_key /fields/f/lookup"},
      {"lookup", R"("lookup":{"entity":"u","filter":"choice.x == 1"})",
       "cel.undefined_variable /fields/f/lookup/filter"},
      {"attachments", R"("document_types":{"dictionary":"no"})",
       "definition.unknown_dictionary /fields/f/document_types/dictionary"},
      {"text", R"("constraint":[{"id":"c","expression":"true"}])",
       "definition.missing_key /fields/f/constraint/0"},
      {"text", R"("constraint":[{"id":"c","expression":"true","message":{"zh-CN":"{nobody}"}}])",
       "definition.unknown_placeholder /fields/f/constraint/0/message"},
      {"text",
       R"("constraint":[{"id":"c","expression":"true","message":{"zh-CN":"x"},"fieldPath":"nobody"}])",
       "definition.unknown_field /fields/f/constraint/0/fieldPath"},
      {"text", R"("constraint":[{"id":"c","expression":"true","messageExpression":"1"}])",
       "definition.expression_type /fields/f/constraint/0/messageExpression"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.kind, row.more);
    CHECK(issues_of(two().field("f", row.kind, row.more).bundle()) == Found{row.issue});
  }
}

TEST_CASE("a document that is wrong is refused where it is wrong") {
  struct Row {
    std::string bundle;
    std::vector<std::string> issues;
  };
  const std::string head = R"({"definition":{"entity":"e","version":1,"label":{"zh-CN":"e"},)";
  const std::string field = R"({"label":{"zh-CN":"a"},"kind":"text"})";
  const std::string section = R"("sections":[{"id":"s","label":{"zh-CN":"s"},"fields":["a"]}],)";
  const std::vector<Row> rows = {
      {"[]", {"definition.type "}},
      {"{}", {"definition.missing_key "}},
      {R"({"definition":[]})", {"definition.type "}},
      {R"({"definition":{"entity":"e","version":1,"label":{"zh-CN":"e"}}})",
       {"definition.missing_key ", "definition.missing_key "}},
      {head + R"("sections":[],"fields":{"a":)" + field + "}}}",
       {"definition.no_section /fields/a"}},
      {head + R"("sections":[{"id":"s","label":{"zh-CN":"s"},"fields":["a","a"]}],"fields":{"a":)" +
           field + "}}}",
       {"definition.section_twice /sections/0/fields/1"}},
      {head + section + R"("fields":{}}})", {"definition.unknown_field /sections/0/fields/0"}},
      {head + section + R"("title_field":"x","fields":{"a":)" + field + "}}}",
       {"definition.unknown_field /title_field"}},
      {head + section + R"("colour":"red","fields":{"a":)" + field + "}}}",
       {"definition.unknown_key /colour"}},
      {head + section + R"("fields":{"a":5}}})",
       {"definition.missing_key /fields/a", "definition.type /fields/a"}},
      {head + section +
           R"("rules":[{"id":"r","expression":"true","message":{"zh-CN":"r"}}],"fields":{"a":)" +
           field + "}}}",
       {"definition.missing_key /rules/0"}},
      {head + section +
           R"("unique":[{"id":"u","when":"never","fields":["x"],"message":{"zh-CN":"u"}}],"fields":{"a":)" +
           field + "}}}",
       {"definition.value /unique/0/when", "definition.unknown_field /unique/0/fields/0"}},
      {head + section + R"("context":{"a":"map"},"fields":{"a":)" + field + "}}}",
       {"definition.field_name /context/a"}},
      {head + section + R"("context":{"x":"maps"},"fields":{"a":)" + field + "}}}",
       {"definition.value /context/x"}},
      {head + section + R"("number":{"prefix":"Q","digits":0},"fields":{"a":)" + field + "}}}",
       {"definition.range /number/digits"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.bundle);
    CHECK(issues_of(row.bundle) == row.issues);
  }
}

TEST_CASE("names that rules could not use are refused") {
  for (const std::string name : {"now", "choice", "in", "A", "1a", "a-b", "", "mode", "loop"}) {
    CAPTURE(name);
    const std::vector<std::string> found = issues_of(Form().field(name, "text").bundle());
    CHECK(std::find(found.begin(), found.end(), "definition.field_name /fields/" + name) !=
          found.end());
  }
}

TEST_CASE("every issue is found in one go, with line and column in expressions") {
  const std::string bundle = two()
                                 .field("f", "text", R"("required":"a ==\n nobody","min":1)")
                                 .field("g", "nothing")
                                 .bundle();
  auto result = Definition::compile(json(bundle));
  REQUIRE_FALSE(result);
  CHECK(result.error().size() == 3);
  for (const Issue& issue : result.error()) {
    CHECK_FALSE(issue.message.empty());
    if (issue.code != "cel.undefined_variable") continue;
    CHECK(issue.line == 2);
    CHECK(issue.column == 2);
  }
}

TEST_CASE("a cycle is refused with the fields on it; checks may read in circles") {
  struct Row {
    Form form;
    std::string fields; // of the cycle; empty: none
  };
  const std::string list = R"("choices":{"list":[{"code":"x","label":{"zh-CN":"x"}}]})";
  const std::vector<Row> rows = {
      {Form().field("a", "integer", R"("calculate":"a")"), R"(["a","a"])"},
      {Form()
           .field("a", "integer", R"("calculate":"b")")
           .field("b", "integer", R"("calculate":"a")"),
       R"(["a","b","a"])"},
      {Form()
           .field("a", "integer", R"("relevant":"c == 1")")
           .field("b", "integer", R"("default":"a")")
           .field("c", "integer", R"("calculate":"b")")
           .field("d", "integer", R"("calculate":"c")"),
       R"(["a","b","c","a"])"},
      {Form()
           .field("a", "text", R"("relevant":"b == ''")")
           .field("b", "text", R"("relevant":"a == ''")"),
       R"(["a","b","a"])"},
      {Form()
           .field("a", "choice", list + R"(,"choice_filter":"b == choice.code")")
           .field("b", "text", R"("calculate":"a")"),
       R"(["a","b","a"])"},
      {Form()
           .field("a", "text", R"("depends_on":["b"])")
           .field("b", "text", R"("depends_on":["a"])"),
       R"(["a","b","a"])"},
      {Form()
           .field("a", "lookup", R"("lookup":{"entity":"u"},"relevant":"b == 1")")
           .field("b", "integer", R"("calculate":"a_record.n")"),
       R"(["a","b","a"])"},
      {Form()
           .field("a", "text", R"("required":"b == null")")
           .field("b", "text", R"("required":"a == null")"),
       ""},
      {Form().field("a", "text", R"("required":"a == null")"), ""},
      {Form()
           .field("a", "integer",
                  R"("constraint":[{"id":"x","expression":"a > b","message":{"zh-CN":"x"}}])")
           .field("b", "integer", R"("calculate":"a")"),
       ""},
  };
  for (const Row& row : rows) {
    const auto result = Definition::compile(json(row.form.bundle()));
    CAPTURE(row.fields);
    CHECK(result.has_value() == row.fields.empty());
    if (result) continue;
    REQUIRE(result.error().size() == 1);
    CHECK(result.error()[0].code == "definition.cycle");
    CHECK(write_json(*result.error()[0].params.find("fields")) == row.fields);
  }
}

TEST_CASE("a definition over the limits is refused, not worked on") {
  Form form;
  for (int i = 0; i < 20; ++i)
    form.field("f" + std::to_string(i), "text");
  Limits limits;
  limits.fields = 10;
  const auto result = Definition::compile(json(form.bundle()), limits);
  REQUIRE_FALSE(result);
  CHECK(result.error().at(0).code == "definition.too_large");
}

} // namespace qudao::form

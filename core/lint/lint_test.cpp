// Small definitions and what the linter thinks of them.
#include <fstream>
#include <iterator>

#include "core/lint/lint.h"
#include "core/lint/texts.h"
#include "tests/support/form_scenario.h"

namespace qudao::lint {
namespace {

using form::Form;
using form::json;
using Found = std::vector<std::string>;

// "code path", the path without "/fields/" where it has it.
Found findings_of(const Form& form) {
  Found found;
  for (const Finding& each : examine(*form::compiled(form.bundle()))) {
    const bool of_field = each.path.rfind("/fields/", 0) == 0;
    found.push_back(each.code.substr(5) + ' ' + (of_field ? each.path.substr(8) : each.path));
  }
  return found;
}

// Translated, so that only what a row is about is found.
Form fields() {
  return Form()
      .also(R"("title_field":"n")")
      .field("n", "integer", R"("min":0,"max":100)")
      .field("m", "money")
      .field("t", "text")
      .field("yes", "boolean")
      .dictionary("colours", {R"({"code":"red"})", R"({"code":"blue"})"})
      .field("colour", "choice", R"("choices":{"dictionary":"colours"})")
      .field("colours", "choices", R"("choices":{"dictionary":"colours"})")
      .field("day", "date")
      .also(R"("context":{"user":"map"})");
}

struct Row {
  std::string kind;
  std::string more;
  Found found;
};

void check_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.kind, row.more);
    Found found = findings_of(fields().field("f", row.kind, row.more));
    // The form, its section and dictionary of the scenario are in Chinese only.
    found.erase(std::remove_if(found.begin(), found.end(),
                               [](const std::string& each) {
                                 return each == "missing_translation /label" ||
                                        each == "missing_translation /sections/0/label";
                               }),
                found.end());
    CHECK(found == row.found);
  }
}

std::string constraint(const std::string& expression, const std::string& id = "c") {
  return R"({"id":")" + id + R"(","expression":")" + expression +
         R"(","message":{"zh-CN":"x","en":"x"}})";
}

std::string constraints(const std::string& list) {
  return R"("constraint":[)" + list + "]";
}

Value read_pack(const std::string& path) {
  std::ifstream file(QUDAO_SOURCE_DIR "/core/packs/" + path, std::ios::binary);
  return json(std::string(std::istreambuf_iterator<char>(file), {}));
}

} // namespace

TEST_CASE("fields nobody can reach or fill, and who reads them") {
  check_rows({
      {"text", R"("relevant":"n > 5")", {"fails_when_empty f/relevant"}},
      {"text", R"("relevant":"n != null && n > 5")", {}},
      {"text", R"("relevant":"1 > 2")", {"never_relevant f/relevant"}},
      {"text", R"("relevant":"n != null && n > 100")", {"never_relevant f/relevant"}},
      {"text", R"("relevant":"n != null && n > 5 && n < 3")", {"never_relevant f/relevant"}},
      {"text", R"("relevant":"n != null && n > 5 && n < 7")", {}},
      {"text", R"("relevant":"n != null && n > 5 && n < 6")", {"never_relevant f/relevant"}},
      {"text", R"("relevant":"m != null && m > 5.0 && m < 6.0")", {}},
      {"text", R"("relevant":"t == 'a' && t == 'b'")", {"never_relevant f/relevant"}},
      {"text",
       R"("relevant":"t == 'a' && yes == true && t != 'a'")",
       {"never_relevant f/relevant"}},
      {"text", R"("relevant":"has(user.a) && !has(user.a) ")", {"never_relevant f/relevant"}},
      {"text", R"("relevant":"has(user.a) && !has(user.b) ")", {}},
      {"text",
       R"("relevant":"colour == 'green'")",
       {"never_relevant f/relevant", "choice_unknown f/relevant"}},
      {"text", R"("relevant":"yes == true || yes != true")", {"always_true f/relevant"}},
      {"text", R"("relevant":"day != null")", {}},
      {"text", R"("readonly":true)", {"readonly_without_value f/readonly"}},
      {"text", R"("readonly":true,"calculate":"t")", {}},
      {"choice", R"("choices":{"list":[]})", {"no_choices f/choices"}},
      {"choice",
       R"("choices":{"dictionary":"colours"},"choice_filter":"choice.code == 'x'")",
       {"choice_unknown f/choice_filter", "no_choices f/choices"}},
  });
  const Form chain = Form()
                         .field("a", "text", R"("relevant":"false")")
                         .field("b", "text", R"("relevant":"a != null")")
                         .field("c", "text", R"("required":"b != null || c == null")")
                         .field("d", "text", R"("depends_on":["b"])");
  Found found = findings_of(chain);
  found.resize(std::min<std::size_t>(found.size(), 4));
  CHECK(found == Found{"never_relevant a/relevant", "never_relevant b/relevant",
                       "reads_never_set c/required", "waits_forever d/depends_on"});
}

TEST_CASE("rules that decide nothing, never hold, or fail") {
  check_rows({
      {"text", R"("required":"yes == true")", {}},
      {"text", R"("required":"n == null || n >= 0")", {"always_true f/required"}},
      {"text", R"("required":"n != null && n < 0")", {"never_true f/required"}},
      {"text", R"("readonly":"mode == 'frozen' && mode == 'edit'")", {"never_true f/readonly"}},
      {"text", R"("required":"1 / 0 > 1")", {"always_fails f/required"}},
      {"integer", constraints(constraint("f > 5")), {}},
      {"integer",
       R"("max":5,)" + constraints(constraint("f > 5")),
       {"never_satisfied f/constraint/0/expression"}},
      {"integer",
       R"("max":5,)" + constraints(constraint("f < 6")),
       {"never_refuses f/constraint/0/expression"}},
      {"integer", constraints(constraint("f > n")), {}},
      {"integer",
       constraints(constraint("f > 5 || n > 3")),
       {"fails_when_empty f/constraint/0/expression"}},
      {"text", constraints(constraint("f.startsWith('x')")), {}},
      {"text", constraints(constraint("f == null")), {"never_satisfied f/constraint/0/expression"}},
      {"text",
       constraints(constraint("f.contains('a')") + ',' + constraint("!f.contains('a')", "d")),
       {"constraints_contradict f/constraint"}},
      {"integer",
       constraints(constraint("f > 3") + ',' + constraint("f < 3", "d")),
       {"constraints_contradict f/constraint"}},
      {"integer", constraints(constraint("f > 3") + ',' + constraint("f < 9", "d")), {}},
  });
}

TEST_CASE("demands that contradict each other") {
  check_rows({
      {"text", R"("required":true,"readonly":true)", {"required_readonly f/required"}},
      {"text", R"("required":true,"readonly":true,"default":"'x'")", {}},
      {"text",
       R"("required":"yes == true","readonly":"yes != null && yes")",
       {"required_readonly f/required"}},
      {"text", R"("required":"yes == true","readonly":"yes == false")", {}},
      {"text",
       R"("required":"has(user.a) ","readonly":"has(user.a) ")",
       {"required_readonly f/required"}},
      {"text", R"("required":"has(user.a) ","readonly":"has(user.b) ")", {}},
      {"boolean", R"("must_accept":true,"readonly":true)", {"required_readonly f/must_accept"}},
      {"text",
       R"("required":true,"relevant":"false")",
       {"never_relevant f/relevant", "required_never_relevant f/required"}},
      {"text",
       R"("required":"colour == 'red'","relevant":"colour == 'blue'")",
       {"required_never_relevant f/required"}},
      {"text", R"("required":"colour == 'red'","relevant":"colour != 'blue'")", {}},
  });
}

TEST_CASE("choices that do not exist, and defaults the field refuses") {
  check_rows({
      {"text", R"("required":"colour in ['red', 'green']")", {"choice_unknown f/required"}},
      {"text", R"("required":"'green' in colours")", {"choice_unknown f/required"}},
      {"text", R"("required":"'red' in colours || 'blue' == colour")", {}},
      {"choice",
       R"("choices":{"dictionary":"colours"},"default":"'green'")",
       {"default_refused f/default"}},
      {"choice", R"("choices":{"dictionary":"colours"},"default":"'red'")", {}},
      {"integer", R"("max":5,"default":"6")", {"default_refused f/default"}},
      {"mobile", R"("default":"'12'")", {"default_refused f/default"}},
  });
}

TEST_CASE("texts missing in a language, and costs near the limit") {
  check_rows({
      {"text", R"("hint":{"zh-CN":"x"})", {"missing_translation f/hint"}},
      {"text", R"("hint":{"zh-CN":"x","en":""})", {"missing_translation f/hint"}},
      {"choice",
       R"("choices":{"list":[{"code":"a","label":{"zh-CN":"x"}},{"code":"b","label":{"zh-CN":"x","en":"x"}}]})",
       {"missing_translation f/choices/list/0/label"}},
      {"text",
       R"("required":"[1,2,3,4,5,6,7,8,9].all(i, colours.all(a, colours.all(b, a != b))) ")",
       {"cost_over_limit f/required"}},
      {"text",
       R"("required":"[1,2,3,4].all(i, colours.all(a, colours.all(b, a != b))) ")",
       {"cost_near_limit f/required"}},
      {"text", R"("required":"colours.all(a, colours.all(b, a != b)) ")", {}},
  });
  Form plain;
  plain.dictionary("colours", {R"({"code":"red"})"}).field("f", "text");
  std::string bundle = plain.bundle();
  CHECK(findings_of(plain) ==
        Found{"missing_translation /label", "missing_translation /sections/0/label"});
}

TEST_CASE("a finding says where and in both languages") {
  const Form form = Form()
                        .field("n", "integer")
                        .field("f", "text", R"("relevant":"n != null &&\n  n > 5 && n < 3")");
  const Report report = check(json(form.bundle()));
  CHECK(report.loads);
  const Finding& finding = report.findings.at(0);
  CHECK(finding.code == "lint.never_relevant");
  CHECK(finding.severity == Severity::error);
  CHECK(write_json(Value::map(finding.params)) == R"({"field":"f"})");
  CHECK(finding.excerpt == "  n != null &&\n  ^");
  CHECK(finding.texts.find("en")->as_string() == "f is never relevant: nobody will see it");
  CHECK(finding.texts.find("zh-CN")->as_string() == "f 永远不会显示");
}

TEST_CASE("what is refused is reported like what is found") {
  const Form form = Form().field("f", "text", R"("relevant":"f ==")");
  const Report report = check(json(form.bundle()));
  CHECK_FALSE(report.loads);
  CHECK(
      write_json(to_value(report, "zh-CN")) ==
      R"({"findings":[{"code":"cel.syntax","column":5,"excerpt":"  f ==\n      ^","line":1,)"
      R"("message":"表达式不完整","params":{"found":""},"path":"/fields/f/relevant","severity":"error"}],)"
      R"("loads":false,"summary":"错误 1，警告 0"})");
}

TEST_CASE("the definitions of the product have no findings") {
  Map dictionaries = read_pack("channel-signing/dictionaries.json").as_map();
  dictionaries.set("region", *read_pack("channel-signing/region-sample.json").find("region"));
  for (const std::string entity : {"agent", "signing"}) {
    const Report report =
        check(Value::map({{"definition", read_pack("channel-signing/" + entity + ".json")},
                          {"dictionaries", Value::map(dictionaries)},
                          {"texts", read_pack("texts.json")}}));
    CHECK(write_json(to_value(report, "en")) ==
          R"({"findings":[],"loads":true,"summary":"Nothing to report"})");
  }
}

TEST_CASE("every text of the room is in both languages") {
  const Value all = json(texts_json());
  for (const auto& [code, texts] : all.as_map()) {
    CAPTURE(code.as_string());
    CHECK(texts.find("zh-CN") != nullptr);
    CHECK(texts.find("en") != nullptr);
  }
}

TEST_CASE("rules of rows are examined with what they mean there") {
  const auto with_rows = [](const std::string& more) {
    return fields()
        .field("lines", "repeat", R"("fields":["amount","f"])")
        .column("amount", "integer", R"("min":0,"max":10)")
        .column("f", "text", more);
  };
  const std::vector<Row> rows = {
      {"", R"("relevant":"amount != null && amount > 5")", {}},
      {"", R"("relevant":"amount != null && amount > 10")", {"never_relevant f/relevant"}},
      {"",
       R"("required":"amount != null","readonly":"amount != null")",
       {"required_readonly f/required"}},
      {"", R"("readonly":true)", {"readonly_without_value f/readonly"}},
      {"", R"("default":"'far too long'","max_length":3)", {"default_refused f/default"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.more);
    Found found = findings_of(with_rows(row.more));
    found.erase(std::remove_if(found.begin(), found.end(),
                               [](const std::string& each) {
                                 return each.rfind("missing_translation", 0) == 0;
                               }),
                found.end());
    CHECK(found == row.found);
  }
}

} // namespace qudao::lint

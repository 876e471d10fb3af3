// Small forms, what is answered in them, and the reasons given for how a field then is.
#include "core/explain/explain.h"
#include "core/explain/texts.h"
#include "tests/support/form_scenario.h"

namespace qudao::explain {
namespace {

using form::Form;
using form::json;
using Texts = std::vector<std::string>;

Form fields() {
  return Form()
      .also(R"("context":{"user":"map","names":"list"})")
      .dictionary("types", {R"({"code":"AA"})", R"({"code":"DB"})"})
      .field("type", "choice", R"("choices":{"dictionary":"types"})")
      .field("n", "integer")
      .field("m", "integer")
      .field("files", "choices", R"("choices":{"dictionary":"types"})");
}

struct Row {
  std::string more; // of the field f, a text
  std::string record;
  Texts said;
};

form::Session filled(const Form& form, const std::string& record,
                     const std::string& locale = "en") {
  form::Opening opening;
  opening.record = record;
  opening.values = R"({"user":{"name":"Li"},"names":["a","b"]})";
  opening.locale = locale;
  return form::opened(form::compiled(form.bundle()), opening);
}

Texts said_of(const Form& form, const std::string& record, const std::string& field = "f") {
  form::Session session = filled(form, record);
  Texts said;
  for (const Reason& reason : explain(session, field).reasons)
    said.push_back(reason.about + ": " + reason.text);
  return said;
}

void check_rows(const std::vector<Row>& rows, const std::string& kind = "text") {
  for (const Row& row : rows) {
    CAPTURE(row.more, row.record);
    CHECK(said_of(fields().field("f", kind, row.more), row.record) == row.said);
  }
}

std::string rule(const std::string& expression) {
  return R"("constraint":[{"id":"c","expression":")" + expression +
         R"(","message":{"zh-CN":"不行","en":"no"}}])";
}

} // namespace

TEST_CASE("whether a field is asked, and the parts of the rule that decided") {
  check_rows({
      {R"("relevant":"type == 'DB'")",
       "{}",
       {"relevant: “the f” is not asked: “the type” is not answered, not item DB"}},
      {R"("relevant":"type == 'DB'")",
       R"({"type":"AA"})",
       {"relevant: “the f” is not asked: “the type” is item AA, not item DB"}},
      {R"("relevant":"type == 'DB'")",
       R"({"type":"DB"})",
       {"relevant: “the f” is asked: “the type” is item DB"}},
      {R"("relevant":"type != 'AA' || n == 1")",
       R"({"type":"AA","n":2})",
       {"relevant: “the f” is not asked: “the type” is item AA; “the n” is 2, not 1"}},
      {R"("relevant":"type != 'AA' || n == 1")",
       R"({"type":"AA","n":1})",
       {"relevant: “the f” is asked: “the n” is 1"}},
      {R"("relevant":"type == 'AA' && n != null && n > 3")",
       R"({"type":"AA","n":2})",
       {"relevant: “the f” is not asked: “the n” is 2, at most 3"}},
      {R"("relevant":"n != null")",
       "{}",
       {"relevant: “the f” is not asked: “the n” is not answered"}},
      {R"("relevant":"n == null")",
       R"({"n":5})",
       {"relevant: “the f” is not asked: “the n” is answered: 5"}},
      {R"("relevant":"!(type in ['AA', 'DB']) ")",
       R"({"type":"AA"})",
       {"relevant: “the f” is not asked: “the type” is item AA, one of item AA, item DB"}},
      {R"("relevant":"has(user.role) ")",
       "{}",
       {"relevant: “the f” is not asked: user.role is not known"}},
      {R"("relevant":"!has(user.name) ")",
       "{}",
       {"relevant: “the f” is not asked: user.name is known: Li"}},
      {R"("relevant":"names.exists(x, x == 'c') ")",
       "{}",
       {"relevant: “the f” is not asked: no item of names fulfils x == 'c'"}},
      {R"("relevant":"names.all(x, x == 'a') ")",
       "{}",
       {"relevant: “the f” is not asked: x is b, not a"}},
      {R"("relevant":"names.exists(x, x == 'b') ")", "{}", {"relevant: “the f” is asked: x is b"}},
      {R"("relevant":"n == null ? type == 'AA' : n > 3")",
       R"({"n":2})",
       {"relevant: “the f” is not asked: “the n” is answered: 2; “the n” is 2, at most 3"}},
      {R"("relevant":"cel.bind(x, 2, x > 3) ")",
       "{}",
       {"relevant: “the f” is not asked: x is 2, at most 3"}},
  });
}

TEST_CASE("what is required, read-only, calculated and offered") {
  check_rows({
      {R"("required":true)", "{}", {"required: “the f” is required", "violation: required"}},
      {R"("required":"n == 1")",
       R"({"n":1,"f":"x"})",
       {"required: “the f” is required: “the n” is 1"}},
      {R"("required":"n == 1")",
       R"({"n":2})",
       {"required: “the f” may be left empty: “the n” is 2, not 1"}},
      {R"("readonly":true)", "{}", {"readonly: “the f” is read-only"}},
      {R"("readonly":"n == 1")", R"({"n":1})", {"readonly: “the f” is read-only: “the n” is 1"}},
      {R"("calculate":"n == null ? 'none' : string(n) ")",
       R"({"n":7})",
       {"calculate: “the f” is calculated: 7, from “the n” 7"}},
      {R"("calculate":"'x'")", "{}", {"calculate: “the f” is calculated: x"}},
      {R"("default":"'x'")", "{}", {"default: “the f” has its default: x"}},
      {R"("default":"'x'")", R"({"f":"y"})", {}},
      {R"("depends_on":["n"])", "{}", {"waits: “the f” waits for “the n”"}},
  });
  check_rows({{R"("choices":{"dictionary":"types"},"choice_filter":"choice.code == type")",
               R"({"type":"AA"})",
               {"choices: “the f” has 1 choices now, by “the type” item AA"}}},
             "choice");
}

namespace {

Form with_levels() {
  return fields()
      .dictionary("levels", {R"({"code":"L1","types":["AA"]})", R"({"code":"L2","types":["DB"]})",
                             R"({"code":"L3","types":["AA"],"retired":true})"})
      .field("f", "choice",
             R"("choices":{"dictionary":"levels"},"choice_filter":"type in choice.types")");
}

std::vector<MissingChoice> missing_of(const std::string& record) {
  form::Session session = filled(with_levels(), record);
  for (const Reason& reason : explain(session, "f").reasons)
    if (reason.about == "choices") return reason.missing;
  return {};
}

} // namespace

TEST_CASE("why a choice is missing: what the filter found in it, or that it is no longer in use") {
  const auto missing = missing_of(R"({"type":"AA"})");
  REQUIRE(missing.size() == 2);
  CHECK(missing[0].code == Value::string("L2"));
  CHECK(missing[0].label == "item L2");
  CHECK(missing[0].text == "item L2 is not offered: “the type” is item AA, none of item DB");
  CHECK(missing[0].steps.front().expression == "type in choice.types");
  CHECK(missing[1].text == "item L3 is not in use now");
  CHECK(missing_of("{}").size() == 3);
  const Value value = to_value(explain(filled(with_levels(), R"({"type":"AA"})"), "f"));
  const Value& choices = value.find("reasons")->as_list().front();
  CHECK(write_json(choices.find("missing")->as_list().back()) ==
        R"({"code":"L3","label":"item L3","steps":[],"text":"item L3 is not in use now"})");
}

TEST_CASE("a choice that is not offered and was chosen all the same says what the filter found") {
  CHECK(said_of(with_levels(), R"({"type":"AA","f":"L2"})").back() ==
        "violation: choice.not_offered: “the type” is item AA, none of item DB");
}

TEST_CASE("what is wrong, by which rule, and what it found") {
  check_rows({
      {rule("f == string(n) "),
       R"({"f":"x","n":3})",
       {"violation: no: “the f” is x, not what is calculated from “the n” 3 (3)"}},
      {rule("f.startsWith('a') "),
       R"({"f":"x"})",
       {"violation: no: f.startsWith('a') does not hold"}},
      {rule("n > 3"),
       R"({"f":"x"})",
       {"violation: rule.error: n > 3 needs something that is not answered yet"}},
      {rule("n / m > 3"),
       R"({"f":"x","n":1,"m":0})",
       {"violation: rule.error: n / m > 3 cannot be calculated (divide_by_zero)"}},
      {R"("max_length":2)", R"({"f":"xyz"})", {"violation: max_length"}},
  });
  const Form total = fields().rule("sum", "n == null || m == null || n + m <= 10", "m", "too much");
  CHECK(said_of(total, R"({"n":6,"m":5})", "m") ==
        Texts{"violation: too much: “the n” is answered: 6; “the m” is answered: 5; what is "
              "calculated from “the n” 6, “the m” 5 is 11, "
              "greater than 10"});
}

TEST_CASE("reasons are data: rule, place, inputs, parts and the items of macros") {
  const Form form =
      fields().field("f", "text", R"("relevant":"names.all(x, x == 'a' || n == 1) ")");
  form::Session session = filled(form, R"({"n":2})", "zh-CN");
  const Value value = to_value(explain(session, "f"));
  CHECK(
      write_json(value) ==
      R"({"field":"f","reasons":[{"about":"relevant","expression":"names.all(x, x == 'a' || n == 1) ",)"
      R"("inputs":[{"label":"n","name":"n","shown":"2","value":2},{"name":"names","shown":"a, b","value":["a","b"]}],)"
      R"("path":"/fields/f/relevant","result":false,"rule":"f.relevant","steps":[)"
      R"({"expression":"x == 'a'","items":[{"name":"x","shown":"b","value":"b"}],"text":"x是b，不是a","value":false},)"
      R"({"expression":"n == 1","items":[{"name":"x","shown":"b","value":"b"}],"text":"“n”是2，不是1","value":false}],)"
      R"("text":"“f”无需填写：x是b，不是a；“n”是2，不是1"}]})");
  CHECK(explain(session, "nobody").reasons.empty());
}

TEST_CASE("every text of explanations is in both languages") {
  const Value all = json(texts_json());
  for (const auto& [code, texts] : all.as_map()) {
    CAPTURE(code.as_string());
    CHECK(texts.find("zh-CN") != nullptr);
    CHECK(texts.find("en") != nullptr);
  }
}

TEST_CASE("in rows: by what stands in the same row, or in all rows") {
  const Form form =
      fields()
          .field("lines", "repeat", R"("fields":["amount","reason"],"relevant":"n == 1")")
          .column("amount", "integer")
          .column("reason", "text", R"("required":"amount != null && amount > m")")
          .field("total", "integer", R"j("calculate":"amount.sum()")j");
  const std::string record = R"({"n":1,"m":5,"lines":[{"amount":3},{"amount":9}]})";
  CHECK(said_of(form, record, "lines/0/reason").front() ==
        "required: “the reason” may be left empty: “the amount” is 3, at most “the m” (5)");
  CHECK(said_of(form, record, "lines/1/reason").front() ==
        "required: “the reason” is required: “the amount” is answered: 9; “the amount” is 9, "
        "greater than “the m” (5)");
  CHECK(said_of(form, record, "total") ==
        Texts{"calculate: “the total” is calculated: 12, from “the amount” 3, 9"});
  CHECK(said_of(form, R"({"n":2,"lines":[{}]})", "lines/0/reason") ==
        Texts{"relevant: “the lines” is not asked: “the n” is 2, not 1"});
  CHECK(said_of(form, record, "lines/7/reason").empty());
  const form::Session session = filled(form, record);
  CHECK(explain(session, "lines/1/reason").reasons[0].inputs[1].name == "lines/1/amount");
}

} // namespace qudao::explain

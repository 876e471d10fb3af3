// Constraints, rules across fields, their messages, and rules that fail.
#include "tests/support/form_scenario.h"

namespace qudao::form {

TEST_CASE("a constraint speaks only when its field is answered, a rule across fields always") {
  Scenario form(Form()
                    .field("total", "integer")
                    .field("part", "integer",
                           R"("constraint":[{"id":"even","expression":"part % 2 == 0",
                              "message":{"zh-CN":"须为偶数","en":"must be even"}}])")
                    .field("files", "attachments", R"("max_files":9)")
                    .rule("some_file", "files.size() > 0", "files", "attach something")
                    .rule("fits", "total == null || part == null || part <= total", "part",
                          "{part} of {total}"));
  CHECK(form.wrong("part").empty());
  CHECK(form.wrong("files") == "constraint:some_file");
  form.answers(R"({"total":2,"part":3})");
  CHECK(form.wrong("part") == "constraint:even constraint:fits");
  const std::vector<Violation> found = form.state("part").violations;
  CHECK(found[0].message == "must be even");
  CHECK(found[1].message == "3 of 2");
  CHECK(write_json(Value::map(found[1].params)) == R"({"part":3,"total":2})");
  form.answer("total", "4");
  CHECK(form.wrong("part") == "constraint:even");
  CHECK(form.changed() == "total part");
}

TEST_CASE("fieldPath puts the violation at another field, while that one is relevant") {
  Scenario form(Form()
                    .field("on", "boolean")
                    .field("a", "integer",
                           R"("constraint":[{"id":"r","expression":"a < 5","fieldPath":"b",
                              "message":{"zh-CN":"a","en":"a too large"}}])")
                    .field("b", "text", R"("relevant":"on == true")"));
  form.answers(R"({"a":9,"on":true})");
  CHECK(form.wrong("a").empty());
  CHECK(form.wrong("b") == "constraint:r");
  form.answer("on", "false");
  CHECK(form.wrong("b").empty());
  form.answers(R"({"a":1,"on":true})");
  CHECK(form.wrong("b").empty());
}

TEST_CASE("messageExpression makes the text; where it fails the message serves") {
  Scenario form(Form().field("a", "integer", R"j("constraint":[{"id":"r","expression":"a < 5",
      "message":{"zh-CN":"太大","en":"too large"},
      "messageExpression":"a == 7 ? string(1 / 0) : 'at least ' + string(a - 4) + ' too many'"}])j"));
  form.answer("a", "9");
  CHECK(form.message("a") == "at least 5 too many");
  form.answer("a", "10");
  CHECK(form.message("a") == "at least 6 too many");
  form.answer("a", "7");
  CHECK(form.message("a") == "too large");
}

TEST_CASE("a rule that cannot be evaluated is a violation, never silently true") {
  struct Row {
    std::string more;
    std::string rule; // what rule.error names
  };
  const std::vector<Row> rows = {
      {R"("relevant":"1 / zero == 1")", "f.relevant"},
      {R"("required":"1 / zero == 1")", "f.required"},
      {R"("readonly":"1 / zero == 1")", "f.readonly"},
      {R"j("calculate":"string(1 / zero)")j", "f.calculate"},
      {R"j("default":"string(1 / zero)")j", "f.default"},
      {R"("constraint":[{"id":"c","expression":"1 / zero == 1","message":{"zh-CN":"c"}}])", "c"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.more);
    Scenario form(Form()
                      .text("rule.error", "rule {rule} failed: {error}")
                      .field("zero", "integer")
                      .field("f", "text", row.more),
                  {.record = R"({"zero":0})"});
    if (row.rule == "c" || row.rule == "f.readonly") form.answer("f", R"("x")");
    CHECK(form.wrong("f") == "rule.error");
    CHECK(form.message("f") == "rule " + row.rule + " failed: divide_by_zero");
    CHECK_FALSE(form.session().validate().valid);
    CHECK(form.state("f").relevant);
  }
}

TEST_CASE("a failing filter offers nothing, clears nothing, and is one violation") {
  Scenario form(
      Form()
          .dictionary("d", {R"({"code":"a"})", R"({"code":"b"})"})
          .field("n", "integer")
          .field("f", "choice",
                 R"("choices":{"dictionary":"d"},"choice_filter":"n == 1 || 1 / (n - 1) == n")"));
  form.answers(R"({"n":1,"f":"a"})");
  CHECK(form.wrong("f").empty());
  form.answer("n", "null");
  CHECK(form.cleared().empty());
  CHECK(form.value("f") == R"("a")");
  CHECK(form.choices("f").empty());
  CHECK(form.wrong("f") == "rule.error");
  form.answer("n", "1");
  CHECK(form.wrong("f").empty());
}

TEST_CASE("messages come in the locale of the session and fall back to zh-CN") {
  const Form form = Form()
                        .dictionary("d", {R"({"code":"a"})"})
                        .field("c", "choice", R"("choices":{"dictionary":"d"})")
                        .rule("r", "c == null", "c", "not {c}, {label}");
  for (const auto& [locale, message] :
       std::vector<std::pair<std::string, std::string>>{{"en", "not item a, the c"},
                                                        {"en-GB", "not item a, the c"},
                                                        {"zh-CN", "not 项a, c"},
                                                        {"fr", "not 项a, c"}}) {
    Scenario each(form, {.locale = locale});
    each.answer("c", R"("a")");
    CHECK(each.message("c") == message);
  }
}

TEST_CASE("context, mode and now are there for rules; what the caller does not give is empty") {
  const Form form =
      Form()
          .also(R"("context":{"user":"map","level":"int"})")
          .field("who", "text", R"("calculate":"has(user.name) ? user.name : 'nobody'")")
          .field("level_", "integer", R"("calculate":"level")")
          .field("how", "text", R"("calculate":"mode")")
          .field("when", "date", R"("calculate":"today")");
  Scenario given(form, {.values = R"({"user":{"name":"Li"},"level":3,"mode":"register"})"});
  CHECK(given.data() == R"({"how":"register","level_":3,"when":"2026-01-05","who":"Li"})");
  Scenario bare(form);
  CHECK(bare.data() == R"({"how":"edit","when":"2026-01-05","who":"nobody"})");
}

} // namespace qudao::form

// What depends on what: cascades, waiting, relevance, calculation, defaults.
#include "tests/support/form_scenario.h"

namespace qudao::form {
namespace {

Form cascade() {
  return Form()
      .dictionary("entity", {R"({"code":"info"})", R"({"code":"grid"})"})
      .dictionary("type",
                  {R"({"code":"DB","of":["info","grid"]})", R"({"code":"AA","of":["info"]})"})
      .dictionary("level",
                  {R"({"code":"gold","types":["DB"]})", R"({"code":"plain","types":["DB","AA"]})"})
      .text("cleared", "{label} is no longer offered")
      .text("waits", "answer {label} first")
      .field("entity", "choice", R"("choices":{"dictionary":"entity"},"required":true)")
      .field(
          "type", "choice",
          R"("choices":{"dictionary":"type"},"depends_on":["entity"],"choice_filter":"entity in choice.of")")
      .field(
          "level", "choice",
          R"("choices":{"dictionary":"level"},"depends_on":["type"],"choice_filter":"type in choice.types")")
      .field("discount", "integer",
             R"("calculate":"level == 'gold' ? 10 : level == 'plain' ? 5 : 0")");
}

} // namespace

TEST_CASE("a choice waits until what it depends on is answered") {
  Scenario form(cascade());
  CHECK(form.waits("type") == "entity");
  CHECK(form.waits("level") == "type");
  CHECK(form.choices("type").empty());
  form.answer("entity", R"("grid")");
  CHECK(form.waits("type").empty());
  CHECK(form.choices("type") == "DB");
  CHECK(form.waits("level") == "type");
  CHECK(form.changed() == "entity type");
}

TEST_CASE(
    "a changed answer clears what is no longer among the choices, downstream too, and says so") {
  Scenario form(cascade());
  form.answer("entity", R"("info")");
  form.answer("type", R"("AA")");
  form.answer("level", R"("plain")");
  CHECK(form.value("discount") == "5");

  form.answer("entity", R"("grid")");
  CHECK(form.cleared() == R"(type="AA"<entity level="plain"<type)");
  CHECK(form.last().cleared[0].message == "the type is no longer offered");
  CHECK(form.value("type") == "null");
  CHECK(form.value("level") == "null");
  CHECK(form.value("discount") == "0");
  CHECK(form.changed() == "entity type level discount");
  CHECK(form.data() == R"({"discount":0,"entity":"grid"})");
}

TEST_CASE("an answer that is still among the choices stays") {
  Scenario form(cascade());
  form.answers(R"({"entity":"info","type":"DB","level":"gold"})");
  CHECK(form.cleared().empty());
  form.answer("entity", R"("grid")");
  CHECK(form.cleared().empty());
  CHECK(form.value("type") == R"("DB")");
  CHECK(form.value("level") == R"("gold")");
}

TEST_CASE("emptying the first of a cascade clears the rest") {
  Scenario form(cascade());
  form.answers(R"({"entity":"info","type":"DB","level":"gold"})");
  form.answer("entity", "null");
  CHECK(form.cleared() == R"(type="DB"<entity level="gold"<type)");
  CHECK(form.wrong("entity") == "required");
}

TEST_CASE("opening a record removes nothing: what is not offered is shown as wrong") {
  Scenario form(cascade(), {.record = R"({"entity":"grid","type":"AA","level":"gold"})"});
  CHECK(form.value("type") == R"("AA")");
  CHECK(form.wrong("type") == "choice.not_offered");
  CHECK(form.wrong("level") == "choice.not_offered");
  CHECK(form.session().validate().valid == false);
  CHECK(form.data() == R"({"discount":10,"entity":"grid","level":"gold","type":"AA"})");
}

TEST_CASE("an answer given before what it waits for is kept, with a violation that says what is "
          "missing") {
  Scenario form(cascade());
  form.answer("type", R"("AA")");
  CHECK(form.value("type") == R"("AA")");
  CHECK(form.wrong("type") == "waits choice.not_offered");
  CHECK(form.message("type") == "answer the entity first");
  CHECK(write_json(Value::map(form.state("type").violations[0].params)) ==
        R"({"fields":["entity"]})");
}

TEST_CASE("answers given together are not cleared by each other") {
  Scenario form(cascade());
  form.answers(R"({"entity":"info","type":"AA","level":"plain"})");
  CHECK(form.cleared().empty());
  CHECK(form.value("discount") == "5");
}

TEST_CASE("of several choices only those no longer offered are removed") {
  Scenario form(
      Form()
          .dictionary("part", {R"({"code":"a","big":true})", R"({"code":"b","big":false})",
                               R"({"code":"c","big":true})"})
          .field("big", "boolean")
          .field("parts", "choices",
                 R"("choices":{"dictionary":"part"},"choice_filter":"big != true || choice.big")"));
  form.answer("parts", R"(["c","b","a","b"])");
  CHECK(form.value("parts") == R"(["a","b","c"])"); // dictionary order, once each
  form.answer("big", "true");
  CHECK(form.cleared() == R"(parts=["b"]<big)");
  CHECK(form.value("parts") == R"(["a","c"])");
}

TEST_CASE("a field that is not relevant reads as null, is never wrong, and gets its answer back") {
  Scenario form(
      Form()
          .field("kind", "text")
          .field("tax", "text", R"("relevant":"kind == 'company'","required":true,"min_length":3)")
          .field("echo", "text", R"("calculate":"tax")"));
  CHECK_FALSE(form.state("tax").relevant);
  CHECK(form.wrong("tax").empty());
  form.answer("kind", R"("company")");
  CHECK(form.wrong("tax") == "required");
  form.answer("tax", R"("ab")");
  CHECK(form.wrong("tax") == "min_length");
  CHECK(form.value("echo") == R"("ab")");

  form.answer("kind", R"("person")");
  CHECK(form.changed() == "kind tax echo");
  CHECK(form.wrong("tax").empty());
  CHECK(form.value("tax") == "null");
  CHECK(form.value("echo") == "null");
  CHECK(form.data() == R"({"kind":"person","tax":"ab"})");
  CHECK(form.submission() == R"({"kind":"person"})");

  form.answer("kind", R"("company")");
  CHECK(form.value("tax") == R"("ab")");
  CHECK(form.value("echo") == R"("ab")");
  CHECK(form.submission() == R"({"echo":"ab","kind":"company","tax":"ab"})");
}

TEST_CASE("an answer that comes back is checked against today's choices") {
  Scenario form(
      cascade()
          .field("more", "boolean")
          .field(
              "grade", "choice",
              R"("relevant":"more == true","choices":{"dictionary":"level"},"choice_filter":"type in choice.types")"));
  form.answers(R"({"entity":"info","type":"DB","more":true,"grade":"gold"})");
  form.answer("more", "false");
  form.answer("type", R"("AA")");
  CHECK(form.cleared().empty()); // nobody sees it now
  form.answer("more", "true");
  CHECK(form.cleared() == R"(grade="gold"<)");
}

TEST_CASE("calculations follow each other in order, each field reported once") {
  Scenario form(
      Form()
          .field("total", "integer", R"("calculate":"b + c")") // shown before what it needs
          .field("a", "integer")
          .field("b", "integer", R"("calculate":"a * 2")")
          .field("c", "integer", R"("calculate":"b + 1")")
          .field("other", "integer"));
  CHECK(form.value("total") == "null"); // no value yet is no error
  CHECK(form.wrong("total").empty());
  form.answer("a", "5");
  CHECK(form.changed() == "a b c total");
  CHECK(form.value("total") == "21");
  form.answer("other", "1");
  CHECK(form.changed() == "other");
  form.answer("a", "null");
  CHECK(form.value("total") == "null");
}

TEST_CASE("what is calculated wins over what a record or a caller says") {
  Scenario form(
      Form().field("a", "integer").field("b", "integer", R"("calculate":"a == null ? 0 : a")"),
      {.record = R"({"a":1,"b":999})"});
  CHECK(form.value("b") == "1");
  CHECK(form.state("b").readonly);
  CHECK(form.state("b").calculated);
  form.answer("b", "999");
  CHECK(form.refused() == "readonly");
  CHECK(form.value("b") == "1");
}

TEST_CASE("a default applies only while the field was never answered") {
  const Form form =
      Form().field("a", "integer").field("b", "integer", R"("default":"a == null ? 7 : a")");
  Scenario fresh(form);
  CHECK(fresh.value("b") == "7");
  CHECK(fresh.data() == R"({"b":7})");
  fresh.answer("a", "3");
  CHECK(fresh.value("b") == "3");
  fresh.answer("b", "4");
  fresh.answer("a", "9");
  CHECK(fresh.value("b") == "4");
  fresh.answer("b", "null");
  fresh.answer("a", "10");
  CHECK(fresh.value("b") == "null");
  CHECK(fresh.data() == R"({"a":10,"b":null})"); // emptied, and stays so when opened again

  Scenario again(form, {.record = fresh.data()});
  CHECK(again.value("b") == "null");
  Scenario stored(form, {.record = R"({"b":1})"});
  CHECK(stored.value("b") == "1");
}

TEST_CASE("fields may require each other crosswise: nobody reads what is required") {
  Scenario form(Form()
                    .field("telephone", "landline", R"("required":"mobile == null")")
                    .field("mobile", "mobile", R"("required":"telephone == null")"));
  CHECK(form.wrong("telephone") == "required");
  CHECK(form.wrong("mobile") == "required");
  form.answer("mobile", R"("13800138000")");
  CHECK(form.wrong("telephone").empty());
  CHECK(form.changed() == "telephone mobile");
}

TEST_CASE("readonly by rule refuses answers while it holds") {
  Scenario form(Form()
                    .field("locked", "boolean")
                    .field("a", "text", R"("readonly":"locked == true")")
                    .field("b", "text", R"("readonly":true)"));
  form.answer("a", R"("x")");
  CHECK(form.refused().empty());
  form.answer("locked", "true");
  CHECK(form.state("a").readonly);
  form.answer("a", R"("y")");
  CHECK(form.refused() == "readonly");
  CHECK(form.value("a") == R"("x")");
  form.answer("b", R"("y")");
  CHECK(form.refused() == "readonly");
  form.answer("nobody", "1");
  CHECK(form.refused() == "field.unknown");
}

TEST_CASE("a change reports a field whose messages changed, and the field that was set even when "
          "nothing did") {
  Scenario form(Form()
                    .field("a", "integer")
                    .field("b", "integer")
                    .rule("r", "a == null || b == null || b < a", "b", "b below {a}"));
  form.answers(R"({"a":1,"b":5})");
  CHECK(form.wrong("b") == "constraint:r");
  CHECK(form.message("b") == "b below 1");
  form.answer("a", "2");
  CHECK(form.changed() == "a b");
  CHECK(form.message("b") == "b below 2");
  form.answer("a", "2");
  CHECK(form.changed() == "a");
}

TEST_CASE("progress counts what a person has to answer") {
  Scenario form(Form()
                    .field("a", "text", R"("required":true)")
                    .field("b", "boolean", R"("must_accept":true)")
                    .field("c", "mobile", R"("required":true)")
                    .field("d", "text", R"("required":true,"calculate":"a")"));
  CHECK(form.session().validate().progress.required == 3);
  form.answers(R"({"a":"x","b":true,"c":"12"})");
  CHECK(form.last().progress.required == 3);
  CHECK(form.last().progress.answered == 2);
  CHECK(form.last().progress.violations == 1);
  CHECK(form.last().sections.at(0).progress.answered == 2);
  CHECK(form.last().sections.at(0).id == "s");
}

} // namespace qudao::form

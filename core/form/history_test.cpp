// What a session shows follows from its answers as they are, not from the way they came about. Each case here was found by
// random edits (tests/differential).
#include "tests/support/form_scenario.h"

namespace qudao::form {
namespace {

constexpr const char* kGrades =
    R"("choices":{"dictionary":"grades"},"choice_filter":"choice.n > least")";

Form graded(const std::string& more = "") {
  return Form()
      .dictionary("grades", {R"({"code":"a","n":1})", R"({"code":"b","n":2})",
                             R"({"code":"old","retired":true})"})
      .field("least", "integer")
      .field("shown", "boolean")
      .field("grade", "choice", kGrades + more);
}

} // namespace

TEST_CASE("a field that is not relevant offers nothing") {
  Scenario form(graded(R"(,"relevant":"shown == true")"));
  form.answers(R"({"least":0,"shown":true})");
  CHECK(form.choices("grade") == "a b");
  form.answer("shown", "false");
  CHECK(form.choices("grade").empty());
  form.answer("least", "1");
  form.answer("shown", "true");
  CHECK(form.choices("grade") == "b");
}

TEST_CASE("a filter that fails for a retired choice keeps it and says so, each time it is asked") {
  Scenario form(graded(), {.record = R"({"least":1,"grade":"old"})"});
  CHECK(form.wrong("grade") == "rule.error");
  (void)form.session().validate();
  CHECK(form.wrong("grade") == "rule.error");
  form.answer("least", "0");
  CHECK(form.cleared().empty());
  CHECK(form.wrong("grade") == "rule.error");
}

TEST_CASE("an answer ends the default and what was wrong with its rule") {
  Scenario form(Form().field("a", "integer").field("b", "integer", R"("default":"10 / a")"));
  form.answer("a", "0");
  CHECK(form.wrong("b") == "rule.error");
  form.answer("b", "5");
  CHECK(form.wrong("b").empty());
}

TEST_CASE("a message shows nothing of a date that is none, however often it is typed again") {
  Scenario form(
      Form().field("day", "date").field("a", "text").rule("r", "false", "a", "not on {day}"));
  form.answer("day", R"("2026-02-30")");
  CHECK(form.message("a") == "not on ");
  form.answer("day", R"("2026-02-31")");
  CHECK(form.message("a") == "not on ");
  form.answer("day", R"("2026-02-28")");
  CHECK(form.message("a") == "not on 2026-02-28");
}

TEST_CASE("a filter that reads what row is chosen reads it as soon as the field becomes relevant") {
  Scenario form(Form()
                    .field("shown", "boolean")
                    .field("who", "lookup",
                           R"("relevant":"shown == true",
                       "lookup":{"entity":"e","filter":"who_record == null || candidate.n > 0"})"),
                {.record = R"({"who":"r"})", .lookups = R"({"e":{"r":{"n":0}}})"});
  form.answer("shown", "true");
  CHECK(form.cleared() == R"(who="r"<)");
}

TEST_CASE("answers given together count once all are there") {
  Scenario form(
      Form()
          .dictionary("d", {R"({"code":"x"})", R"({"code":"y"})"})
          .field("on", "boolean")
          .field("a", "integer", R"("relevant":"on == true")")
          .field(
              "r", "choice",
              R"("choices":{"dictionary":"d"},"choice_filter":"a != null || choice.code == 'x'")"));
  form.answer("on", "true");
  form.answer("r", R"("y")");
  CHECK(form.wrong("r") == "choice.not_offered");
  form.answers(R"({"a":1,"on":false})"); // nobody ever sees this answer
  CHECK(form.cleared().empty());
}

TEST_CASE("the person's day stays within the calendar") {
  const auto definition = compiled(Form().field("day", "date", R"("default":"today")").bundle());
  const auto day = [&](std::int64_t seconds, int zone_minutes) {
    Context context;
    context.now = {seconds, 0};
    context.zone_minutes = zone_minutes;
    return write_json(Session::open(definition, json("{}"), context).state("day").value);
  };
  constexpr std::int64_t kFirst = -62'135'596'800;
  constexpr std::int64_t kLast = 253'402'300'799;
  CHECK(day(kFirst, 0) == R"("0001-01-01")");
  CHECK(day(kFirst, -300) == R"("0001-01-01")");
  CHECK(day(kLast, 480) == R"("9999-12-31")");
  CHECK(day(1'767'225'599, 480) == R"("2026-01-01")");
  CHECK(day(1'767'225'599, -300) == R"("2025-12-31")");
}

} // namespace qudao::form

// Items with a period of validity: which day they are offered on, and what becomes of answers that have them.
#include "tests/support/form_scenario.h"

namespace qudao::form {
namespace {

constexpr std::int64_t kHour = 3600;
constexpr Timestamp kMorning = {1'767'578'400, 0}; // 2026-01-05T02:00:00Z, ten o'clock in China

Timestamp later(std::int64_t hours) {
  return {kMorning.seconds + hours * kHour, 0};
}

Form seasonal(const std::string& more = "") {
  return Form()
      .dictionary("d", {R"({"code":"always"})", R"({"code":"past","valid_to":"2026-01-04"})",
                        R"({"code":"last","valid_to":"2026-01-05"})",
                        R"({"code":"first","valid_from":"2026-01-05"})",
                        R"({"code":"soon","valid_from":"2026-01-06","valid_to":"2026-01-06"})",
                        R"({"code":"gone","retired":true,"valid_from":"2026-01-01"})"})
      .field("n", "integer")
      .field("f", "choice", R"("choices":{"dictionary":"d"})" + more);
}

} // namespace

TEST_CASE("an item is offered on the days of its period, first and last included") {
  CHECK(Scenario(seasonal()).choices("f") == "always last first");
  // Fourteen hours later it is the next day in China, eight hours after that in UTC.
  CHECK(Scenario(seasonal(), {.now = later(13)}).choices("f") == "always last first");
  CHECK(Scenario(seasonal(), {.now = later(14)}).choices("f") == "always first soon");
  CHECK(Scenario(seasonal(), {.now = later(14), .zone_minutes = 0}).choices("f") ==
        "always last first");
  CHECK(Scenario(seasonal(), {.now = later(22), .zone_minutes = 0}).choices("f") ==
        "always first soon");
}

TEST_CASE("one definition serves every day, with a filter that reads nothing but the item too") {
  const auto definition =
      compiled(seasonal(R"(,"choice_filter":"choice.code != 'always'")").bundle());
  CHECK(opened(definition).state("f").choices == std::vector<std::string>{"last", "first"});
  CHECK(opened(definition, {.now = later(14)}).state("f").choices ==
        std::vector<std::string>{"first", "soon"});
}

TEST_CASE("an answer outside the period is wrong unless the record was opened with it") {
  Scenario form(seasonal());
  for (const char* code : {"past", "soon"}) {
    CAPTURE(code);
    form.answer("f", '"' + std::string(code) + '"');
    CHECK(form.wrong("f") == "choice.not_current");
    CHECK(form.value("f") == '"' + std::string(code) + '"');
  }
  form.answer("f", R"("gone")");
  CHECK(form.wrong("f") == "choice.retired");
  Scenario stored(seasonal(), {.record = R"({"f":"past"})"});
  CHECK(stored.wrong("f").empty());
  stored.answer("f", R"("first")");
  CHECK(stored.wrong("f").empty());
  stored.answer("f", R"("past")"); // the person may go back to what was stored
  CHECK(stored.wrong("f").empty());
}

TEST_CASE("what a filter lets through stays when the day does not, what it refuses goes") {
  Scenario form(seasonal(R"(,"choice_filter":"n != 1 || choice.code == 'first'")"),
                {.record = R"({"n":0,"f":"past"})"});
  form.answer("n", "2");
  CHECK(form.cleared().empty());
  form.answer("n", "1");
  CHECK(form.cleared() == R"(f="past"<n)");
}

TEST_CASE("a field that waits keeps an answer of its period when what it waits for is emptied") {
  Scenario form(seasonal(R"(,"depends_on":["n"])"), {.record = R"({"n":0,"f":"first"})"});
  form.answer("n", "null");
  CHECK(form.cleared().empty());
  CHECK(form.choices("f").empty());
  form.answer("n", "1");
  CHECK(form.choices("f") == "always last first");
  CHECK(form.wrong("f").empty());
}

TEST_CASE("several choices: one outside its period is said once") {
  Form several = Form()
                     .dictionary("d", {R"({"code":"a"})", R"({"code":"b","valid_to":"2020-01-01"})",
                                       R"({"code":"c","valid_from":"2030-01-01"})"})
                     .field("f", "choices", R"("choices":{"dictionary":"d"})");
  Scenario form(several);
  CHECK(form.choices("f") == "a");
  form.answer("f", R"(["a","b","c"])");
  CHECK(form.wrong("f") == "choice.not_current");
}

TEST_CASE("without a period nothing is told that does not change") {
  Scenario form(Form()
                    .dictionary("d", {R"({"code":"a"})", R"({"code":"b","retired":true})"})
                    .field("f", "choice", R"("choices":{"dictionary":"d"})"));
  CHECK_FALSE(form.session().state("f").has_choices);
}

} // namespace qudao::form

#include "core/approval/scene.h"

namespace qudao::approval {
namespace {

TEST_CASE("a case prints and reads back the same") {
  Scene scene;
  scene.act("p1", Action::submit);
  scene.act("m1", Action::reject, "\"数字\" are missing");
  scene.act("p1", Action::submit);
  const std::string text = write_json(to_value(scene.record));
  const auto back = case_from(parse_json(text).value());
  REQUIRE(back);
  CHECK(write_json(to_value(back.value())) == text);
}

TEST_CASE("a malformed case names its part") {
  const char* const rows[][2] = {
      {R"({})", "state"},
      {R"([])", "state"},
      {R"({"state":"lost","round":0,"level":0,"trail":[]})", "state"},
      {R"({"state":"draft","level":0,"trail":[]})", "round"},
      {R"({"state":"draft","round":-1,"level":0,"trail":[]})", "round"},
      {R"({"state":"draft","round":0,"level":"1","trail":[]})", "level"},
      {R"({"state":"draft","round":0,"level":1,"trail":[]})", "level"},
      {R"({"state":"pending","round":1,"level":0,"trail":[]})", "level"},
      {R"({"state":"pending","round":1,"level":9000000,"trail":[]})", "level"},
      {R"({"state":"draft","round":0,"level":0,"trail":{}})", "trail"},
      {R"({"state":"draft","round":0,"level":0,"trail":[{}]})", "trail/0"},
      {R"({"state":"rejected","round":1,"level":0,"trail":[{"round":1,"level":1,"level_id":"m","actor":"a",)"
       R"("decision":"reject","opinion":"","time":"yesterday"}]})",
       "trail/0"},
  };
  for (const auto& row : rows) {
    INFO(row[0]);
    const auto read = case_from(parse_json(row[0]).value());
    REQUIRE_FALSE(read);
    CHECK(read.error().code == "case.malformed");
    CHECK(read.error().params.find("at")->as_string() == row[1]);
  }
}

TEST_CASE("a context is read; a malformed one names its part") {
  const auto read = context_from(
      parse_json(
          R"({"actor":"m1","owners":["p1"],"approvers":[["m1"],["a1","a2"]],"active":["m1"],)"
          R"("valid":true,"locale":"en"})")
          .value());
  REQUIRE(read);
  CHECK(read.value().actor == "m1");
  CHECK(read.value().approvers[1] == std::vector<std::string>{"a1", "a2"});
  CHECK(read.value().valid);
  const char* const rows[][2] = {
      {R"({})", "actor"},
      {R"({"actor":"m"})", "locale"},
      {R"({"actor":"m","locale":"en"})", "owners"},
      {R"({"actor":"m","locale":"en","owners":[1]})", "owners"},
      {R"({"actor":"m","locale":"en","owners":[],"approvers":["m"]})", "approvers"},
      {R"({"actor":"m","locale":"en","owners":[],"approvers":[]})", "active"},
      {R"({"actor":"m","locale":"en","owners":[],"approvers":[],"active":[]})", "valid"},
      {R"({"actor":"m","locale":"en","owners":[],"approvers":[],"active":[],"valid":1})", "valid"},
  };
  for (const auto& row : rows) {
    INFO(row[0]);
    const auto wrong = context_from(parse_json(row[0]).value());
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().params.find("at")->as_string() == row[1]);
  }
}

TEST_CASE("states and actions have names") {
  for (const State state :
       {State::draft, State::pending, State::approved, State::rejected, State::withdrawn}) {
    CHECK(state_named(name_of(state)) == state);
  }
  for (const Action action :
       {Action::submit, Action::fill, Action::approve, Action::reject, Action::withdraw}) {
    CHECK(action_named(name_of(action)) == action);
  }
  CHECK_FALSE(state_named("lost"));
  CHECK_FALSE(action_named(""));
}

} // namespace
} // namespace qudao::approval

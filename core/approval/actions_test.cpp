#include "core/approval/scene.h"

namespace qudao::approval {
namespace {

std::string allowed(const Scene& scene, const std::string& actor) {
  std::string names;
  for (const ActionState& state : actions(scene.process, scene.record, scene.context(actor))) {
    CHECK(state.allowed == state.blocked_by.empty());
    if (state.allowed)
      names += std::string(names.empty() ? "" : " ") + std::string(name_of(state.action));
  }
  return names;
}

TEST_CASE("what each person may do now") {
  Scene scene;
  CHECK(allowed(scene, "p1") == "submit");
  CHECK(allowed(scene, "m1").empty());
  scene.act("p1", Action::submit);
  CHECK(allowed(scene, "p1") == "withdraw");
  CHECK(allowed(scene, "m1") == "approve reject");
  CHECK(allowed(scene, "a1").empty());
  scene.rules.values["is_dealer"] = true;
  CHECK(allowed(scene, "m1") == "fill approve reject");
  scene.rules.values["is_bound"] = false;
  CHECK(allowed(scene, "m1") == "fill reject");
  scene.rules.values["is_bound"] = true;
  scene.act("m1", Action::approve);
  CHECK(allowed(scene, "p1").empty());
  CHECK(allowed(scene, "a2") == "approve reject");
  scene.act("a2", Action::reject);
  CHECK(allowed(scene, "p2") == "submit");
  CHECK(allowed(scene, "c1").empty());
}

TEST_CASE(
    "an action says what is in its way, which fields it fills and whether it needs an opinion") {
  Scene scene;
  scene.rules.values["is_dealer"] = true;
  scene.act("p1", Action::submit);
  scene.rules.values["is_bound"] = false;
  const Value answer = to_value(actions(scene.process, scene.record, scene.context("m1")));
  CHECK(
      write_json(answer) ==
      R"([{"action":"submit","allowed":false,"blocked_by":[{"code":"approval.not_entitled","params":{},"path":""}],)"
      R"("fields":[],"opinion_required":false},)"
      R"({"action":"fill","allowed":true,"blocked_by":[],"fields":["distributor","contact"],"opinion_required":false},)"
      R"({"action":"approve","allowed":false,"blocked_by":[{"code":"approval.guard","message":"Bind first",)"
      R"("params":{},"path":"distributor","rule":"bound"}],"fields":[],"opinion_required":false},)"
      R"({"action":"reject","allowed":true,"blocked_by":[],"fields":[],"opinion_required":true},)"
      R"({"action":"withdraw","allowed":false,"blocked_by":[{"code":"approval.not_entitled","params":{},"path":""}],)"
      R"("fields":[],"opinion_required":false}])");
}

TEST_CASE("what is still to come follows the path as it is now") {
  Scene scene;
  const auto levels = [&] {
    std::string all;
    for (const Upcoming& level : outlook(scene.process, scene.record, scene.context("p1"))) {
      all += std::to_string(level.level) + level.level_id + (level.current ? "*" : "");
      for (const std::string& user : level.approvers)
        all += " " + user;
      all += level.decidable ? "; " : "?; ";
    }
    return all;
  };
  CHECK(levels() == "1manager m1; 2path a1 a2; 3path b1; ");
  scene.act("p1", Action::submit);
  CHECK(levels() == "1manager* m1; 2path a1 a2; 3path b1; ");
  scene.act("m1", Action::approve);
  CHECK(levels() == "2path* a1 a2; 3path b1; ");
  scene.approvers.push_back({"gone"});
  CHECK(levels() == "2path* a1 a2; 3path b1; 4path gone?; ");
  scene.approvers.resize(1);
  CHECK(levels() == "1manager* m1; ");
  scene.act("m1", Action::approve);
  CHECK(levels().empty());
}

TEST_CASE("an outlook prints its labels") {
  Scene scene;
  scene.approvers = {{"m1"}};
  CHECK(
      write_json(to_value(outlook(scene.process, scene.record, scene.context("p1")))) ==
      R"([{"approvers":["m1"],"current":false,"decidable":true,"label":{"en":"Manager","zh-CN":"渠道经理"},)"
      R"("level":1,"level_id":"manager"}])");
}

TEST_CASE("a decision prints everything that has to be stored") {
  Scene scene;
  scene.approvers = {{"m1"}};
  scene.act("p1", Action::submit);
  scene.act("m1", Action::approve, "fine");
  CHECK(
      write_json(to_value(scene.last)) ==
      R"({"assignments":[],"case":{"level":0,"round":1,"state":"approved","trail":[)"
      R"({"actor":"p1","decision":"submit","level":0,"level_id":"","opinion":"because","round":1,)"
      R"("time":"2023-11-14T22:13:20Z"},)"
      R"({"actor":"m1","decision":"approve","level":1,"level_id":"manager","opinion":"fine","round":1,)"
      R"("time":"2023-11-14T22:13:21Z"}]},"claims":["one_per_year"],"clears":[],)"
      R"("notices":[{"kind":"approved","user":"p1"},{"kind":"approved","user":"p2"}]})");
}

} // namespace
} // namespace qudao::approval

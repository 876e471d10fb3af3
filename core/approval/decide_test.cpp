#include <algorithm>

#include "core/approval/scene.h"

namespace qudao::approval {
namespace {

constexpr const char* kOk = "ok";
constexpr const char* kNotEntitled = "approval.not_entitled";
constexpr const char* kWrongState = "approval.wrong_state";
constexpr const char* kDecided = "approval.already_decided";

// Brings a fresh scene into the named situation.
Scene scene_at(const std::string& situation) {
  Scene scene;
  if (situation == "draft") return scene;
  REQUIRE(scene.act("p1", Action::submit) == kOk);
  if (situation == "level 1") return scene;
  if (situation == "withdrawn") {
    REQUIRE(scene.act("p1", Action::withdraw) == kOk);
    return scene;
  }
  if (situation == "rejected") {
    REQUIRE(scene.act("m1", Action::reject) == kOk);
    return scene;
  }
  REQUIRE(scene.act("m1", Action::approve) == kOk);
  if (situation == "level 2") return scene;
  REQUIRE(scene.act("a1", Action::approve) == kOk);
  if (situation == "level 3") return scene;
  REQUIRE(scene.act("b1", Action::approve) == kOk);
  return scene;
}

constexpr const char* kSituations[] = {"draft",    "level 1",  "level 2",  "level 3",
                                       "approved", "rejected", "withdrawn"};

struct Row {
  const char* actor;
  Action action;
  const char* answers[7]; // by situation
};

TEST_CASE("every action of every person in every situation") {
  const char* no = kNotEntitled;
  const char* late = kDecided;
  const char* state = kWrongState;
  const Row rows[] = {
      // draft, level 1, level 2, level 3, approved, rejected, withdrawn
      {"p1", Action::submit, {kOk, state, state, state, state, kOk, kOk}},
      {"p2", Action::submit, {kOk, state, state, state, state, kOk, kOk}},
      {"m1", Action::submit, {no, no, no, no, no, no, no}},
      {"a1", Action::submit, {no, no, no, no, no, no, no}},
      {"c1", Action::submit, {no, no, no, no, no, no, no}},
      {"p1", Action::withdraw, {state, kOk, late, late, state, state, state}},
      {"p2", Action::withdraw, {state, kOk, late, late, state, state, state}},
      {"m1", Action::withdraw, {no, no, no, no, no, no, no}},
      {"p1", Action::approve, {no, no, no, no, no, no, no}},
      {"m1", Action::approve, {state, kOk, late, late, late, late, state}},
      {"a1", Action::approve, {state, no, kOk, late, late, late, state}},
      {"a2", Action::approve, {state, no, kOk, late, late, late, state}},
      {"b1", Action::approve, {state, no, no, kOk, late, late, state}},
      {"c1", Action::approve, {no, no, no, no, no, no, no}},
      {"p1", Action::reject, {no, no, no, no, no, no, no}},
      {"m1", Action::reject, {state, kOk, late, late, late, late, state}},
      {"a2", Action::reject, {state, no, kOk, late, late, late, state}},
      {"b1", Action::reject, {state, no, no, kOk, late, late, state}},
      {"c1", Action::reject, {no, no, no, no, no, no, no}},
      {"p1", Action::fill, {no, no, no, no, no, no, no}},
      {"c1", Action::fill, {no, no, no, no, no, no, no}},
  };
  for (const Row& row : rows) {
    for (std::size_t n = 0; n < 7; ++n) {
      INFO(row.actor << " " << name_of(row.action) << " at " << kSituations[n]);
      Scene scene = scene_at(kSituations[n]);
      const std::string before = write_json(to_value(scene.record));
      CHECK(scene.act(row.actor, row.action) == row.answers[n]);
      if (row.answers[n] != std::string(kOk)) CHECK(write_json(to_value(scene.record)) == before);
    }
  }
}

TEST_CASE("a signing goes up level by level and is approved at the last") {
  Scene scene;
  CHECK(scene.act("p1", Action::submit) == kOk);
  CHECK(scene.state() == "pending 1");
  CHECK(scene.last.assignments == std::vector<std::string>{"m1"});
  CHECK(scene.last.claims.empty());
  CHECK(scene.act("m1", Action::approve) == kOk);
  CHECK(scene.state() == "pending 2");
  CHECK(scene.last.assignments == std::vector<std::string>{"a1", "a2"});
  CHECK(scene.act("a2", Action::approve) == kOk);
  CHECK(scene.state() == "pending 3");
  CHECK(scene.act("b1", Action::approve, "") == kOk);
  CHECK(scene.state() == "approved 0");
  CHECK(scene.last.assignments.empty());
  CHECK(scene.last.claims == std::vector<std::string>{"one_per_year"});
  REQUIRE(scene.record.trail.size() == 4);
  CHECK(scene.record.trail[2].level == 2);
  CHECK(scene.record.trail[2].level_id == "path");
  CHECK(scene.record.trail[3].level_id == "path");
}

TEST_CASE("who must act and who waits is told") {
  Scene scene;
  const auto heard = [&] {
    std::string all;
    for (const Notice& notice : scene.last.notices)
      all += notice.user + ":" + notice.kind + " ";
    return all;
  };
  scene.act("p1", Action::submit);
  CHECK(heard() == "m1:decide p1:submitted p2:submitted ");
  scene.act("m1", Action::approve);
  CHECK(heard() == "a1:decide a2:decide p1:advanced p2:advanced ");
  scene.act("a1", Action::reject);
  CHECK(heard() == "p1:rejected p2:rejected ");
  scene.act("p1", Action::submit);
  scene.act("p2", Action::withdraw);
  CHECK(heard() == "m1:withdrawn p1:withdrawn p2:withdrawn ");
}

TEST_CASE("a second round keeps the first in the trail") {
  Scene scene;
  scene.act("p1", Action::submit);
  scene.act("m1", Action::approve, "fine");
  scene.act("a1", Action::reject, "  turnover is missing　");
  CHECK(scene.state() == "rejected 0");
  CHECK(scene.act("p2", Action::submit) == kOk);
  CHECK(scene.state() == "pending 1");
  CHECK(scene.record.round == 2);
  scene.act("m1", Action::approve);
  std::string trail;
  for (const Step& step : scene.record.trail) {
    trail +=
        std::to_string(step.round) + step.actor + ":" + step.decision + "(" + step.opinion + ") ";
  }
  CHECK(
      trail ==
      "1p1:submit(because) 1m1:approve(fine) 1a1:reject(turnover is missing) 2p2:resubmit(because) "
      "2m1:approve(because) ");
}

TEST_CASE("a withdrawal is possible again in each round until somebody decided") {
  Scene scene;
  scene.act("p1", Action::submit);
  CHECK(scene.act("p1", Action::withdraw) == kOk);
  scene.act("p1", Action::submit);
  CHECK(scene.act("p2", Action::withdraw) == kOk);
  scene.act("p1", Action::submit);
  CHECK(scene.record.round == 3);
  scene.act("m1", Action::approve);
  CHECK(scene.act("p1", Action::withdraw) == kDecided);
  Scene strict = scene_at("level 1");
  strict.process.withdraw = Withdraw::never;
  CHECK(strict.act("p1", Action::withdraw) == kNotEntitled);
}

TEST_CASE("only valid content is submitted") {
  Scene scene;
  scene.valid = false;
  CHECK(scene.act("p1", Action::submit) == "approval.invalid_record");
  CHECK(scene.act("m1", Action::submit) == kNotEntitled);
}

TEST_CASE("the named manager must be able to act when a record is submitted") {
  for (const auto& approvers :
       {std::vector<std::vector<std::string>>{}, {{}}, {{"gone"}, {"a1"}}}) {
    Scene scene;
    scene.approvers = approvers;
    CHECK(scene.act("p1", Action::submit) == "approval.no_approver");
  }
}

TEST_CASE("a path that grew: the new levels are still to come") {
  Scene scene = scene_at("level 3");
  scene.approvers.push_back({"c1"});
  CHECK(scene.act("b1", Action::approve) == kOk);
  CHECK(scene.state() == "pending 4");
  CHECK(scene.act("c1", Action::approve) == kOk);
  CHECK(scene.state() == "approved 0");
}

TEST_CASE("a path that became shorter: the last level decides") {
  Scene scene = scene_at("level 3");
  scene.approvers.pop_back();
  CHECK(scene.act("b1", Action::approve) == kNotEntitled);
  CHECK(scene.act("m1", Action::approve) == kDecided);
  CHECK(scene.act("a2", Action::approve) == kOk);
  CHECK(scene.state() == "approved 0");
  CHECK(scene.record.trail.back().level == 2);
}

TEST_CASE("without a path the named manager decides alone") {
  Scene scene;
  scene.approvers = {{"m1"}};
  scene.act("p1", Action::submit);
  CHECK(scene.act("m1", Action::approve) == kOk);
  CHECK(scene.state() == "approved 0");
}

TEST_CASE("who is taken off the path loses the right at once, who is put on it gains it") {
  Scene scene = scene_at("level 2");
  scene.approvers[1] = {"a2", "c1"};
  CHECK(scene.act("a1", Action::approve) == kNotEntitled);
  CHECK(scene.act("c1", Action::approve) == kOk);
}

TEST_CASE("a locked account decides nothing, and its level is not skipped") {
  Scene scene = scene_at("level 2");
  scene.active = {"p1", "m1", "b1"};
  CHECK(scene.act("a1", Action::approve) == kNotEntitled);
  CHECK(scene.act("b1", Action::approve) == kNotEntitled);
  CHECK(scene.state() == "pending 2");
  CHECK_FALSE(outlook(scene.process, scene.record, scene.context("p1"))[0].decidable);
  scene.active.push_back("a2");
  CHECK(scene.act("a2", Action::approve) == kOk);

  Scene draft;
  draft.active = {"m1"};
  CHECK(draft.act("p1", Action::submit) == kNotEntitled);
}

TEST_CASE("one of two approvers decides; the other comes late") {
  Scene scene = scene_at("level 2");
  CHECK(scene.act("a1", Action::approve) == kOk);
  CHECK(scene.act("a2", Action::approve) == kDecided);
  CHECK(scene.act("a2", Action::reject) == kDecided);
  CHECK(scene.act("a1", Action::approve) == kDecided);
}

TEST_CASE("a decision lands on the level its maker saw, or nowhere") {
  Scene scene = scene_at("level 1");
  scene.approvers = {{"m1"}, {"m1"}};
  const Command pressed{Action::approve, "", {}, 1, 1};
  CHECK(scene.act("m1", pressed) == kOk);
  CHECK(scene.act("m1", pressed) == kDecided); // pressed twice
  CHECK(scene.act("m1", Command{Action::approve, "", {}, 1, 2}) == kOk);

  Scene again = scene_at("rejected");
  again.act("p1", Action::submit);
  CHECK(again.act("m1", Command{Action::approve, "", {}, 1, 1}) == kDecided); // of the round before
  CHECK(again.act("m1", Command{Action::approve, "", {}, 2, 1}) == kOk);
}

TEST_CASE("a rejection needs an opinion, an approval none") {
  for (const char* blank : {"", "   ", "\n\t", "　"}) {
    Scene scene = scene_at("level 1");
    CHECK(scene.act("m1", Action::reject, blank) == "approval.opinion_required");
    CHECK(scene.act("m1", Action::approve, blank) == kOk);
    CHECK(scene.record.trail.back().opinion.empty());
  }
  Scene scene = scene_at("level 1");
  std::string longest;
  for (std::size_t n = 0; n < kLongestOpinion; ++n)
    longest += "字";
  CHECK(scene.act("m1", Action::reject, longest + "x") == "approval.opinion_too_long");
  CHECK(scene.act("m1", Action::reject, longest) == kOk);
}

TEST_CASE("a guard holds the action of its level up, with its own text and field") {
  Scene scene = scene_at("level 1");
  scene.rules.values["is_bound"] = false;
  const auto refused =
      decide(scene.process, scene.record, {Action::approve, "", {}, 0, 0}, scene.context("m1"));
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().size() == 1);
  CHECK(refused.error()[0] ==
        Violation{"approval.guard", "distributor", {}, "bound", "Bind first"});
  Context chinese = scene.context("m1");
  chinese.locale = "zh-TW"; // not translated: the first language
  const auto in_chinese =
      decide(scene.process, scene.record, {Action::approve, "", {}, 0, 0}, chinese);
  CHECK(in_chinese.error()[0].message == "请绑定");
  CHECK(scene.act("a1", Action::approve) == kNotEntitled);
  CHECK(scene.act("m1", Action::reject) == kOk);

  Scene later = scene_at("level 2");
  later.rules.values["is_bound"] = false;
  CHECK(later.act("a1", Action::approve) == kOk); // the guard is of level manager
}

TEST_CASE("a rule that cannot be evaluated blocks") {
  Scene scene = scene_at("level 1");
  scene.rules.broken["is_bound"] = "cel.overflow";
  CHECK(scene.act("m1", Action::approve) == "rule.error");
  scene.rules.broken = {{"is_dealer", "cel.overflow"}};
  CHECK(scene.act("m1", Command{Action::fill, "", {"contact"}, 0, 0}) == "rule.error");
  Scene draft;
  draft.rules.broken["is_dealer"] = "cel.overflow";
  CHECK(draft.act("p1", Action::submit) == "rule.error");
}

TEST_CASE("a guard without a level watches every level, and submissions too") {
  Scene scene;
  scene.process.guards[0].level.clear();
  scene.process.guards[0].action = Action::submit;
  scene.rules.values["is_bound"] = false;
  CHECK(scene.act("p1", Action::submit) == "approval.guard");
  scene.rules.values["is_bound"] = true;
  CHECK(scene.act("p1", Action::submit) == kOk);
}

TEST_CASE("approver fields are filled by the approver of their level, while they are relevant") {
  const Command fill{Action::fill, "", {"distributor", "contact"}, 0, 0};
  Scene scene = scene_at("level 1");
  CHECK(scene.act("m1", fill) == "approval.not_fillable,approval.not_fillable"); // no dealer
  scene.rules.values["is_dealer"] = true;
  CHECK(scene.act("p1", fill) == kNotEntitled);
  CHECK(scene.act("a1", fill) == kNotEntitled);
  CHECK(scene.act("m1", Command{Action::fill, "", {"manager"}, 0, 0}) == "approval.not_fillable");
  CHECK(scene.act("m1", Command{Action::fill, "", {}, 0, 0}) == "approval.not_fillable");
  CHECK(scene.act("m1", Command{Action::reject, "no", {"contact"}, 0, 0}) ==
        "approval.not_fillable");
  const std::size_t steps = scene.record.trail.size();
  CHECK(scene.act("m1", fill) == kOk);
  CHECK(scene.state() == "pending 1");
  CHECK(scene.record.trail.size() == steps);
  CHECK_FALSE(scene.last.step);
  CHECK(scene.last.assignments == std::vector<std::string>{"m1"});
  CHECK(scene.act("m1", Command{Action::approve, "", {"contact"}, 0, 0}) == kOk);
  CHECK(scene.act("a1", fill) ==
        "approval.not_fillable,approval.not_fillable"); // not of that level
}

TEST_CASE("what stands in the approver's fields before a submission is removed") {
  Scene scene;
  scene.rules.values["is_dealer"] = true;
  scene.act("p1", Action::submit);
  CHECK(scene.last.clears == std::vector<std::string>{"distributor", "contact"});
  scene.act("m1", Action::approve);
  CHECK(scene.last.clears.empty());
  Scene distributor;
  distributor.act("p1", Action::submit);
  CHECK(distributor.last.clears.empty());
}

TEST_CASE("without a process nobody submits or decides") {
  Scene scene;
  scene.process = {};
  for (const char* actor : {"p1", "m1"}) {
    for (const Action action :
         {Action::submit, Action::fill, Action::approve, Action::reject, Action::withdraw}) {
      CHECK(scene.act(actor, action) == kNotEntitled);
    }
  }
  CHECK(outlook(scene.process, scene.record, scene.context("p1")).empty());
}

} // namespace
} // namespace qudao::approval

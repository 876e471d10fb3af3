// Random action sequences against a model so plain that it can be checked by reading it.
#include <algorithm>
#include <cstdint>

#include "core/approval/scene.h"

namespace qudao::approval {
namespace {

// A small generator of our own: the same sequence on every platform.
struct Dice {
  std::uint64_t state;
  std::size_t roll(std::size_t sides) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state >> 33U) % sides;
  }
};

// One signing, told as a person would: who is asked, who said yes, is it over?
struct Model {
  std::string state = "draft";
  int round = 0;
  int level = 0;
  bool decided = false; // anybody in this round
  int steps = 0;

  static bool in(const std::vector<std::string>& list, const std::string& id) {
    return std::find(list.begin(), list.end(), id) != list.end();
  }

  bool act(const Scene& scene, const std::string& actor, Action action) {
    if (!in(scene.active, actor)) return false;
    const bool owner = actor == "p1" || actor == "p2";
    const int last = std::max(1, static_cast<int>(scene.approvers.size()));
    const int now = std::min(level, last);
    const bool able = state == "pending" && now <= static_cast<int>(scene.approvers.size()) &&
                      in(scene.approvers[static_cast<std::size_t>(now - 1)], actor);
    if (action == Action::submit) {
      if (!owner || !scene.valid || state == "pending" || state == "approved") return false;
      const auto ready = [&](const std::string& user) { return in(scene.active, user); };
      if (scene.approvers.empty() ||
          !std::any_of(scene.approvers[0].begin(), scene.approvers[0].end(), ready)) {
        return false;
      }
      state = "pending";
      level = 1;
      ++round;
      decided = false;
    } else if (action == Action::withdraw) {
      if (!owner || state != "pending" || decided) return false;
      state = "withdrawn";
    } else if (action == Action::approve) {
      if (!able) return false;
      decided = true;
      if (now == last) state = "approved";
      level = now + 1;
    } else {
      if (!able) return false;
      decided = true;
      state = "rejected";
    }
    ++steps;
    return true;
  }
};

void change_surroundings(Scene& scene, Dice& dice) {
  const std::vector<std::string> people{"m1", "a1", "a2", "b1", "c1"};
  switch (dice.roll(5)) {
  case 0:
    if (scene.approvers.size() < 5) scene.approvers.push_back({people[dice.roll(people.size())]});
    break;
  case 1:
    if (!scene.approvers.empty()) scene.approvers.pop_back();
    break;
  case 2:
    if (!scene.approvers.empty()) {
      scene.approvers[dice.roll(scene.approvers.size())] = {people[dice.roll(people.size())],
                                                            people[dice.roll(people.size())]};
    }
    break;
  case 3: {
    const std::string& person = people[dice.roll(people.size())];
    const auto found = std::find(scene.active.begin(), scene.active.end(), person);
    if (found == scene.active.end()) {
      scene.active.push_back(person);
    } else {
      scene.active.erase(found);
    }
    break;
  }
  default:
    scene.valid = dice.roll(4) != 0;
  }
}

TEST_CASE("random sequences of actions agree with the model") {
  const std::vector<std::string> actors{"p1", "p2", "m1", "a1", "a2", "b1", "c1", "stranger"};
  const Action all[] = {Action::submit, Action::approve, Action::approve, Action::reject,
                        Action::withdraw};
  int approved = 0;
  int deep = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Scene scene;
    Model model;
    Dice dice{seed};
    for (int step = 0; step < 60; ++step) {
      if (dice.roll(6) == 0) change_surroundings(scene, dice);
      const std::string& actor = actors[dice.roll(actors.size())];
      const Action action = all[dice.roll(5)];
      INFO("seed " << seed << " step " << step << " " << actor << " " << name_of(action));
      const auto offered = actions(scene.process, scene.record, scene.context(actor));
      const bool allowed = model.act(scene, actor, action);
      REQUIRE(offered[static_cast<std::size_t>(action)].allowed == allowed);
      REQUIRE((scene.act(actor, action) == "ok") == allowed);
      REQUIRE(std::string(name_of(scene.record.state)) == model.state);
      REQUIRE(scene.record.round == model.round);
      REQUIRE(scene.record.level == (model.state == "pending" ? model.level : 0));
      REQUIRE(static_cast<int>(scene.record.trail.size()) == model.steps);
      deep = std::max(deep, scene.record.round);
    }
    if (model.state == "approved") ++approved;
  }
  CHECK(approved > 50); // the sequences get somewhere
  CHECK(deep > 3);
}

} // namespace
} // namespace qudao::approval

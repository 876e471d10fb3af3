// When companies go back, and whose turn it is.
#include "tests/support/pool_scene.h"

namespace qudao::pool {

using test::at;
using test::company;
using test::said;
using test::sales;

namespace {

const Rules& recycling() {
  static const Rules kOurs =
      test::rules(R"("inventory":{"limits":[{"limit":3},{"limit":9,"of":"department"}]},"recycle":[
    {"id":"untouched","after":{"days":30},"without":"contact","warn_days":3},
    {"id":"unsold","after":{"days":60},"without":"deal","warn_days":7,"exempt":{"persons":["vip"]}},
    {"id":"term","after":{"months":24},"warn_days":14}])");
  return kOurs;
}

std::string due(const Company& company, const Person& owner = sales("a")) {
  const auto found = due_of(recycling(), company, owner, test::china(), nullptr);
  if (!found) return found.error().code;
  if (!*found) return "never";
  return (*found)->rule + " " + said((*found)->at) + " " + said((*found)->warn);
}

} // namespace

TEST_CASE("pool: a company is due by the line that comes first") {
  Company ours = company("a"); // since the 10th of June
  CHECK(due(ours) == "untouched 2026-07-10T16:00:00Z 2026-07-07T16:00:00Z");
  ours.touched = at("2026-06-30T16:30:00Z"); // the 1st of July in Shanghai
  CHECK(due(ours) == "untouched 2026-07-31T16:00:00Z 2026-07-28T16:00:00Z");
  ours.touched = at("2026-08-01T00:00:00Z");
  CHECK(due(ours) == "unsold 2026-08-09T16:00:00Z 2026-08-02T16:00:00Z");
  CHECK(due(ours, sales("vip")) == "untouched 2026-08-31T16:00:00Z 2026-08-28T16:00:00Z");
  ours.dealt = at("2026-07-01T00:00:00Z");
  CHECK(due(ours) == "untouched 2026-08-31T16:00:00Z 2026-08-28T16:00:00Z");
  ours.touched = at("2028-06-10T00:00:00Z");
  CHECK(due(ours) == "term 2028-06-10T16:00:00Z 2028-05-27T16:00:00Z");
  ours.touched = at("2026-01-01T00:00:00Z"); // of an owner before
  CHECK(due(ours) == "untouched 2026-07-10T16:00:00Z 2026-07-07T16:00:00Z");
  CHECK(due(company()) == "never");
}

TEST_CASE("pool: a protection of the owner puts it off, one of somebody else does not") {
  Company ours = company("a");
  ours.protections = {{"b", at("2027-01-01T00:00:00Z")}};
  CHECK(due(ours) == "untouched 2026-07-10T16:00:00Z 2026-07-07T16:00:00Z");
  ours.protections.push_back({"a", at("2026-07-15T00:00:00Z")});
  CHECK(due(ours) == "untouched 2026-07-15T00:00:00Z 2026-07-12T00:00:00Z");
  ours.name_due = at("2026-07-01T00:00:00Z");
  CHECK(due(ours) == "name 2026-07-01T00:00:00Z 2026-06-10T02:00:00Z");
}

TEST_CASE("pool: nothing is recycled before it is due, nor by whoever likes") {
  Subject subject;
  subject.company = company("a");
  Context where = test::context(test::admin());
  where.owner = sales("a");
  const Command recycle = test::command(Action::recycle);
  where.now = at("2026-07-10T15:59:59Z");
  CHECK(test::outcome(decide(recycling(), subject, recycle, where)) == "pool.not_due");
  where.now = at("2026-07-10T16:00:00Z");
  const auto back = decide(recycling(), subject, recycle, where);
  REQUIRE(back);
  CHECK(back->event.detail == "untouched");
  CHECK(back->left == "a");
  CHECK(back->inform == std::vector<std::string>{"a"});
  where.actor = sales("a");
  CHECK(test::outcome(decide(recycling(), subject, recycle, where)) == "pool.not_administrator");
  where.actor.reset();
  subject.company->owner.clear();
  CHECK(test::outcome(decide(recycling(), subject, recycle, where)) == "pool.not_due");
}

TEST_CASE("pool: companies are given in turn to members with room") {
  std::vector<Candidate> people;
  for (const char* id : {"d", "a", "c", "b"}) {
    people.push_back({sales(id), {}});
  }
  const auto turn = [&](std::string_view last) {
    return next_in_turn(recycling(), recycling().pools[0], people, last);
  };
  CHECK(turn("") == "a");
  CHECK(turn("a") == "b");
  CHECK(turn("d") == "a");
  CHECK(turn("bb") == "c");
  people[3].load.owned = 3; // b is full
  CHECK(turn("a") == "c");
  people[2].person.active = false;
  CHECK(turn("a") == "d");
  people[0].person.roles = {"guest"};
  CHECK(turn("a") == "a");
  people[1].load.department_owned = 9;
  CHECK(turn("a").empty());
}

TEST_CASE("pool: who has to follow a company up is reminded some hours before") {
  const Rules rules = test::rules(R"("follow_up":{"within":{"hours":24},"remind_hours":6})");
  Company company = test::company("u");
  CHECK(!reminder_of(rules, company));
  company.follow_up = at("2026-07-04T02:00:00Z");
  CHECK(said(*reminder_of(rules, company)) == "2026-07-03T20:00:00Z");
  CHECK(said(*reminder_of(test::rules(), company)) == "2026-07-03T22:00:00Z");
  company.owner.clear();
  CHECK(!reminder_of(rules, company));
}

TEST_CASE("pool: the day begins where the library is") {
  const Rules rules = test::rules();
  const auto day = [&](std::string_view now, std::int64_t after) {
    return said(*start_of_day(rules, at(now), after, nullptr));
  };
  CHECK(day("2026-07-03T15:59:59Z", 0) == "2026-07-02T16:00:00Z");
  CHECK(day("2026-07-03T16:00:00Z", 0) == "2026-07-03T16:00:00Z");
  CHECK(day("2026-07-03T16:00:00Z", 2) == "2026-07-05T16:00:00Z");
}

} // namespace qudao::pool

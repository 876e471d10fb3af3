// Companies that administrators bring in, one by one or by the thousand.
#include "tests/support/pool_scene.h"

namespace qudao::pool {

using test::outcome;

namespace {

Command adding(std::string person) {
  Command out = test::command(Action::add);
  out.name = "上海瑞丽服装有限公司";
  out.person = std::move(person);
  out.tags = {"website"};
  return out;
}

Context by(const Person& actor, std::optional<Person> receiver) {
  Context out = test::context(actor);
  out.receiver = std::move(receiver);
  return out;
}

} // namespace

TEST_CASE("pool: an administrator adds a company to the pool or to somebody's, with tags") {
  const Rules rules = test::rules(
      R"("inventory":{"limits":[{"limit":2}]},"follow_up":{"tags":["website"],"within":{"hours":24}})");
  const auto free = decide(rules, {}, adding(""), by(test::admin(), std::nullopt));
  REQUIRE(free);
  CHECK(free->next->owner.empty());
  CHECK(free->next->pool == "public");
  CHECK(free->next->version == 1);
  CHECK(free->next->tags == std::vector<std::string>{"website"});
  CHECK(free->event.kind == "added");
  const auto given = decide(rules, {}, adding("u"), by(test::admin(), test::sales("u")));
  REQUIRE(given);
  CHECK(given->next->owner == "u");
  CHECK(test::said(*given->next->follow_up) == "2026-07-04T02:00:00Z");
  CHECK(given->inform == std::vector<std::string>{"u"});
}

TEST_CASE("pool: what is added has to be clear, within limits, and by whom it may") {
  const Rules rules = test::rules(R"("inventory":{"limits":[{"limit":2}]})");
  CHECK(outcome(decide(rules, {}, adding(""), by(test::sales("u"), std::nullopt))) ==
        "pool.not_administrator");
  CHECK(outcome(decide(rules, {}, adding("x"), by(test::admin(), std::nullopt))) ==
        "pool.person_needed");
  Context full = by(test::admin(), test::sales("u"));
  full.load.owned = 2;
  CHECK(outcome(decide(rules, {}, adding("u"), full)) == "pool.inventory_full");
  Person retired = test::sales("u");
  retired.active = false;
  CHECK(outcome(decide(rules, {}, adding("u"), by(test::admin(), retired))) ==
        "pool.person_inactive");
  CHECK(outcome(decide(rules, {}, adding("boss"), by(test::admin(), test::admin("other")))) ==
        "pool.not_member");
  Subject taken;
  taken.collision = collide(rules, test::admin(), {{"c", "agents", "v", true, 90, {}, false}});
  CHECK(outcome(decide(rules, taken, adding(""), by(test::admin(), std::nullopt))) ==
        "pool.collision.owned");
  Subject probable;
  probable.collision = collide(rules, test::admin(), {{"c", "agents", "", false, 75, {}, false}});
  Command unread = adding("");
  CHECK(outcome(decide(rules, probable, unread, by(test::admin(), std::nullopt))) ==
        "pool.collision.pool.probable");
  unread.warned = true;
  CHECK(outcome(decide(rules, probable, unread, by(test::admin(), std::nullopt))) == "added");
  Command nameless = adding("");
  nameless.name = " ";
  CHECK(outcome(decide(rules, {}, nameless, by(test::admin(), std::nullopt))) ==
        "pool.name_needed");
}

} // namespace qudao::pool

// Rules as data: what the packs say, what is refused and where, whom a line names.
#include "tests/support/pool_scene.h"

namespace qudao::pool {

using test::json;

namespace {

std::string pack(const std::string& name) {
  std::ifstream file(std::string(QUDAO_SOURCE_DIR) + "/core/packs/" + name + "/library.json",
                     std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string refused(const std::string& document) {
  const auto rules = Rules::read(json(document));
  std::string all;
  if (rules) return all;
  const Speaker speaker;
  for (const Issue& issue : rules.error()) {
    all += (all.empty() ? "" : "\n") + issue.code + " " + issue.path;
    if (issue.code.rfind("definition.", 0) != 0)
      CHECK(speaker.say(issue.code, issue.params, "en").find('{') != 0);
  }
  return all;
}

std::string with(const std::string& more) {
  return R"({"library":"a","label":{"zh-CN":"x"},"zone":"+08:00","pools":[{"id":"p","label":{"zh-CN":"x"}}],)" +
         more + "}";
}

} // namespace

TEST_CASE("pool: the rules of the packs are sound, with 130 and 300 companies a person") {
  const auto agents = Rules::read(json(pack("agent-library")));
  REQUIRE(agents);
  CHECK(agents->library == "agents");
  CHECK(agents->inventory.at(0).most == 130);
  CHECK(agents->number_decides);
  CHECK(agents->on_probable == OnProbable::block);
  CHECK(agents->entry_window == Term{calendar::Unit::working_days, 2});
  const auto market = Rules::read(json(pack("marketplace-library")));
  REQUIRE(market);
  CHECK(market->inventory.at(0).most == 300);
  CHECK(market->pool("key")->claim == ClaimBy::application);
  CHECK(market->pool("public")->distribution == Distribution::in_turn);
  CHECK(market->deals_uncounted);
}

TEST_CASE("pool: wrong rules are refused with the place") {
  struct Row {
    std::string document;
    const char* issues;
  };
  for (
      const Row& row : std::initializer_list<Row>{
          {"[]", "definition.type "},
          {R"({"library":"a","label":{"zh-CN":"x"},"zone":"Mars","pools":[]})",
           "pool.rules.zone /zone\npool.rules.no_pool /pools"},
          {R"({"library":"a","label":{"en":"x"},"zone":"+08:00","pools":{}})",
           "definition.missing_text /label\ndefinition.type /pools"},
          {with(R"("colour":1)"), "definition.unknown_key /colour"},
          {with(R"("inventory":{"limits":[{"limit":-1},{"of":"person"},{"limit":1,"of":"team"}]})"),
           "pool.rules.number /inventory/limits/0/limit\ndefinition.missing_key "
           "/inventory/limits/1\n"
           "definition.value /inventory/limits/2/of"},
          {with(R"("inventory":{"limits":[{"limit":1,"who":{}}]})"),
           "pool.rules.who /inventory/limits/0/who"},
          {with(R"("inventory":{"limits":[{"limit":1,"who":{"names":[]}}]})"),
           "definition.unknown_key /inventory/limits/0/who/names"},
          {with(R"("reclaim_after":{"weeks":1})"), "calendar.term /reclaim_after"},
          {with(R"("protection":{"enter":3})"), "calendar.term /protection/enter"},
          {with(
               R"("recycle":[{"id":"a","after":{"days":1}},{"id":"a","after":{"days":2},"without":"love","warn_days":-1}])"),
           "definition.value /recycle/1/without\npool.rules.number "
           "/recycle/1/warn_days\npool.rules.duplicate /recycle/1"},
          {with(
               R"("release":{"to":"sea","reasons":[{"code":"a","label":{"zh-CN":"x"}},{"code":"a","label":{"zh-CN":"y"}}]})"),
           "definition.value /release/to\npool.rules.duplicate /release/reasons/1"},
          {with(
               R"("contacts":{"counts_from_maturity":101,"boxes":[{"code":1,"label":{"zh-CN":"x"}}]})"),
           "pool.rules.number /contacts/counts_from_maturity\ndefinition.type "
           "/contacts/boxes/0/code"},
          {with(R"("follow_up":{"tags":["a"]})"), "definition.missing_key /follow_up"},
          {with(R"("owner_shown":[{"as":"face"}],"collision":{"probable":1,"number":"x"})"),
           "definition.value /owner_shown/0/as\ndefinition.type "
           "/collision/probable\ndefinition.value /collision/number"},
          {with(R"("targets":{"new_per_day":"3"},"version":0)"),
           "pool.rules.number /version\npool.rules.number /targets/new_per_day"},
      }) {
    INFO(row.document);
    CHECK(refused(row.document) == row.issues);
  }
}

TEST_CASE("pool: of limits the first line that names a person is the person's") {
  const Rules rules = test::rules(R"("inventory":{"limits":[
    {"limit":null,"who":{"persons":["vip"]}}, {"limit":9,"of":"department","who":{"departments":["east"]}},
    {"limit":200,"who":{"departments":["east"],"roles":["chief"]}}, {"limit":130,"who":{"roles":["sales"]}}]})");
  const auto most = [&](const Person& person, bool of_department) -> std::int64_t {
    const Limit* limit = rules.limit_of(rules.inventory, person, of_department);
    return limit == nullptr ? -1 : *limit->most;
  };
  CHECK(most(test::sales("a", "west"), false) == 130);
  CHECK(most(test::sales("a", "east"), false) == 200);
  CHECK(most(test::sales("vip", "east"), false) == -1);
  CHECK(most({"b", "west", {"chief"}, true, {}, {}, {}}, false) == 200);
  CHECK(most({"b", "west", {"guest"}, true, {}, {}, {}}, false) == -1);
  CHECK(most(test::sales("vip", "east"), true) == 9);
  CHECK(most(test::sales("a", "west"), true) == -1);
}

TEST_CASE("pool: owners are shown as far as the rules say") {
  const Rules rules = test::rules(R"("owner_shown":[{"to":{"roles":["admin"]},"as":"name"},
    {"to":{"roles":["sales"]},"as":"name","same_department":true},{"to":{"roles":["sales"]},"as":"department"}])");
  CHECK(rules.shows_owner(test::admin(), test::sales("a")) == OwnerShown::name);
  CHECK(rules.shows_owner(test::sales("b"), test::sales("a")) == OwnerShown::name);
  CHECK(rules.shows_owner(test::sales("b", "west"), test::sales("a")) == OwnerShown::department);
  CHECK(rules.shows_owner(test::sales("b", ""), test::sales("a", "")) == OwnerShown::department);
  CHECK(rules.shows_owner({"g", "east", {"guest"}, true, {}, {}, {}}, test::sales("a")) ==
        OwnerShown::hidden);
  CHECK(rules.shows_owner({"a", "", {"guest"}, true, {}, {}, {}},
                          {"a", "", {"guest"}, true, {}, {}, {}}) == OwnerShown::name);
}

} // namespace qudao::pool

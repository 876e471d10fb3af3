// The table of outcomes, what wins over what, and the words.
#include <algorithm>

#include "tests/support/pool_scene.h"

namespace qudao::pool {

namespace {

// "mine", "taken", "free", "other" (library); "?" in front: only probably the same; a digit behind: the order they came in.
Found found(std::string_view word, std::size_t number) {
  Found out;
  out.same = word.front() != '?';
  if (!out.same) word.remove_prefix(1);
  out.id = std::string(word) + std::to_string(number);
  out.library = word == "other" ? "telesales" : "agents";
  out.owner = word == "mine" ? "me" : word == "free" ? "" : "you";
  out.score = out.same ? 90 : 75;
  out.since = {static_cast<std::int64_t>(number), 0};
  return out;
}

Collision check(const Rules& rules, const std::vector<std::string_view>& words,
                std::vector<Found>* all = nullptr) {
  std::vector<Found> list;
  for (const std::string_view word : words) {
    list.push_back(found(word, list.size()));
  }
  if (all != nullptr) *all = list;
  return collide(rules, test::sales("me"), list);
}

} // namespace

TEST_CASE("pool: what follows from what the check found") {
  struct Row {
    std::vector<std::string_view> found;
    const char* code;
    bool may_enter;
    const char* decisive;
  };
  const Rules warns = test::rules();
  for (const Row& row : std::initializer_list<Row>{
           {{}, "pool.collision.clear", true, ""},
           {{"free"}, "pool.collision.pool", false, "free0"},
           {{"taken"}, "pool.collision.owned", false, "taken0"},
           {{"mine"}, "pool.collision.own", false, "mine0"},
           {{"other"}, "pool.collision.library", false, "other0"},
           {{"free", "taken"}, "pool.collision.owned", false, "taken1"}, // the owned one wins
           {{"mine", "free"}, "pool.collision.own", false, "mine0"},
           {{"mine", "taken", "other"}, "pool.collision.owned", false, "taken1"},
           {{"free", "other"}, "pool.collision.library", false, "other1"},
           {{"?taken"}, "pool.collision.owned.probable", true, "taken0"},
           {{"?taken", "free"}, "pool.collision.pool", false, "free1"}, // what is certain wins
           {{"?free", "?taken"}, "pool.collision.owned.probable", true, "taken1"},
           {{"taken", "taken"}, "pool.collision.owned", false, "taken0"}, // who was there first
       }) {
    std::vector<Found> all;
    const Collision collision = check(warns, row.found, &all);
    INFO(row.code << " of " << row.found.size());
    CHECK(collision.code() == row.code);
    CHECK(collision.may_enter() == row.may_enter);
    CHECK((collision.decisive ? all[*collision.decisive].id : "") == row.decisive);
    CHECK(collision.library == (collision.outcome == CollisionOutcome::library ? "telesales" : ""));
  }
}

TEST_CASE("pool: what only probably is the same follows the rules") {
  const Rules blocks = test::rules(R"("collision":{"probable":"block"})");
  CHECK(!check(blocks, {"?taken"}).may_enter());
  CHECK(!check(blocks, {"?taken"}).warning);
  const Rules allows = test::rules(R"("collision":{"probable":"allow"})");
  CHECK(check(allows, {"?taken"}).code() == "pool.collision.clear");
  CHECK(check(allows, {"?taken", "free"}).code() == "pool.collision.pool");
}

TEST_CASE("pool: what is marked as different counts for nothing") {
  const Rules rules = test::rules();
  std::vector<Found> all;
  check(rules, {"taken", "free"}, &all);
  CHECK(collide(rules, test::sales("me"), all).code() == "pool.collision.owned");
  all[0].apart = true;
  CHECK(collide(rules, test::sales("me"), all).code() == "pool.collision.pool");
  all[1].apart = true;
  CHECK(collide(rules, test::sales("me"), all).code() == "pool.collision.clear");
}

TEST_CASE("pool: the outcome does not hang on the order of what was found") {
  std::vector<std::string_view> words = {"?mine", "?other", "?taken", "free", "mine", "taken"};
  std::sort(words.begin(), words.end());
  const Rules rules = test::rules();
  for (std::size_t most = 1; most <= words.size(); ++most) {
    std::vector<std::string_view> some(words.begin(),
                                       words.begin() + static_cast<std::ptrdiff_t>(most));
    const std::string code = check(rules, some).code();
    do {
      if (check(rules, some).code() != code) CHECK(check(rules, some).code() == code);
    } while (std::next_permutation(some.begin(), some.end()));
  }
}

TEST_CASE("pool: outcomes and refusals are said in both languages") {
  const Speaker speaker;
  CHECK(speaker.say("pool.collision.clear", {}, "zh-CN") == "共有 0 个客户，可以录入");
  CHECK(speaker.say("pool.collision.library", {{"library", Value::string("电销")}}, "zh-CN") ==
        "“电销”中存在这个客户，不能录入");
  CHECK(speaker.say("pool.inventory_full", {{"limit", Value::integer(130)}}, "en") ==
        "The inventory is full (130): neither entries nor claims are possible");
  CHECK(speaker.say("pool.protected", {{"until", Value::timestamp({0, 0})}}, "xx") ==
        "This company is protected until 1970-01-01 00:00");
  CHECK(speaker.say("pool.protected", {{"until", Value::timestamp({0, 0})}}, "zh-CN",
                    {"Asia/Shanghai", nullptr}) ==
        "该客户在保护期内，1970-01-01 08:00 之后才能挑入");
  CHECK(speaker.say("no.such", {}, "en") == "no.such");
}

} // namespace qudao::pool

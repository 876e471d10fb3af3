#include <random>

#include "core/pool/merge.h"
#include "tests/support/pool_scene.h"

namespace qudao::pool {

using test::admin;
using test::at;
using test::json;
using test::sales;

namespace {

Side side(std::string id, std::string owner, std::string_view data) {
  Side out;
  out.company = test::company(std::move(owner));
  out.company.id = std::move(id);
  out.data = json(std::string(data));
  out.company.name = std::string(out.data.find("name")->as_string());
  return out;
}

MergeContext by(Person actor) {
  MergeContext out;
  out.now = at("2026-07-03T02:00:00Z");
  out.actor = std::move(actor);
  return out;
}

template <typename T>
std::string codes(const Result<T, std::vector<Violation>>& decision) {
  if (decision) return "done";
  std::string out;
  for (const Violation& each : decision.error()) {
    out += (out.empty() ? "" : " ") + each.code;
  }
  return out;
}

std::string codes(const std::vector<Violation>& violations) {
  if (violations.empty()) return "done";
  return codes(Result<int, std::vector<Violation>>(Unexpected{violations}));
}

bool same(const Side& a, const Side& b) {
  const Company& x = a.company;
  const Company& y = b.company;
  const auto protections = [](const Company& of) {
    std::string out;
    for (const Protection& each : of.protections) {
      out += each.person + std::to_string(each.until.seconds) + " ";
    }
    return out;
  };
  return a.data == b.data && x.id == y.id && x.pool == y.pool && x.name == y.name &&
         x.owner == y.owner && x.entered == y.entered && x.owned_since == y.owned_since &&
         x.touched == y.touched && x.dealt == y.dealt && x.tags == y.tags &&
         protections(x) == protections(y) && x.name_wanted == y.name_wanted &&
         x.name_due == y.name_due && x.follow_up == y.follow_up;
}

const char* const kOne = R"({"name":"甲厂","mobile":["1"],"address":"东路"})";
const char* const kTwo = R"({"name":"乙厂","mobile":["1","2"],"email":["x@y"],"address":"西路"})";

} // namespace

TEST_CASE("merge: texts of the kept one, numbers of both, and what is chosen") {
  const Rules rules = test::rules();
  const Side a = side("a", "u", kOne);
  const Side b = side("b", "u", kTwo);
  auto merged = merge(rules, a, b, {}, by(sales("u")));
  REQUIRE(merged);
  CHECK(merged->data == json(R"({"name":"甲厂","former_name":"乙厂","mobile":["1","2"],
                                "email":["x@y"],"address":"东路"})"));
  CHECK(merged->next.version == a.company.version + 1);
  CHECK(merged->event.kind == "merged");
  MergeCommand command;
  command.fields = {{"name", Take::other},
                    {"address", Take::other},
                    {"mobile", Take::kept},
                    {"email", Take::kept}};
  merged = merge(rules, a, b, command, by(sales("u")));
  REQUIRE(merged);
  CHECK(merged->data ==
        json(R"({"name":"乙厂","former_name":"甲厂","mobile":["1"],"address":"西路"})"));
  CHECK(merged->next.name == "乙厂");
  // No more than a list may have.
  List many;
  for (int i = 0; i < 20; ++i) {
    many.push_back(Value::string("n" + std::to_string(i)));
  }
  Side full = a;
  full.data = Value::map({{"name", Value::string("甲厂")}, {"mobile", Value::list(many)}});
  CHECK(codes(merge(rules, full, b, {}, by(sales("u")))) == "pool.merge_too_many");
}

TEST_CASE("merge: whose it is then") {
  const Rules rules = test::rules();
  const auto owner = [&](std::string_view of_kept, std::string_view of_other, bool other_wins) {
    MergeCommand command;
    command.owner_of_other = other_wins;
    const auto merged = merge(rules, side("a", std::string(of_kept), kOne),
                              side("b", std::string(of_other), kTwo), command, by(admin()));
    return merged ? merged->next.owner + "/" + std::to_string(merged->inform.size())
                  : codes(merged);
  };
  CHECK(owner("u", "v", false) == "u/1"); // v is told
  CHECK(owner("u", "v", true) == "v/1");
  CHECK(owner("", "v", false) == "v/0"); // what is owned wins
  CHECK(owner("u", "", true) == "u/0");
  CHECK(owner("", "", false) == "/0");
  CHECK(owner("u", "u", false) == "u/0");
}

TEST_CASE("merge: who may, and what is in the way") {
  const Rules rules = test::rules();
  const Side a = side("a", "u", kOne);
  const Side b = side("b", "u", kTwo);
  CHECK(codes(merge(rules, a, b, {}, by(sales("u")))) == "done");
  CHECK(codes(merge(rules, a, b, {}, by(admin()))) == "done");
  CHECK(codes(merge(rules, a, b, {}, by(sales("v")))) == "pool.not_entitled");
  CHECK(codes(merge(rules, a, side("b", "v", kTwo), {}, by(sales("u")))) == "pool.not_entitled");
  CHECK(codes(merge(rules, a, side("b", "", kTwo), {}, by(sales("u")))) == "pool.not_entitled");
  CHECK(codes(merge(rules, a, a, {}, by(admin()))) == "pool.merge_itself");
  MergeCommand stale;
  stale.version = 1;
  stale.other_version = 7;
  CHECK(codes(merge(rules, a, b, stale, by(admin()))) == "pool.changed");
  Side elsewhere = b;
  elsewhere.company.library = "other";
  CHECK(codes(merge(rules, a, elsewhere, {}, by(admin()))) == "pool.merge_library");
  MergeContext context = by(admin());
  context.applied_for = context.marked_different = context.registrations_differ = true;
  CHECK(codes(merge(rules, a, b, {}, context)) ==
        "pool.merge_applied_for pool.merge_different pool.merge_registrations");
}

TEST_CASE("merge: undone, what was changed since stays") {
  const Rules rules = test::rules(R"("inventory":{"limits":[{"limit":2}]})");
  const Side a = side("a", "u", kOne);
  const Side b = side("b", "u", kTwo);
  const auto merged = merge(rules, a, b, {}, by(sales("u")));
  REQUIRE(merged);
  const Past past{a, b, {merged->next, merged->data}, "u", at("2026-07-03T02:00:00Z"), false};
  Side now = past.merged;
  now.company.touched = at("2026-07-03T03:00:00Z");
  now.data = json(R"({"name":"甲厂","former_name":"乙厂","mobile":["2","1","3"],"email":["x@y"],
                     "address":"北路"})");
  UnmergeContext context;
  context.now = at("2026-07-03T04:00:00Z");
  context.actor = sales("u");
  context.people = {{sales("u"), {1, 1, 0}}};
  const auto back = unmerge(rules, past, now, context);
  REQUIRE(back);
  CHECK(back->kept.data == json(R"({"name":"甲厂","mobile":["1","3"],"address":"北路"})"));
  CHECK(back->other.data == b.data);
  CHECK(back->kept.company.touched == now.company.touched);
  CHECK(back->other.company.touched == now.company.touched);
  CHECK(back->kept.company.version == now.company.version + 1);
  CHECK(back->other.company.version == b.company.version + 1);

  // Somebody claimed it since: it stays theirs, and the other one comes back where there is room.
  now.company.owner = "v";
  now.company.owned_since = at("2026-07-03T03:30:00Z");
  context.actor = admin();
  context.people = {{sales("u"), {1, 1, 0}}, {sales("v"), {2, 3, 0}}};
  const auto claimed = unmerge(rules, past, now, context);
  REQUIRE(claimed);
  CHECK(claimed->kept.company.owner == "v");
  CHECK(claimed->other.company.owner == "u");
  context.people[0].load.owned = 2;
  CHECK(codes(unmerge(rules, past, now, context)) == "pool.inventory_full");
  context.people[0].load.owned = 1;
  context.people[0].person.active = false;
  CHECK(codes(unmerge(rules, past, now, context)) == "pool.person_inactive");
  context.people[0].person = {"u", "east", {"retired"}, true, {}, {}, {}};
  CHECK(codes(unmerge(rules, past, now, context)) == "pool.not_member");
  context.people.clear();
  context.buried = context.fact_taken = true;
  CHECK(codes(unmerge(rules, past, now, context)) == "pool.merge_buried pool.merge_fact_taken");
  Past undone = past;
  undone.undone = true;
  context.buried = context.fact_taken = false;
  CHECK(codes(unmerge(rules, undone, now, context)) == "pool.merge_undone");
  context.actor = sales("w");
  CHECK(codes(unmerge(rules, past, now, context)) == "pool.not_entitled");
}

TEST_CASE("merge: who is at both is one person, and is as before when it is undone") {
  const Rules rules = test::rules();
  const Side a = side("a", "u", R"({"name":"甲厂","contacts":[
      {"id":"1","name":"张伟","remark":"左撇子","main":true},{"id":"2","name":"李娜","main":false}]})");
  const Side b = side("b", "u", R"({"name":"乙厂","contacts":[
      {"id":"3","name":"张伟","mobile":"13800138000","remark":"爱喝茶","main":true},
      {"id":"4","name":"王芳","main":false}]})");
  const auto merged = merge(rules, a, b, {}, by(sales("u")));
  REQUIRE(merged);
  CHECK(*merged->data.find("contacts") == json(R"([
      {"id":"1","name":"张伟","mobile":"13800138000","remark":"左撇子\n爱喝茶","main":true},
      {"id":"2","name":"李娜","main":false},{"id":"4","name":"王芳","main":false}])"));
  const Past past{a, b, {merged->next, merged->data}, "u", at("2026-07-03T02:00:00Z"), false};
  UnmergeContext context;
  context.actor = sales("u");
  context.people = {{sales("u"), {1, 1, 0}}};
  const auto back = unmerge(rules, past, past.merged, context);
  REQUIRE(back);
  CHECK(back->kept.data == a.data);
  CHECK(back->other.data == b.data);
  // Another one was merged into it, and somebody added a person: what this merge brought goes all the same.
  const Side c = side("c", "u", R"({"name":"丙厂","contacts":[
      {"id":"5","name":"张伟","email":"z@b.cn","remark":"打太极","main":false}]})");
  const auto more = merge(rules, past.merged, c, {}, by(sales("u")));
  REQUIRE(more);
  const Past later{past.merged, c, {more->next, more->data}, "u", at("2026-07-03T02:00:00Z"),
                   false};
  const auto first = unmerge(rules, past, later.merged, context);
  REQUIRE(first);
  CHECK(*first->kept.data.find("contacts") == json(R"([
      {"id":"1","name":"张伟","email":"z@b.cn","remark":"左撇子\n打太极","main":true},
      {"id":"2","name":"李娜","main":false}])"));
  const auto both = unmerge(rules, later, first->kept, context);
  REQUIRE(both);
  CHECK(*both->kept.data.find("contacts") == *a.data.find("contacts"));
}

TEST_CASE("merge: the department's limit holds when it is undone") {
  const Rules rules = test::rules(R"("inventory":{"limits":[{"limit":3,"of":"department"}]})");
  const Side a = side("a", "u", kOne);
  const Side b = side("b", "u", kTwo);
  const auto merged = merge(rules, a, b, {}, by(admin()));
  REQUIRE(merged);
  const Past past{a, b, {merged->next, merged->data}, "boss", at("2027-07-03T02:00:00Z"), false};
  UnmergeContext context;
  context.actor = admin();
  context.people = {{sales("u"), {1, 2, 0}}};
  CHECK(codes(unmerge(rules, past, past.merged, context)) == "done");
  context.people[0].load.department_owned = 3;
  CHECK(codes(unmerge(rules, past, past.merged, context)) == "pool.department_full");
}

namespace {

class Dice {
 public:
  explicit Dice(unsigned seed) : chance_(seed) {}
  unsigned pick(unsigned n) { return static_cast<unsigned>(chance_() % n); }

  std::optional<Timestamp> moment() {
    if (pick(3) == 0) return std::nullopt;
    return Timestamp{1'780'000'000 + static_cast<std::int64_t>(pick(2'000'000)), 0};
  }

  Side company(const std::string& id) {
    Side out;
    Company& company = out.company;
    company.id = id;
    company.library = "agents";
    company.pool = "public";
    company.version = pick(9) + 1;
    company.entered = {1'770'000'000, 0};
    const std::array<const char*, 3> owners = {"", "u", "v"};
    company.owner = owners[pick(3)];
    if (!company.owner.empty()) {
      company.owned_since = moment().value_or(Timestamp{1'779'000'000, 0});
      company.touched = moment();
      company.dealt = moment();
      company.follow_up = moment();
      company.name_due = moment();
      if (company.name_due) company.name_wanted = pick(2) == 0 ? "名1" : "别名";
    }
    for (const char* person : {"u", "v"}) {
      if (const auto until = moment()) company.protections.push_back({person, *until});
    }
    for (const char* tag : {"x", "y"}) {
      if (pick(2) == 0) company.tags.emplace_back(tag);
    }
    Map data;
    data.set("name", Value::string("名" + std::to_string(pick(3))));
    for (const char* key : {"former_name", "address", "remark"}) {
      if (pick(2) == 0) data.set(key, Value::string(std::to_string(pick(3))));
    }
    for (const char* key : {"mobile", "email"}) {
      List items;
      for (unsigned i = 0; i < 4; ++i) {
        if (pick(2) == 0) items.push_back(Value::string(std::to_string(i)));
      }
      if (!items.empty()) data.set(key, Value::list(std::move(items)));
    }
    out.data = Value::map(std::move(data));
    company.name = std::string(out.data.find("name")->as_string());
    return out;
  }

  MergeCommand command() {
    MergeCommand out;
    out.owner_of_other = pick(2) == 0;
    for (const char* key : {"name", "former_name", "address", "remark", "mobile", "email"}) {
      if (pick(3) == 0) out.fields[key] = static_cast<Take>(pick(3));
    }
    return out;
  }

 private:
  std::mt19937 chance_;
};

} // namespace

// The model keeps the two as they were.
TEST_CASE("merge: of any two companies, undone, both are as they were") {
  const Rules rules = test::rules();
  Dice dice(7);
  UnmergeContext context;
  context.actor = admin();
  context.people = {{sales("u"), {}}, {sales("v"), {}}};
  for (int i = 0; i < 5000; ++i) {
    const Side a = dice.company("a");
    const Side b = dice.company("b");
    const auto merged = merge(rules, a, b, dice.command(), by(admin()));
    REQUIRE(merged);
    CHECK(merged->next.owner.empty() == (a.company.owner.empty() && b.company.owner.empty()));
    const Past past{a, b, {merged->next, merged->data}, "boss", at("2027-07-03T02:00:00Z"), false};
    const auto back = unmerge(rules, past, past.merged, context);
    REQUIRE(back);
    CHECK(same(back->kept, a));
    CHECK(same(back->other, b));
  }
}

// Two merges into the same company are undone in any order.
TEST_CASE("merge: several into one, undone in either order, leave it as it was") {
  const Rules rules = test::rules();
  Dice dice(11);
  UnmergeContext context;
  context.actor = admin();
  context.people = {{sales("u"), {}}, {sales("v"), {}}};
  for (int i = 0; i < 5000; ++i) {
    const Side a = dice.company("a");
    const Side b = dice.company("b");
    const Side c = dice.company("c");
    const auto one = merge(rules, a, b, {}, by(admin()));
    REQUIRE(one);
    const Past first{a, b, {one->next, one->data}, "boss", at("2027-07-03T02:00:00Z"), false};
    const auto two = merge(rules, first.merged, c, {}, by(admin()));
    REQUIRE(two);
    const Past second{first.merged, c, {two->next, two->data}, "boss", at("2027-07-03T02:00:00Z"),
                      false};
    const bool in_order = dice.pick(2) == 0;
    const auto once = unmerge(rules, in_order ? second : first, second.merged, context);
    REQUIRE(once);
    const auto twice = unmerge(rules, in_order ? first : second, once->kept, context);
    REQUIRE(twice);
    const Side& returned = in_order ? once->other : twice->other;
    CHECK(same(returned, c));
    CHECK(same(in_order ? twice->other : once->other, b));
    if (in_order) CHECK(same(twice->kept, a));
    // The other way round nothing is left of the lists that was not there.
    const Value* kept = twice->kept.data.find("mobile");
    const Value* was = a.data.find("mobile");
    CHECK((kept == nullptr) == (was == nullptr));
  }
}

TEST_CASE("pairs: marked as different by who administers or owns both, with a reason") {
  const Rules rules = test::rules();
  const Company a = side("a", "u", kOne).company;
  const Company b = side("b", "u", kTwo).company;
  const Company c = side("c", "v", kTwo).company;
  const auto mark = [&](const Company& other, const Person& actor, std::string_view reason,
                        bool same_registration = false) {
    return codes(mark_apart({rules, a, &rules, &other, {}, same_registration}, actor, reason));
  };
  CHECK(mark(b, sales("u"), "two shops") == "done");
  CHECK(mark(c, sales("u"), "two shops") == "pool.not_entitled");
  CHECK(mark(c, admin(), "two shops") == "done");
  CHECK(mark(c, admin(), " ") == "pool.reason_needed");
  CHECK(mark(a, admin(), "x") == "pool.merge_itself");
  CHECK(mark(c, admin(), "x", true) == "pool.apart_registrations");
  CHECK(codes(mark_apart({rules, a, nullptr, nullptr, "名", false}, admin(), "x")) == "done");
  CHECK(codes(mark_apart({rules, a, nullptr, nullptr, " ", false}, admin(), "x")) ==
        "pool.name_needed");
  CHECK(codes(mark_apart({rules, a, nullptr, nullptr, "名", false}, sales("u"), "x")) ==
        "pool.not_administrator");
  CHECK(codes(mark_apart({rules, a, nullptr, nullptr, "名", false}, admin(),
                         std::string(2001, 'x'))) == "pool.text_too_long");
}

} // namespace qudao::pool

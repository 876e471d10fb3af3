// Each action: what it makes of a company, and everything that stands in its way.
#include "tests/support/pool_scene.h"

namespace qudao::pool {

using test::admin;
using test::at;
using test::command;
using test::company;
using test::context;
using test::outcome;
using test::said;
using test::sales;

namespace {

constexpr const char* kRules =
    R"("inventory":{"limits":[{"limit":3},{"limit":5,"of":"department"}],"does_not_count":{"tags":["key"]}},
    "claims_per_day":[{"limit":2}], "reclaim_after":{"days":7},
    "protection":{"enter":{"days":3},"claim":{"days":1},"longest":{"days":30}},
    "recycle":[{"id":"untouched","after":{"days":10},"without":"contact","warn_days":3,"exempt":{"persons":["vip"]}}],
    "applications":{"entry":{"working_days":2},"name":{"working_days":2},"special_by":{"roles":["assistant"]}},
    "release":{"reasons":[{"code":"closed","label":{"zh-CN":"x"}}]},
    "contacts":{"ways":[{"code":"call","label":{"zh-CN":"x"}}],"counts_from_maturity":1,"boxes":[{"code":"busy","label":{"zh-CN":"x"}}]},
    "follow_up":{"tags":["website"],"within":{"hours":24}})";

const Rules& rules() {
  static const Rules kOurs = test::rules(kRules);
  return kOurs;
}

Application application(std::string person, ApplicationState state = ApplicationState::open) {
  Application out;
  out.id = "a";
  out.company = "c";
  out.name = "上海瑞丽服装厂";
  out.applicant = out.person = std::move(person);
  out.state = state;
  return out;
}

} // namespace

TEST_CASE("pool: a claim makes the company the claimant's, under the protection of the rules") {
  Subject subject;
  subject.company = company();
  subject.company->protections = {{"old", at("2026-07-01T00:00:00Z")}};
  const auto decision = decide(rules(), subject, command(Action::claim), context(sales("a")));
  REQUIRE(decision);
  CHECK(decision->seen.exists);
  CHECK(decision->seen.owner.empty());
  CHECK(decision->seen.version == 7);
  CHECK(decision->next->version == 8);
  CHECK(decision->next->owner == "a");
  CHECK(said(decision->next->owned_since) == "2026-07-03T02:00:00Z");
  REQUIRE(decision->next->protections.size() == 1);
  CHECK(decision->next->protections[0].person == "a");
  CHECK(said(decision->next->protections[0].until) == "2026-07-04T16:00:00Z");
  CHECK(decision->claims == 1);
  CHECK(decision->event.to == "a");
}

TEST_CASE("pool: what is in the way of a claim") {
  struct Row {
    const char* what;
    std::function<void(Subject&, Command&, Context&)> change;
    const char* outcome;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"nothing", [](Subject&, Command&, Context&) {}, "claimed"},
           {"no company", [](Subject&s, Command&, Context&) { s.company.reset(); }, "pool.unknown"},
           {"taken", [](Subject&s, Command&, Context&) { s.company->owner = "b"; }, "pool.taken"},
           {"mine already", [](Subject&s, Command&, Context&) { s.company->owner = "a"; },
            "pool.taken"},
           {"another version", [](Subject&, Command&c, Context&) { c.version = 6; },
            "pool.changed"},
           {"the version seen", [](Subject&, Command&c, Context&) { c.version = 7; }, "claimed"},
           {"no member", [](Subject&, Command&, Context&c) { c.actor->roles = {"guest"}; },
            "pool.not_member"},
           {"locked", [](Subject&, Command&, Context&c) { c.receiver->active = false; },
            "pool.person_inactive"},
           {"full", [](Subject&, Command&, Context&c) { c.load.owned = 3; }, "pool.inventory_full"},
           {"one left", [](Subject&, Command&, Context&c) { c.load.owned = 2; }, "claimed"},
           {"full, but it does not count",
            [](Subject&s, Command&, Context&c) {
              c.load.owned = 3;
              s.company->tags = {"key"};
            },
            "claimed"},
           {"department full", [](Subject&, Command&, Context&c) { c.load.department_owned = 5; },
            "pool.department_full"},
           {"claims used", [](Subject&, Command&, Context&c) { c.load.claims_today = 2; },
            "pool.claims_used"},
           {"full and used",
            [](Subject&, Command&, Context&c) {
              c.load.owned = 3;
              c.load.claims_today = 2;
            },
            "pool.inventory_full pool.claims_used"},
           {"left this week",
            [](Subject&s, Command&, Context&) { s.left = at("2026-06-26T02:00:00Z"); },
            "pool.too_soon"},
           {"left a week ago",
            [](Subject&s, Command&, Context&) { s.left = at("2026-06-25T02:00:00Z"); }, "claimed"},
           {"protected for another",
            [](Subject&s, Command&, Context&) {
              s.company->protections = {{"b", at("2026-07-03T02:00:01Z")}};
            },
            "pool.protected"},
           {"protection over",
            [](Subject&s, Command&, Context&) {
              s.company->protections = {{"b", at("2026-07-03T02:00:00Z")}};
            },
            "claimed"},
           {"both protected",
            [](Subject&s, Command&, Context&) {
              s.company->protections = {{"b", at("2026-08-03T02:00:01Z")},
                                        {"a", at("2026-08-03T02:00:01Z")}};
            },
            "claimed"},
           {"applied for by another",
            [](Subject&s, Command&, Context&) { s.application = application("b"); },
            "pool.applied_for"},
           {"the other's window is over",
            [](Subject&s, Command&, Context&) {
              s.application = application("b", ApplicationState::allowed);
              s.application->due = at("2026-07-03T02:00:00Z");
            },
            "claimed"},
           {"refused to another",
            [](Subject&s, Command&, Context&) {
              s.application = application("b", ApplicationState::refused);
            },
            "claimed"},
       }) {
    Subject subject;
    subject.company = company();
    Command claim = command(Action::claim);
    Context where = context(sales("a"));
    row.change(subject, claim, where);
    INFO(row.what);
    CHECK(outcome(decide(rules(), subject, claim, where)) == row.outcome);
  }
}

TEST_CASE("pool: pools may ask for an application first, or be distributed only") {
  Rules asks = rules();
  asks.pools[0].claim = ClaimBy::application;
  Subject subject;
  subject.company = company();
  const Context a = context(sales("a"));
  CHECK(outcome(decide(asks, subject, command(Action::claim), a)) == "pool.claim_by_application");
  subject.application = application("a");
  CHECK(outcome(decide(asks, subject, command(Action::claim), a)) == "pool.claim_by_application");
  subject.application->state = ApplicationState::allowed;
  subject.application->due = at("2026-07-03T02:00:01Z");
  const auto claimed = decide(asks, subject, command(Action::claim), a);
  CHECK(outcome(claimed) == "claimed");
  CHECK(claimed->application->state == ApplicationState::used);
  asks.pools[0].claim = ClaimBy::nobody;
  subject.application.reset();
  CHECK(outcome(decide(asks, subject, command(Action::claim), a)) == "pool.closed");
}

TEST_CASE("pool: an entry after a clean check is one's own") {
  Subject subject;
  Command enter = command(Action::enter);
  enter.name = "苏州日东精密电子有限公司";
  const auto entered = decide(rules(), subject, enter, context(sales("a")));
  REQUIRE(entered);
  CHECK(!entered->seen.exists);
  CHECK(entered->next->id == "new");
  CHECK(entered->next->version == 1);
  CHECK(entered->next->pool == "public");
  CHECK(entered->next->library == "agents");
  CHECK(said(entered->next->protections.at(0).until) == "2026-07-06T16:00:00Z");
  CHECK(entered->claims == 0);

  Context full = context(sales("a"));
  full.load.owned = 3;
  CHECK(outcome(decide(rules(), subject, enter, full)) == "pool.inventory_full");
  enter.name = " \t";
  CHECK(outcome(decide(rules(), subject, enter, context(sales("a")))) == "pool.name_needed");
  enter.name = std::string(kLongestText + 1, 'x');
  CHECK(outcome(decide(rules(), subject, enter, context(sales("a")))) == "pool.text_too_long");
}

TEST_CASE("pool: an entry that collides is refused with what was found; what is probable may be "
          "entered by who was warned") {
  const std::vector<Found> taken = {{"x", "agents", "b", true, 90, {}}};
  Subject subject;
  subject.collision = collide(rules(), sales("a"), taken);
  Command enter = command(Action::enter);
  enter.name = "上海瑞丽服装厂";
  CHECK(outcome(decide(rules(), subject, enter, context(sales("a")))) == "pool.collision.owned");
  enter.warned = true;
  CHECK(outcome(decide(rules(), subject, enter, context(sales("a")))) == "pool.collision.owned");

  subject.collision = collide(rules(), sales("a"), {{"x", "agents", "b", false, 75, {}}});
  CHECK(outcome(decide(rules(), subject, enter, context(sales("a")))) == "entered");
  enter.warned = false;
  CHECK(outcome(decide(rules(), subject, enter, context(sales("a")))) ==
        "pool.collision.owned.probable");

  subject.collision = collide(rules(), sales("a"), {{"x", "telesales", "b", true, 75, {}}});
  const auto refused = decide(rules(), subject, enter, context(sales("a")));
  REQUIRE(!refused);
  CHECK(refused.error()[0].params.find("library")->as_string() == "telesales");

  subject.collision = {};
  subject.application = application("b");
  CHECK(outcome(decide(rules(), subject, enter, context(sales("a")))) == "pool.applied_for");
}

TEST_CASE("pool: an application keeps others out; allowed, it has two working days from the day "
          "after the answer") {
  Subject subject;
  subject.company = company();
  const auto asked = decide(rules(), subject, command(Action::apply), context(sales("a")));
  REQUIRE(asked);
  CHECK(!asked->next);
  CHECK(asked->application->person == "a");
  CHECK(asked->application->name == "上海瑞丽服装有限公司");
  subject.application = asked->application;
  CHECK(outcome(decide(rules(), subject, command(Action::apply), context(sales("b")))) ==
        "pool.applied_for");
  CHECK(outcome(decide(rules(), subject, command(Action::apply), context(sales("a")))) ==
        "pool.applied_for");
  CHECK(outcome(decide(rules(), subject, command(Action::claim), context(sales("b")))) ==
        "pool.applied_for");

  Command answer = command(Action::answer);
  answer.answer = "allow";
  CHECK(outcome(decide(rules(), subject, answer, context(sales("b")))) == "pool.not_administrator");
  const auto allowed = decide(rules(), subject, answer, context(admin()));
  REQUIRE(allowed);
  // Answered on Friday the 3rd of July: Monday and Tuesday, so it is over when the 7th is.
  CHECK(said(*allowed->application->due) == "2026-07-07T16:00:00Z");
  CHECK(allowed->inform == std::vector<std::string>{"a"});
  subject.application = allowed->application;
  CHECK(outcome(decide(rules(), subject, answer, context(admin()))) == "pool.application_answered");

  Context later = context(sales("b"));
  later.now = at("2026-07-07T15:59:59Z");
  CHECK(outcome(decide(rules(), subject, command(Action::claim), later)) == "pool.applied_for");
  later.now = at("2026-07-07T16:00:00Z"); // the resource is open again
  CHECK(outcome(decide(rules(), subject, command(Action::claim), later)) == "claimed");

  // Answered before Spring Festival, the window ends after it.
  Context february = context(admin());
  february.now = at("2026-02-13T03:00:00Z");
  subject.application = asked->application;
  const auto festival = decide(rules(), subject, answer, february);
  REQUIRE(festival);
  CHECK(said(*festival->application->due) == "2026-02-24T16:00:00Z");
  february.now = at("2030-02-13T03:00:00Z");
  CHECK(outcome(decide(rules(), subject, answer, february)) == "calendar.no_year");

  answer.answer = "perhaps";
  CHECK(outcome(decide(rules(), subject, answer, context(admin()))) == "pool.answer_unknown");
  answer.answer = "refuse";
  CHECK(decide(rules(), subject, answer, context(admin()))->application->state ==
        ApplicationState::refused);
  subject.application.reset();
  CHECK(outcome(decide(rules(), subject, answer, context(admin()))) == "pool.no_application");
}

TEST_CASE("pool: an application is taken back by who made it") {
  Subject subject;
  subject.application = application("a");
  CHECK(outcome(decide(rules(), subject, command(Action::withdraw), context(sales("b")))) ==
        "pool.not_entitled");
  CHECK(decide(rules(), subject, command(Action::withdraw), context(sales("a")))
            ->application->state == ApplicationState::withdrawn);
  subject.application->state = ApplicationState::refused;
  CHECK(outcome(decide(rules(), subject, command(Action::withdraw), context(sales("a")))) ==
        "pool.application_answered");
}

TEST_CASE("pool: a special request is made for another, and its name corrected in time") {
  const Person assistant{"helper", "east", {"assistant"}, true, {}, {}, {}};
  Subject subject;
  subject.company = company();
  Command special = command(Action::special);
  special.name = "上海瑞丽服装厂";
  Context where = context(assistant);
  where.receiver = sales("a");
  CHECK(outcome(decide(rules(), subject, special, context(sales("a")))) == "pool.not_entitled");
  const auto asked = decide(rules(), subject, special, where);
  REQUIRE(asked);
  CHECK(asked->application->special);
  CHECK(asked->application->person == "a");
  CHECK(asked->application->applicant == "helper");

  subject.application = asked->application;
  Command assign = command(Action::answer);
  assign.answer = "assign";
  Context boss = context(admin());
  boss.receiver = sales("a");
  boss.load.owned = 3;
  CHECK(outcome(decide(rules(), subject, assign, boss)) == "pool.inventory_full");
  boss.load.owned = 0;
  const auto assigned = decide(rules(), subject, assign, boss);
  REQUIRE(assigned);
  CHECK(assigned->next->owner == "a");
  CHECK(assigned->next->name_wanted == "上海瑞丽服装厂");
  CHECK(said(*assigned->next->name_due) == "2026-07-07T16:00:00Z");
  CHECK(assigned->claims == 0);
  CHECK(assigned->inform == std::vector<std::string>{"helper", "a"});

  Subject owned;
  owned.company = assigned->next;
  Command correct = command(Action::correct);
  correct.name = "上海瑞丽服装有限公司";
  CHECK(outcome(decide(rules(), owned, correct, context(sales("a")))) == "pool.name_differs");
  correct.name = "上海瑞丽服装厂";
  CHECK(outcome(decide(rules(), owned, correct, context(sales("b")))) == "pool.not_owner");
  const auto corrected = decide(rules(), owned, correct, context(sales("a")));
  REQUIRE(corrected);
  CHECK(corrected->next->name == "上海瑞丽服装厂");
  CHECK(!corrected->next->name_due);
  CHECK(outcome(decide(rules(), Subject{corrected->next, {}, {}, {}}, correct,
                       context(sales("a")))) == "pool.name_stands");

  Context late = context(sales("a"));
  late.now = at("2026-07-07T16:00:00Z");
  CHECK(outcome(decide(rules(), owned, correct, late)) == "pool.window_over");
  late.actor.reset(); // the system
  late.owner = sales("a");
  const auto back = decide(rules(), owned, command(Action::recycle), late);
  REQUIRE(back);
  CHECK(back->event.detail == "name");
  CHECK(back->next->owner.empty());
}

TEST_CASE("pool: a release needs a reason of the list and goes where the rules say") {
  Subject subject;
  subject.company = company("a");
  Command release = command(Action::release);
  CHECK(outcome(decide(rules(), subject, release, context(sales("b")))) == "pool.not_owner");
  CHECK(outcome(decide(rules(), subject, release, context(sales("a")))) == "pool.reason_needed");
  release.reason = "bored";
  CHECK(outcome(decide(rules(), subject, release, context(sales("a")))) == "pool.reason_unknown");
  release.reason = "closed";
  subject.company->protections = {{"a", at("2026-08-03T02:00:01Z")}};
  const auto released = decide(rules(), subject, release, context(sales("a")));
  REQUIRE(released);
  CHECK(released->next->owner.empty());
  CHECK(released->next->protections.empty());
  CHECK(released->left == "a");
  CHECK(released->event.detail == "closed");

  Rules to_boss = rules();
  to_boss.release_to = ReleaseTo::administrator;
  CHECK(outcome(decide(to_boss, subject, release, context(sales("a")))) == "pool.no_administrator");
  Context where = context(sales("a"));
  where.administrator = "boss";
  const auto given = decide(to_boss, subject, release, where);
  REQUIRE(given);
  CHECK(given->next->owner == "boss");
  CHECK(given->left == "a");
}

TEST_CASE("pool: a company is handed over within the other's inventory, and followed up when it "
          "asks for it") {
  Subject subject;
  subject.company = company("a");
  subject.company->tags = {"website"};
  const Command hand_over = command(Action::hand_over);
  Context where = context(sales("a"));
  where.receiver = sales("b", "west");
  where.owner = sales("a");
  const auto handed = decide(rules(), subject, hand_over, where);
  REQUIRE(handed);
  CHECK(handed->next->owner == "b");
  CHECK(said(*handed->next->follow_up) == "2026-07-04T02:00:00Z");
  CHECK(handed->inform == std::vector<std::string>{"b"});
  CHECK(handed->left.empty());

  where.load.department_owned = 5;
  CHECK(outcome(decide(rules(), subject, hand_over, where)) == "pool.department_full");
  where.receiver = sales("b"); // of the same department: it has no more than before
  CHECK(outcome(decide(rules(), subject, hand_over, where)) == "handed_over");
  where.load = {3, 0, 0};
  CHECK(outcome(decide(rules(), subject, hand_over, where)) == "pool.inventory_full");
  where.load = {0, 0, 2}; // is no claim
  CHECK(outcome(decide(rules(), subject, hand_over, where)) == "handed_over");
  subject.left = at("2026-07-01T00:00:00Z");
  CHECK(outcome(decide(rules(), subject, hand_over, where)) == "pool.too_soon");
  where.actor = admin();
  CHECK(outcome(decide(rules(), subject, hand_over, where)) == "handed_over");
  where.actor = sales("c");
  CHECK(outcome(decide(rules(), subject, hand_over, where)) == "pool.not_owner");
  where.actor = sales("a");
  where.receiver = sales("a");
  CHECK(outcome(decide(rules(), subject, hand_over, where)) == "pool.same_person");
  where.receiver = Person{"g", "west", {"guest"}, true, {}, {}, {}};
  subject.left.reset();
  CHECK(outcome(decide(rules(), subject, hand_over, where)) == "pool.not_member");
  where.receiver.reset();
  CHECK(outcome(decide(rules(), subject, hand_over, where)) == "pool.person_needed");
  subject.company->owner.clear();
  CHECK(outcome(decide(rules(), subject, hand_over, where)) == "pool.not_in_pool");
}

TEST_CASE("pool: administrators distribute and protect") {
  Subject subject;
  subject.company = company();
  Context where = context(admin());
  where.receiver = sales("a");
  subject.left = at("2026-07-01T00:00:00Z");
  CHECK(outcome(decide(rules(), subject, command(Action::distribute), where)) == "distributed");
  subject.application = application("b");
  CHECK(outcome(decide(rules(), subject, command(Action::distribute), where)) ==
        "pool.applied_for");
  where.receiver = sales("b");
  CHECK(decide(rules(), subject, command(Action::distribute), where)->application->state ==
        ApplicationState::assigned);
  where.actor = sales("a");
  CHECK(outcome(decide(rules(), subject, command(Action::distribute), where)) ==
        "pool.not_administrator");

  Command protect = command(Action::protect);
  CHECK(outcome(decide(rules(), subject, protect, context(admin()))) == "pool.person_needed");
  protect.person = "a";
  protect.until = at("2026-07-20T00:00:00Z");
  CHECK(outcome(decide(rules(), subject, protect, context(sales("a")))) ==
        "pool.not_administrator");
  const auto first = decide(rules(), subject, protect, context(admin()));
  REQUIRE(first);
  Subject both;
  both.company = first->next;
  protect.person = "b";
  const auto second = decide(rules(), both, protect, context(admin()));
  REQUIRE(second);
  CHECK(second->next->protections.size() == 2);
  both.company = second->next;
  protect.until.reset();
  CHECK(decide(rules(), both, protect, context(admin()))->next->protections.size() == 1);
  protect.until = at("2026-07-03T02:00:00Z");
  CHECK(outcome(decide(rules(), both, protect, context(admin()))) == "pool.protection_past");
  protect.until = at("2026-08-02T16:00:01Z");
  CHECK(outcome(decide(rules(), both, protect, context(admin()))) == "pool.protection_too_long");
}

TEST_CASE("pool: a note counts as a contact unless it is immature or a box is ticked") {
  Subject subject;
  subject.company = company("a");
  subject.company->follow_up = at("2026-07-04T00:00:00Z");
  Command note = command(Action::note);
  note.note = {"call", "谈了", 1, {}, {}};
  const auto counted = decide(rules(), subject, note, context(sales("a")));
  REQUIRE(counted);
  CHECK(counted->event.counts);
  CHECK(said(*counted->next->touched) == "2026-07-03T02:00:00Z");
  CHECK(!counted->next->follow_up);
  for (const Note& empty : {Note{"call", "没谈", 0, {}, {}}, Note{"call", "", 2, {"busy"}, {}}}) {
    note.note = empty;
    const auto kept = decide(rules(), subject, note, context(sales("a")));
    REQUIRE(kept);
    CHECK(!kept->event.counts);
    CHECK(!kept->next->touched);
    CHECK(kept->next->follow_up);
  }
  CHECK(outcome(decide(rules(), subject, note, context(sales("b")))) == "pool.not_owner");
  note.note = {"pigeon", "", 101, {"angry"}, {}};
  CHECK(outcome(decide(rules(), subject, note, context(sales("a")))) ==
        "pool.way_unknown pool.box_unknown pool.maturity");
  note.note = {"call", "", 1, {}, {}};
  CHECK(outcome(decide(rules(), subject, note, context(sales("a")))) == "pool.text_needed");
}

TEST_CASE("pool: fields are masked until the company is one's own") {
  const Rules ours = rules();
  CHECK(masked_for(ours, company(), sales("a"), nullptr) == std::vector<std::string>{"phone"});
  CHECK(masked_for(ours, company("b"), sales("a"), nullptr) == std::vector<std::string>{"phone"});
  CHECK(masked_for(ours, company("a"), sales("a"), nullptr).empty());
  CHECK(masked_for(ours, company(), admin(), nullptr).empty());
}

TEST_CASE("pool: actions and states are named") {
  for (int i = 0; i <= static_cast<int>(Action::recycle); ++i) {
    const auto action = static_cast<Action>(i);
    CHECK(action_named(name_of(action)) == action);
  }
  CHECK(name_of(Action::hand_over) == "hand_over");
  CHECK(!action_named("steal"));
  CHECK(application_state_named("lapsed") == ApplicationState::lapsed);
}

} // namespace qudao::pool

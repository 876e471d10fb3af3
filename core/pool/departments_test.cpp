#include "core/pool/departments.h"
#include "tests/support/pool_scene.h"

namespace qudao::pool {

namespace {

// 总部 over 华东 (managed by wang) over 华东-一部 and 华东-二部; a partner's 甲公司-销售.
Departments office() {
  const auto one = [](std::string id, std::string parent, std::string label, std::string name) {
    Department out;
    out.id = std::move(id);
    out.parent = std::move(parent);
    out.label = std::move(label);
    out.name = std::move(name);
    out.type = "sales";
    out.version = 1;
    return out;
  };
  std::vector<Department> all{one("h", "", "总部", "总部"), one("e", "h", "华东", "总部-华东"),
                              one("e1", "e", "一部", "总部-华东-一部"),
                              one("e2", "e", "二部", "总部-华东-二部"),
                              one("p", "", "销售", "甲公司-销售")};
  all[1].managers = {"wang"};
  all[4].company = "partner";
  return Departments(std::move(all));
}

DepartmentCommand order(DepartmentAct act, std::string id) {
  DepartmentCommand out;
  out.act = act;
  (act == DepartmentAct::add ? out.parent : out.id) = std::move(id);
  out.label = "三部";
  out.type = "sales";
  return out;
}

DepartmentContext asked_by(std::string actor, bool administers = false) {
  DepartmentContext out;
  out.actor = std::move(actor);
  out.administers = administers;
  out.new_id = "new";
  return out;
}

std::string verdict(const Departments& of, const DepartmentCommand& what,
                    const DepartmentContext& where) {
  const auto decision = decide(of, what, where);
  std::string out;
  if (decision) {
    for (const Department& each : decision->stored) {
      out += (out.empty() ? "" : " ") + each.name;
    }
    return out + (decision->removed.empty() ? "" : "removed " + decision->removed);
  }
  for (const Violation& each : decision.error()) {
    out += (out.empty() ? "" : " ") + each.code;
  }
  return out;
}

} // namespace

TEST_CASE("departments: what one lies in, and who leads it") {
  const Departments all = office();
  CHECK(all.above(*all.find("e1")) == std::vector<std::string>{"总部-华东", "总部"});
  CHECK(all.above(*all.named("甲公司-销售")) == std::vector<std::string>{"partner"});
  CHECK(all.led_by("wang") ==
        std::vector<std::string>{"总部-华东", "总部-华东-一部", "总部-华东-二部"});
  CHECK(all.led_by("nobody").empty());
}

TEST_CASE("departments: names are those of what they lie in with their own") {
  const auto add = [](std::string under) { return order(DepartmentAct::add, std::move(under)); };
  CHECK(verdict(office(), add("e"), asked_by("boss", true)) == "总部-华东-三部");
  CHECK(verdict(office(), add(""), asked_by("boss", true)) == "三部");
  DepartmentCommand of_partner = add("");
  of_partner.company = "partner";
  DepartmentContext where = asked_by("boss", true);
  where.company_name = "甲公司";
  CHECK(verdict(office(), of_partner, where) == "甲公司-三部");
  of_partner.label = "销售";
  CHECK(verdict(office(), of_partner, where) == "pool.department.taken");
  CHECK(verdict(office(), add("none"), asked_by("boss", true)) == "pool.department.unknown");
}

TEST_CASE("departments: administrators and whoever leads what it lies under, nobody else") {
  CHECK(verdict(office(), order(DepartmentAct::add, "e"), asked_by("wang")) == "总部-华东-三部");
  CHECK(verdict(office(), order(DepartmentAct::add, "h"), asked_by("wang")) == "pool.not_entitled");
  CHECK(verdict(office(), order(DepartmentAct::add, ""), asked_by("wang")) == "pool.not_entitled");
  CHECK(verdict(office(), order(DepartmentAct::change, "e1"), asked_by("wang")) ==
        "总部-华东-三部");
  // Who manages one is decided by those above.
  CHECK(verdict(office(), order(DepartmentAct::change, "e"), asked_by("wang")) ==
        "pool.not_entitled");
  CHECK(verdict(office(), order(DepartmentAct::remove, "e2"), asked_by("wang")) == "removed e2");
  CHECK(verdict(office(), order(DepartmentAct::remove, "p"), asked_by("wang")) ==
        "pool.not_entitled");
}

TEST_CASE("departments: those below follow a new name, unless rules name one") {
  const auto change = order(DepartmentAct::change, "e");
  const auto decision = decide(office(), change, asked_by("boss", true));
  REQUIRE(decision);
  CHECK(verdict(office(), change, asked_by("boss", true)) ==
        "总部-三部 总部-三部-一部 总部-三部-二部");
  CHECK(decision->renamed.front() == std::pair<std::string, std::string>{"总部-华东", "总部-三部"});
  CHECK(decision->stored.back().version == 2);
  DepartmentContext where = asked_by("boss", true);
  where.in_rules = {"总部-华东-二部"};
  CHECK(verdict(office(), change, where) == "pool.department.in_rules");
  CHECK(verdict(office(), order(DepartmentAct::remove, "e2"), where) == "pool.department.in_rules");
}

TEST_CASE("departments: what is wrong with one") {
  struct Row {
    void (*make)(DepartmentCommand&, DepartmentContext&);
    const char* verdict;
  };
  for (const Row& row : std::vector<Row>{
           {[](DepartmentCommand&c, DepartmentContext&) { c.label = "  "; },
            "pool.department.name_needed"},
           {[](DepartmentCommand&c, DepartmentContext&) { c.label = "a|b"; },
            "pool.department.name_sign"},
           {[](DepartmentCommand&c, DepartmentContext&) { c.label = std::string(250, 'x'); },
            "pool.department.name_long"},
           {[](DepartmentCommand&c, DepartmentContext&) { c.type = "party"; },
            "pool.department.type"},
           {[](DepartmentCommand&c, DepartmentContext&) { c.managers = {"li"}; },
            "pool.department.manager"},
           {[](DepartmentCommand&c, DepartmentContext&w) {
              c.managers = {"li"};
              w.people = {{"li", "partner", "", true}};
            },
            "pool.department.manager"},
           {[](DepartmentCommand&c, DepartmentContext&w) {
              c.managers = {"li"};
              w.people = {{"li", "", "", false}};
            },
            "pool.department.manager"},
           {[](DepartmentCommand&c, DepartmentContext&w) {
              c.managers = {"li"};
              w.people = {{"li", "", "", true}};
            },
            "总部-华东-三部"}}) {
    DepartmentCommand what = order(DepartmentAct::add, "e");
    DepartmentContext where = asked_by("boss", true);
    row.make(what, where);
    CHECK(verdict(office(), what, where) == row.verdict);
  }
  DepartmentContext full = asked_by("boss", true);
  full.members = 2;
  CHECK(verdict(office(), order(DepartmentAct::remove, "e1"), full) == "pool.department.not_empty");
  CHECK(verdict(office(), order(DepartmentAct::remove, "e"), asked_by("boss", true)) ==
        "pool.department.not_empty");
}

TEST_CASE("departments: at most eight lie one below the other") {
  std::vector<Department> all;
  for (std::size_t i = 0; i < kDeepest; ++i) {
    Department one;
    one.id = std::to_string(i);
    one.parent = i == 0 ? "" : std::to_string(i - 1);
    one.name = one.label = "d" + one.id;
    all.push_back(one);
  }
  const Departments deep(all);
  CHECK(verdict(deep, order(DepartmentAct::add, "6"), asked_by("b", true)) == "d6-三部");
  CHECK(verdict(deep, order(DepartmentAct::add, "7"), asked_by("b", true)) ==
        "pool.department.deep");
}

TEST_CASE("departments: people are put where who puts them leads, of the same company") {
  const auto place = order(DepartmentAct::place, "e2");
  DepartmentContext where = asked_by("wang");
  CHECK(verdict(office(), place, where) == "pool.person_needed");
  where.people = {{"li", "", "总部-华东-一部", true}};
  CHECK(verdict(office(), place, where).empty());
  where.people = {{"li", "", "总部", true}};
  CHECK(verdict(office(), place, where) == "pool.not_entitled");
  where.administers = true;
  CHECK(verdict(office(), place, where).empty());
  where.people = {{"li", "partner", "", true}};
  CHECK(verdict(office(), place, where) == "pool.department.company");
}

TEST_CASE("pool: managers release and hand over what is their departments', and see all of it") {
  const Rules ours = test::rules(
      R"("release":{"reasons":[{"code":"closed","label":{"zh-CN":"停业"}}]},"inventory":{"limits":[
      {"limit":4,"of":"department","who":{"departments":["all"]}}]},"collision":{"probable":"warn"})");
  Person manager = test::sales("m", "head");
  manager.leads = {"east", "south"};
  Subject subject;
  subject.company = test::company("a");
  Context where = test::context(manager);
  where.owner = test::sales("a", "east");
  Command release = test::command(Action::release);
  release.reason = "closed";
  const auto released = decide(ours, subject, release, where);
  REQUIRE(released);
  CHECK(released->left == "a");
  CHECK(released->inform == std::vector<std::string>{"a"});
  Command hand_over = test::command(Action::hand_over);
  where.receiver = test::sales("b", "south");
  CHECK(test::outcome(decide(ours, subject, hand_over, where)) == "handed_over");
  where.receiver = test::sales("c", "west");
  CHECK(test::outcome(decide(ours, subject, hand_over, where)) == "pool.not_in_department");
  where.owner = test::sales("a", "west");
  CHECK(test::outcome(decide(ours, subject, hand_over, where)) == "pool.not_owner");
  CHECK(test::outcome(decide(ours, subject, release, where)) == "pool.not_owner");
  const Person east = test::sales("a", "east");
  const Person west = test::sales("a", "west");
  CHECK(masked_for(ours, test::company("a"), manager, &east).empty());
  CHECK(masked_for(ours, test::company("a"), manager, &west).size() == 1);
  CHECK(ours.shows_owner(manager, east) == OwnerShown::name);
  CHECK(ours.shows_owner(manager, west) == OwnerShown::hidden);
}

TEST_CASE("pool: a department names those of the ones below it, and counts them") {
  const Rules ours = test::rules(R"("inventory":{"limits":[
      {"limit":4,"of":"department","who":{"departments":["all"]}},
      {"limit":9,"who":{"department_types":["service"]}},{"limit":7}]})");
  Person deep = test::sales("a", "all-east");
  deep.above = {"all"};
  CHECK(*ours.limit_of(ours.inventory, deep, true)->most == 4);
  CHECK(ours.counted_department(deep) == "all");
  CHECK(ours.counted_department(test::sales("a", "west")) == "west");
  CHECK(*ours.limit_of(ours.inventory, deep, false)->most == 7);
  deep.department_type = "service";
  CHECK(*ours.limit_of(ours.inventory, deep, false)->most == 9);
  CHECK(ours.named_departments() == std::vector<std::string>{"all"});
  CHECK_FALSE(Rules::read(test::json(R"({"library":"a","label":{"zh-CN":"x"},"zone":"+08:00",
      "pools":[{"id":"p","label":{"zh-CN":"x"},"members":{"department_types":["party"]}}]})")));
  // Of those who are counted together a company goes from one to another in a full department.
  Subject subject;
  subject.company = test::company("b");
  Context where = test::context(test::admin());
  where.owner = test::sales("b", "all");
  where.receiver = deep;
  where.load.department_owned = 4;
  CHECK(test::outcome(decide(ours, subject, test::command(Action::hand_over), where)) ==
        "handed_over");
  where.owner = test::sales("b", "west");
  CHECK(test::outcome(decide(ours, subject, test::command(Action::hand_over), where)) ==
        "pool.department_full");
}

} // namespace qudao::pool

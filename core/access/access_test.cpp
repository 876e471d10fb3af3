#include <algorithm>
#include <string>

#include "core/access/access.h"
#include "tests/support/catch.h"

namespace qudao::access {
namespace {

const Actor kPartner{"p1", "acme", {Role::partner}};
const Actor kRival{"p2", "rival", {Role::partner}};
const Actor kHomeless{"p3", "", {Role::partner}};
const Actor kManager{"m1", "", {Role::manager}};
const Actor kOtherManager{"m2", "", {Role::manager}};
const Actor kApprover{"a1", "", {Role::approver}};
const Actor kAdmin{"root", "", {Role::admin}};
const Actor kNobody{"x", "", {}};
const Actor kLockedAdmin{"root", "", {Role::admin}, false};

Facts draft() {
  Facts facts;
  facts.partner_id = "acme";
  facts.involved = {"m1", "a1"};
  return facts;
}

Facts submitted(bool frozen) {
  Facts facts = draft();
  facts.submitted = true;
  facts.frozen = frozen;
  return facts;
}

std::string answer(const Actor& actor, Action action, const char* entity, const Facts& facts) {
  const auto violation = may(actor, action, entity, facts);
  return violation ? violation->code : "yes";
}

struct ScopeRow {
  const Actor* actor;
  const char* entity;
  bool all, own, involved;
};

TEST_CASE("which records of an entity a person may see") {
  const ScopeRow rows[] = {
      {&kPartner, "signing", false, true, false},  {&kPartner, "agent", false, true, false},
      {&kPartner, "user", false, false, false},    {&kHomeless, "signing", false, false, false},
      {&kManager, "signing", false, false, true},  {&kApprover, "agent", false, false, true},
      {&kManager, "user", false, false, false},    {&kAdmin, "signing", true, false, false},
      {&kAdmin, "user", true, false, false},       {&kAdmin, "anything", true, false, false},
      {&kNobody, "signing", false, false, false},  {&kLockedAdmin, "signing", false, false, false},
      {&kPartner, "invoice", false, false, false},
  };
  for (const ScopeRow& row : rows) {
    INFO(row.actor->id << " " << row.entity);
    const Scope seen = scope(*row.actor, row.entity);
    CHECK(seen.all == row.all);
    CHECK(seen.own_partner == row.own);
    CHECK(seen.involved == row.involved);
    CHECK(seen.none() == !(row.all || row.own || row.involved));
  }
}

TEST_CASE("roles add up") {
  const Actor both{"m1", "acme", {Role::partner, Role::manager}};
  const Scope seen = scope(both, "signing");
  CHECK(seen.own_partner);
  CHECK(seen.involved);
  CHECK_FALSE(seen.all);
}

struct Row {
  const Actor* actor;
  Action action;
  const char* draft;    // never submitted
  const char* pending;  // submitted and frozen
  const char* rejected; // submitted, returned to the partner
};

TEST_CASE("what may be done with a signing, by person and state") {
  const Row rows[] = {
      {&kPartner, Action::read, "yes", "yes", "yes"},
      {&kPartner, Action::create, "yes", "yes", "yes"},
      {&kPartner, Action::edit, "yes", "record.frozen", "yes"},
      {&kPartner, Action::remove, "yes", "record.frozen", "record.frozen"},
      {&kPartner, Action::submit, "yes", "yes", "yes"},
      {&kPartner, Action::withdraw, "yes", "yes", "yes"},
      {&kPartner, Action::decide, "access.denied", "access.denied", "access.denied"},
      {&kPartner, Action::administer, "access.denied", "access.denied", "access.denied"},
      {&kRival, Action::read, "not_found", "not_found", "not_found"},
      {&kRival, Action::create, "access.denied", "access.denied", "access.denied"},
      {&kRival, Action::edit, "not_found", "not_found", "not_found"},
      {&kRival, Action::remove, "not_found", "not_found", "not_found"},
      {&kRival, Action::submit, "not_found", "not_found", "not_found"},
      {&kManager, Action::read, "not_found", "yes", "yes"},
      {&kManager, Action::create, "access.denied", "access.denied", "access.denied"},
      {&kManager, Action::edit, "not_found", "access.denied", "access.denied"},
      {&kManager, Action::remove, "not_found", "access.denied", "access.denied"},
      {&kManager, Action::submit, "not_found", "access.denied", "access.denied"},
      {&kManager, Action::withdraw, "not_found", "access.denied", "access.denied"},
      {&kManager, Action::decide, "not_found", "yes", "yes"},
      {&kOtherManager, Action::read, "not_found", "not_found", "not_found"},
      {&kOtherManager, Action::decide, "not_found", "not_found", "not_found"},
      {&kApprover, Action::read, "not_found", "yes", "yes"},
      {&kApprover, Action::decide, "not_found", "yes", "yes"},
      {&kApprover, Action::edit, "not_found", "access.denied", "access.denied"},
      {&kAdmin, Action::read, "yes", "yes", "yes"},
      {&kAdmin, Action::edit, "access.denied", "access.denied", "access.denied"},
      {&kAdmin, Action::remove, "access.denied", "access.denied", "access.denied"},
      {&kAdmin, Action::decide, "access.denied", "access.denied", "access.denied"},
      {&kAdmin, Action::administer, "yes", "yes", "yes"},
      {&kNobody, Action::read, "not_found", "not_found", "not_found"},
      {&kLockedAdmin, Action::read, "not_found", "not_found", "not_found"},
      {&kLockedAdmin, Action::administer, "access.denied", "access.denied", "access.denied"},
  };
  for (const Row& row : rows) {
    INFO(row.actor->id << " action " << static_cast<int>(row.action));
    CHECK(answer(*row.actor, row.action, "signing", draft()) == row.draft);
    CHECK(answer(*row.actor, row.action, "signing", submitted(true)) == row.pending);
    CHECK(answer(*row.actor, row.action, "signing", submitted(false)) == row.rejected);
  }
}

TEST_CASE("a company's details are edited by the company and by administrators") {
  const Facts facts = submitted(false);
  CHECK(answer(kPartner, Action::edit, "agent", facts) == "yes");
  CHECK(answer(kAdmin, Action::edit, "agent", facts) == "yes");
  CHECK(answer(kManager, Action::read, "agent", facts) == "yes");
  CHECK(answer(kManager, Action::edit, "agent", facts) == "access.denied");
  CHECK(answer(kRival, Action::edit, "agent", facts) == "not_found");
  CHECK(answer(kPartner, Action::create, "agent", facts) == "access.denied");
  CHECK(answer(kPartner, Action::remove, "agent", facts) == "access.denied");
}

TEST_CASE("an account without a company owns nothing, least of all records without one") {
  Facts facts;
  CHECK(answer(kHomeless, Action::read, "signing", facts) == "not_found");
  CHECK(answer(kHomeless, Action::create, "signing", facts) == "access.denied");
}

TEST_CASE("initial passwords are set by administrators, and by managers for partner users of their "
          "area") {
  Facts account;
  account.partner_id = "acme";
  CHECK(answer(kAdmin, Action::set_password, "user", account) == "yes");
  CHECK(answer(kManager, Action::set_password, "user", account) == "not_found");
  account.in_actors_area = true;
  CHECK(answer(kManager, Action::set_password, "user", account) == "yes");
  CHECK(answer(kApprover, Action::set_password, "user", account) == "not_found");
  CHECK(answer(kPartner, Action::set_password, "user", account) == "not_found");
  CHECK(answer(kManager, Action::set_password, "signing", account) == "not_found");
  account.partner_id.clear(); // a colleague's account
  CHECK(answer(kManager, Action::set_password, "user", account) == "not_found");
}

TEST_CASE("contacts are kept by their company, by who looks after it and by administrators") {
  Facts contact;
  contact.partner_id = "acme";
  for (const Action action : {Action::read, Action::create, Action::edit}) {
    contact.in_actors_area = false;
    CHECK(answer(kPartner, action, "contact", contact) == "yes");
    CHECK(answer(kAdmin, action, "contact", contact) == "yes");
    CHECK(answer(kRival, action, "contact", contact) == "not_found");
    CHECK(answer(kHomeless, action, "contact", Facts{}) == "not_found");
    CHECK(answer(kManager, action, "contact", contact) == "not_found");
    contact.in_actors_area = true;
    CHECK(answer(kManager, action, "contact", contact) == "yes");
    CHECK(answer(kApprover, action, "contact", contact) == "not_found");
  }
  CHECK(answer(kPartner, Action::remove, "contact", contact) == "not_found");
}

TEST_CASE("an unknown entity is nobody's but the administrator's to read") {
  for (const Action action :
       {Action::read, Action::create, Action::edit, Action::remove, Action::submit}) {
    CHECK(answer(kPartner, action, "invoice", draft()) != "yes");
    CHECK(answer(kManager, action, "invoice", submitted(true)) != "yes");
    if (action != Action::read) CHECK(answer(kAdmin, action, "invoice", draft()) != "yes");
  }
}

TEST_CASE("roles have names") {
  for (const Role role : {Role::partner, Role::manager, Role::approver, Role::admin}) {
    REQUIRE(role_named(name_of(role)));
    CHECK(*role_named(name_of(role)) == role);
  }
  CHECK_FALSE(role_named("root"));
  CHECK_FALSE(role_named(""));
}

} // namespace
} // namespace qudao::access

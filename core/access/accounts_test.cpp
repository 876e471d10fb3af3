#include "core/access/accounts.h"
#include "tests/support/catch.h"

namespace qudao::access {
namespace {

Standing leader() {
  Standing standing;
  standing.roles = {"manager"};
  standing.leads = {"East", "East-One"};
  return standing;
}

Standing member() {
  Standing standing;
  standing.roles = {"manager"};
  return standing;
}

std::string said(AccountAct act, const Standing& actor, const Standing& account,
                 const AccountFacts& facts) {
  const auto violation = may_keep_account(act, actor, account, facts);
  if (!violation) return "yes";
  const Value* what = violation->params.find("what");
  return violation->code + (what == nullptr ? "" : " " + std::string(what->as_string()));
}

const AccountFacts kLed{true, false, ""};

TEST_CASE("whoever leads a department keeps the accounts in it, nobody else") {
  for (const auto act : {AccountAct::create, AccountAct::password}) {
    CHECK(said(act, leader(), member(), kLed) == "yes");
    CHECK(said(act, leader(), member(), {}) == "not_found");
    CHECK(said(act, leader(), member(), {true, true, ""}) == "account.own");
  }
  Standing admin;
  admin.roles = {"admin"};
  CHECK(said(AccountAct::password, admin, member(), {}) == "yes");
  CHECK(said(AccountAct::password, admin, admin, {}) == "yes");
  CHECK(said(AccountAct::password, admin, admin, {false, true, ""}) == "account.own");
}

TEST_CASE("never above one's own rights, whichever they are") {
  struct Given {
    const char* what;
    void (*give)(Standing&);
  };
  const Given rows[] = {
      {"role",
       [](Standing& one) {
         one.roles = {"manager", "admin"};
       }},
      {"role", [](Standing& one) { one.roles = {"approver"}; }},
      {"department", [](Standing& one) { one.leads = {"West"}; }},
      {"pool", [](Standing& one) { one.administers = {"market/public"}; }},
      {"approval", [](Standing& one) { one.approves = {"province/11"}; }},
      {"area", [](Standing& one) { one.province = "11"; }},
      {"area", [](Standing& one) { one.industry = "finance"; }},
  };
  for (const Given& row : rows) {
    Standing more = member();
    row.give(more);
    for (const auto act : {AccountAct::create, AccountAct::password, AccountAct::restore}) {
      CHECK(said(act, leader(), more, {true, false, "unused"}) ==
            std::string("account.above ") + row.what);
    }
    // Whoever has it as well may.
    Standing equal = leader();
    row.give(equal);
    CHECK(said(AccountAct::password, equal, more, kLed) == "yes");
  }
}

TEST_CASE("people of a partner have its role, and nobody else has it") {
  Standing agent;
  agent.roles = {"partner"};
  agent.partner_id = "acme";
  agent.leads = {"Acme-Sales"};
  Standing fresh;
  fresh.partner_id = "acme";
  CHECK(said(AccountAct::create, agent, fresh, kLed) == "account.role_needed");
  fresh.roles = {"partner"};
  CHECK(said(AccountAct::create, agent, fresh, kLed) == "yes");
  fresh.roles = {"manager"};
  CHECK(said(AccountAct::create, agent, fresh, kLed) == "account.role_of_company");
  fresh = {};
  fresh.roles = {"partner"};
  CHECK(said(AccountAct::create, leader(), fresh, kLed) == "account.role_of_company");
}

TEST_CASE("what is long unused is restored, what an administrator locked is not") {
  const auto restore = [](const Standing& actor, const char* lock) {
    return said(AccountAct::restore, actor, member(), {true, false, lock});
  };
  CHECK(restore(leader(), "unused") == "yes");
  CHECK(restore(leader(), "failures") == "yes");
  CHECK(restore(leader(), "") == "account.not_locked");
  CHECK(restore(leader(), "administrator") == "account.locked_by_administrator");
  Standing admin;
  admin.roles = {"admin"};
  CHECK(restore(admin, "administrator") == "yes");
}

} // namespace
} // namespace qudao::access

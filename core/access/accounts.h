// Accounts of a part: what whoever leads a department does with the accounts of the people in it and in those below it. Pure.
//
// | act      | who                                          | what |
// | create   | whoever leads the department; administrators | an account in it, of its company, with an initial password |
// | password | the same                                     | a new initial password for somebody who lost theirs |
// | restore  | the same                                     | back in, when long unused or failed sign-ins keep the account out |
//
// Never above one's own rights: each role, department led, pool administered, approval path stood on, province and industry of the
// account has to be one of the actor's as well; otherwise whoever sets its password could sign in with more than they have.
// Nobody does it to their own account, administrators' accounts are only administrators' business, and what an administrator
// locked an administrator restores. People of a partner have the role of its users and nobody else has it.
//
// Violations: not_found (not in the actor's part), access.denied, account.own, account.above {what}, account.role_needed,
// account.role_of_company, account.not_locked, account.locked_by_administrator.
// Cost: O(rights). Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/value/violation.h"

namespace qudao::access {

// What somebody has rights by.
struct Standing {
  std::vector<std::string> roles;       // partner, manager, approver, admin
  std::vector<std::string> leads;       // departments, with all below
  std::vector<std::string> administers; // pools, library/pool
  std::vector<std::string> approves;    // approval paths, kind/code
  std::string province;
  std::string industry;
  std::string partner_id; // empty: of the organisation
};

enum class AccountAct : std::uint8_t { create, password, restore };

struct AccountFacts {
  bool leads =
      false;        // whether the actor leads the department that the account is in, or is to be in
  bool own = false; // whether it is the actor's own
  std::string lock; // what keeps it out: administrator, unused, failures; empty: nothing
};

std::optional<Violation> may_keep_account(AccountAct act, const Standing& actor,
                                          const Standing& account, const AccountFacts& facts);

} // namespace qudao::access

// part: the accounts of a department and of those below it, as whoever leads it keeps them: looked for, created with an initial
// password, given another one, restored. What they may, core/access/accounts.h says; administrators may all of it.
//
// To everybody else the department does not exist, and accounts outside of it don't either. Created accounts are of the
// department's company. Every change goes into the audit trail.
//
// Errors: Failure not_found, access.denied, account.refused and validation.failed with violations, user_name.taken.
// Cost: O(people of the departments) a list; O(departments + users) a created account. Thread safety: as the connection.
#pragma once

#include <string>
#include <vector>

#include "core/access/accounts.h"
#include "server/accounts/accounts.h"
#include "server/companies/companies.h"
#include "server/records/records.h"

namespace qudao::admin {

struct Part {
  accounts::Principal who;
  audit::Actor actor;
  std::string department; // id
  Millis now = 0;
};

struct PartQuery {
  std::string text;
  bool locked = false; // only those that something keeps out
  std::int64_t page = 1;
  std::int64_t page_size = 20;
};

// {"items": [User with "lock" and "may": ["password", "restore"]], "total", "page", "page_size", "roles": [those a new one may have]}
Value part_accounts(storage::Connection& connection, const companies::Companies& companies,
                    const Part& part, const PartQuery& query);

// Of `user` the names, numbers and roles count; `department`, of the part, is a full name, empty: the part's own.
accounts::User create_part_account(storage::Connection& connection,
                                   const companies::Companies& companies,
                                   const records::Records& records, const Part& part,
                                   accounts::User user, const std::string& password_hash);

// Whether it may be done; answers the account. Before a password is hashed, and again when it is stored.
accounts::User part_account(storage::Connection& connection, const companies::Companies& companies,
                            const Part& part, const std::string& id, access::AccountAct act);

void set_part_password(storage::Connection& connection, const companies::Companies& companies,
                       const Part& part, const std::string& id, const std::string& password_hash);

// As the API answers it then.
Value restore_part_account(storage::Connection& connection, const companies::Companies& companies,
                           const records::Records& records, const Part& part,
                           const std::string& id);

} // namespace qudao::admin

// admin: accounts and approval paths as administrators keep them, and the passwords managers set for their partners.
//
// Every change goes into the audit trail and moves the 'directory' stamp; pending records whose approvers it concerns are
// assigned anew in the same transaction.
//
// Errors: Failure not_found, request.invalid, admin.own_account (nobody locks, disables or demotes the account they use),
// user_name.taken, validation.failed (department.unknown), record.version_conflict, approval_path.invalid with violations.
// Thread safety: as the connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/accounts/accounts.h"
#include "server/directory/directory.h"
#include "server/records/records.h"

namespace qudao::admin {

struct UserQuery {
  std::string text;
  std::string role;
  std::string state; // locked: also those failed sign-ins keep out for a time
  std::string partner_id;
  std::int64_t page = 1;
  std::int64_t page_size = 20;
};

// Administrators see everybody; managers the users of partners they look after. As the API answers them, with `lock` (what
// keeps somebody out, accounts::lock_of) and `second_factor`.
Value users(storage::Connection& connection, const accounts::Principal& who, const UserQuery& query,
            Millis now);
Value user_shown(storage::Connection& connection, const accounts::Principal& who,
                 const std::string& id, Millis now);
accounts::User user(storage::Connection& connection, const accounts::Principal& who,
                    const std::string& id);

accounts::User create_user(storage::Connection& connection, const records::Records& records,
                           const audit::Actor& actor, const accounts::User& user,
                           const std::string& password_hash, Millis now);

// What may be changed of somebody; absent members stay as they are.
struct UserChange {
  std::optional<std::string> display_name, employee_no, department, area, province, industry, email,
      mobile, locale;
  std::optional<std::vector<std::string>> roles;
  std::optional<std::string> state; // active, locked, disabled
  std::optional<std::int64_t> version;
};
// Whether the change is of what somebody may do, or of where a forgotten password is sent to.
bool gives_rights(storage::Connection& connection, const std::string& tenant, const std::string& id,
                  const UserChange& change);
accounts::User change_user(storage::Connection& connection, const records::Records& records,
                           const audit::Actor& actor, const std::string& id,
                           const UserChange& change, Millis now);

// An initial password, to be changed at once. Managers: of users of partners they look after only. Lifts
// the block of failed sign-ins.
void set_initial_password(storage::Connection& connection, const accounts::Principal& who,
                          const audit::Actor& actor, const std::string& id,
                          const std::string& password_hash, Millis now);

// {"items": [{"kind","code","levels":[[ids]],"users":{id:{"name"}}}], …}
Value approval_paths(storage::Connection& connection, const std::string& tenant);
Value change_path(storage::Connection& connection, const records::Records& records,
                  const audit::Actor& actor, const directory::Path& path, Millis now);

} // namespace qudao::admin

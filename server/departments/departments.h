// departments: those of the organisation and of its partners, as stored. Load them, core decides (core/pool/departments.h), store.
//
// What follows from them for a person (what their department lies in, which they lead, its type) is kept with the account and worked
// out anew in the transaction that changes a department or where somebody is, so reading it costs nothing. Accounts may name a
// department from before there were any: `unlisted` until one of that name is added, whose members they are then.
//
// Every change goes into the audit trail and moves the 'directory' stamp.
//
// Errors: Failure not_found, record.version_conflict, department.refused and access.denied with violations of core.
// Cost: O(departments + users) a change. Thread safety: as the connection.
#pragma once

#include <string>
#include <vector>

#include "core/pool/departments.h"
#include "server/accounts/principal.h"
#include "server/audit/audit.h"
#include "server/clock/clock.h"
#include "server/storage/connection.h"

namespace qudao::departments {

pool::Departments read(storage::Connection& connection, const std::string& tenant);

// {"items": [{"id", "parent", "company", "label", "name", "type", "managers": [{"id", "name"}], "members", "version", "may_change",
// "may_add"}], "unlisted": [names], "administers"}: all for administrators, those they lead for others.
Value shown(storage::Connection& connection, const accounts::Principal& who);

struct Request {
  accounts::Principal who;
  audit::Actor actor;
  pool::DepartmentCommand command;
  std::int64_t version = 0;          // of change and remove: the caller looked at
  std::string person;                // of place
  std::vector<std::string> in_rules; // departments that rules of libraries name
  std::string locale;
  Millis now = 0;
};
// What `shown` says then.
Value change(storage::Connection& connection, const Request& request);

// {"id", "name", "department"} of the people in a department and those below it, whoever leads it or administers; Failure not_found.
Value members(storage::Connection& connection, const accounts::Principal& who,
              const std::string& id);

// Whether somebody of this company can be in a department of this name.
bool is_one(storage::Connection& connection, const std::string& tenant, const std::string& name,
            const std::string& company);

// What follows for everybody: after accounts or departments have changed.
void work_out(storage::Connection& connection, const std::string& tenant);

} // namespace qudao::departments

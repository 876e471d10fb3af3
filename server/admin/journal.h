// journal: the audit trail as administrators read it: filtered, with the names of who did it and of what it was done to.
//
// Filters add up. `actor` and `subject` are what people know: part of a name, of a user name, of a record's number or title;
// or an exact id. Cost: O(entries of the tenant) when filtered, since the chain has no index besides its number.
// Errors: StorageError. Thread safety: as the connection.
#pragma once

#include <optional>
#include <string>

#include "core/value/value.h"
#include "server/clock/clock.h"
#include "server/storage/connection.h"

namespace qudao::admin {

struct AuditQuery {
  std::optional<Millis> from; // inclusive
  std::optional<Millis> to;   // exclusive
  std::string actor;
  std::string action; // exactly
  std::string subject;
  std::int64_t page = 1;
  std::int64_t page_size = 20;
};

// {"items": [{"number","time","user_id","user_name","action","subject","subject_kind","subject_name","detail","address"}], …},
// newest first. subject_kind is user, agent or signing; it and the names are missing when nobody knows them any more.
Value audit_page(storage::Connection& connection, const std::string& tenant,
                 const AuditQuery& query);

// The actions there are, for a choice.
Value audit_actions(storage::Connection& connection, const std::string& tenant);

} // namespace qudao::admin

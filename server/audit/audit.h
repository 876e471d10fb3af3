// Audit trail: one append-only, hash-chained list of entries per tenant.
//
// Every entry carries HMAC-SHA256(key, previous hash + its own content); the key lies in the data
// folder, not in the database. A head row holds the last number and hash. So verify finds an
// edited, removed, inserted or reordered entry, and entries cut off at the end, even if whoever did
// it can write the database but not read the key.
//
// `append` belongs into the same write closure as the change it reports: both happen or neither.
// `detail` is a map for people to read; never secrets.
//
// Cost: append 2 statements and 1 µs of hashing; verify reads everything, about 200,000 entries a
// second. Errors: StorageError. Thread safety: set the key once at start, then any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/value/value.h"
#include "server/clock/clock.h"
#include "server/storage/connection.h"

namespace qudao::audit {

// Who did it: a user, or "system".
struct Actor {
  std::string tenant_id;
  std::string user_id;
  std::string address;
};

void set_key(std::string key);

void append(storage::Connection& connection, const Actor& actor, std::string_view action,
            std::string_view subject, Map detail, Millis now);

struct Fault {
  std::string tenant_id;
  std::int64_t number = 0; // of the entry where the chain breaks
  std::string reason;      // edited (also: moved), missing, cut_off, head_edited
};

struct Verdict {
  std::int64_t entries = 0;
  std::optional<Fault> fault; // the first found
};

Verdict verify(storage::Connection& connection);

} // namespace qudao::audit

// changes: the log of what changed, for clients that ask what is new since they asked last.
//
// Every path that writes a record, or changes who may see it, says so here, in its own transaction. A record has one row with
// its last position: whoever asks from an earlier one gets the record as it is now, once. Positions come from one counter row
// per tenant, which a transaction holds until it commits: they rise in the order of commits, so that nobody who has read up to
// a position misses one before it.
//
// What is gone is remembered for a while: a removed record with the company it belonged to, and per person the records they no
// longer take part in. `purge` forgets the old ones and notes up to where: whoever asks from before that starts anew.
//
// Cost: about 20 µs per noted change. Errors: StorageError. Thread safety: as the connection.
#pragma once

#include <string>
#include <string_view>

#include "server/clock/clock.h"
#include "server/storage/connection.h"

namespace qudao::changes {

struct Subject {
  std::string_view entity;
  std::string_view record_id;
  std::string_view partner_id;
};

void written(storage::Connection& connection, std::string_view tenant, const Subject& subject);
void removed(storage::Connection& connection, std::string_view tenant, const Subject& subject,
             Millis now);
// This person takes no part in the record any more.
void hidden(storage::Connection& connection, std::string_view tenant, std::string_view user_id,
            std::string_view record_id, Millis now);

// Whether there is or lately was a record with this id.
bool knows(storage::Connection& connection, std::string_view tenant, std::string_view record_id);

struct Log {
  std::int64_t position = 0; // the last there is
  std::int64_t purged = 0;
};
Log log(storage::Connection& connection, std::string_view tenant);

// Forgets removals from before `until`.
void purge(storage::Connection& connection, std::string_view tenant, Millis until);

} // namespace qudao::changes

// desk: what a person finds when they come to work — to-dos, own records, news, saved searches, recent items.
//
// Everything goes through records::Records::list, so nothing is shown here that a list would not show.
// Errors: Failure not_found, request.invalid, unique.taken for a second saved search of the same name.
// Cost: a few list queries. Thread safety: as the connection.
#pragma once

#include <string>

#include "server/records/records.h"

namespace qudao::desk {

// {"todos","my_records","news","counts"}. A to-do is a list row with kind decide, correct or finish.
Value workbench(storage::Connection& connection, const records::Records& records,
                const accounts::Principal& who);

Value news(storage::Connection& connection, const std::string& tenant, std::int64_t page,
           std::int64_t page_size);
Value publish(storage::Connection& connection, const audit::Actor& actor, const std::string& title,
              const std::string& body, Millis now);
void unpublish(storage::Connection& connection, const audit::Actor& actor, const std::string& id,
               Millis now);

// `query` is what the client wants back, kept as it is.
Value saved_searches(storage::Connection& connection, const accounts::Principal& who,
                     std::string_view entity);
Value save_search(storage::Connection& connection, const accounts::Principal& who,
                  const std::string& entity, const std::string& name, const Value& query,
                  Millis now);
void forget_search(storage::Connection& connection, const accounts::Principal& who,
                   const std::string& id);

// The last ten records somebody opened and may still see.
Value recent_items(storage::Connection& connection, const records::Records& records,
                   const accounts::Principal& who);
void remember_opened(storage::Connection& connection, const accounts::Principal& who,
                     const std::string& record_id, Millis now);

} // namespace qudao::desk

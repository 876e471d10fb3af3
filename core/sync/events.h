// Client for whoever holds values instead of structs: a browser's worker, through wasm.
//
//   {"event": name, "now": ms, …}            the members of the struct of that event, by their names
//     start, poked, woken
//     edit       entity, record, data, definition_version, calculated?, attachments?, stored_version?, stored?, origin?
//     act        name, entity, record, args?, attachments?, base_version?, definition_version?, time?
//     upgraded   record, definition_version, calculated?, base, mine, theirs
//     resolve    record, choices
//     discard    record
//     dismiss    key
//     answered   number, status, body
//     signed_in  user_id
//   effects  {"writes": [{"table", "key", "value"}], "sweep": generation or null, "send": {"number", "kind", "body"} or null,
//             "wake_at", "changed": […], "upgrade": […], "refused": violation or null}
//
// Errors: sync.malformed {at}; nothing happened then. Cost: that of the event and of its JSON.
#pragma once

#include "core/sync/client.h"

namespace qudao::sync {

// `opening`: {"identity": {"client_id", "user_id", "core_version"}, "rows": [{"table", "key", "value"}]}
Result<Client, Violation> open(const Value& opening);
Result<Effects, Violation> handle(Client& client, const Value& event);
Value to_value(const Effects& effects);

// {"link", "waiting", "held", "refused", "needs_you", "not_queued", "complete", "unsent": bool}; one draft is a row of the database (draft.h)
Value status_of(const Client& client);

} // namespace qudao::sync

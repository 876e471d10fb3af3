// Client for whoever holds texts instead of structs: a browser's worker, through wasm.
//
// Rows are JSON texts that nobody but the database and Client looks into, so they cross as they are, a line each (JSON has no line
// ends within): neither side reads or escapes them on the way.
//
//   rows     [["table", "key"], …]      then a line for each, its value
//
//   {"event": name, "now": ms, …}            the members of the struct of that event, by their names
//     start, poked, woken
//     edit       entity, record, data, definition_version, calculated?, attachments?, stored_version?, stored?, origin?
//     act        name, entity, record, args?, attachments?, base_version?, definition_version?, time?
//     upgraded   record, definition_version, calculated?, base, mine, theirs
//     resolve    record, choices
//     discard    record
//     dismiss    key
//     answered   number, status; its body is a text of its own, which may be anything
//     signed_in  user_id
//   effects  {"writes": [["table", "key"], …], "records": [[id, entity, state, updated_at, from, to], …], "generation", "sweep": bool,
//             "send": {"number", "kind", "early"} or null, "wake_at", "changed": […], "upgrade": […], "refused": violation or null}
//            then the body of the request, when there is one, and a line for each write: its value, or null.
//            A record is the bytes of the answer's body from `from` until before `to`.
//
// Errors: sync.malformed {at}, json.* {at: offset}; nothing happened then. Cost: that of the event and of its JSON.
#pragma once

#include "core/sync/client.h"

namespace qudao::sync {

Result<std::vector<Row>, Violation> rows_in(std::string_view lines);
// `identity`: {"client_id", "user_id", "core_version"?}
Result<Client, Violation> open(std::string_view identity, const std::vector<Row>& rows);
Result<Effects, Violation> handle(Client& client, std::string_view event,
                                  std::string_view body = {});
// `body`: the one that was handed in; it must still be there.
void append(std::string& out, const Effects& effects, std::string_view body = {});

// {"link", "waiting", "held", "refused", "needs_you", "not_queued", "complete", "unsent": bool}; one draft is a row of the database (draft.h)
Value status_of(const Client& client);

} // namespace qudao::sync

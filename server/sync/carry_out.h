// One command, through the room that knows what it means. Internal of the room.
#pragma once

#include "server/failure/failure.h"
#include "server/sync/sync.h"

namespace qudao::sync_server {

// The version of the record afterwards; 0 when it is gone. Throws what it is refused with: Failure.
std::int64_t carry_out(const records::Records& records, storage::Connection& connection,
                       const records::Caller& caller, const sync::Command& command,
                       std::int64_t base_version);

// What is said about a refusal, field by field; at least one.
Value violations_of(const Failure& failure);

bool is_known(const std::string& name);
// sync.malformed, when there is something in it nobody could carry out.
std::optional<Violation> malformed(const sync::Command& command);

} // namespace qudao::sync_server

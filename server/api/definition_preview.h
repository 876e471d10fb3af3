// Internal of the room: what publishing a definition would change, and what that does to the records people are filling in.
#pragma once

#include "server/api/domain.h"

namespace qudao::api {

// {"changes", "check", "effect", "from", "to"}. Failures as of definitions::candidate.
Value preview_of(Domain& domain, storage::Connection& connection, const records::Caller& caller,
                 const Value& definition, std::string_view locale);

} // namespace qudao::api

// What a library offers for a field of a company (source, industry): lists that its administrators keep. What is entered, edited or
// brought in says what a list has (core/pool/offered.h); companies of before keep what they say. Internal of the room.
#pragma once

#include <string>

#include "core/value/value.h"
#include "server/storage/connection.h"

namespace qudao::companies {

// {"source": {"items": [texts], "version"}, "industry": …}; version 0: nobody has written it yet.
Value shown_choices(storage::Connection& connection, const std::string& tenant,
                    const std::string& library);

// Failure validation.failed, pool.not_offered {value}. `before`: data that is stored; nothing: of a new company.
void needs_offered(storage::Connection& connection, const std::string& tenant,
                   const std::string& library, const Value& data, const Value* before);

} // namespace qudao::companies

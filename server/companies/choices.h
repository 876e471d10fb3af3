// What a library offers for a field of a company (source, industry): lists that its administrators keep. They are offered and not
// enforced: companies of before, and files, keep what they say. Internal of the room.
#pragma once

#include <string>

#include "core/value/value.h"
#include "server/storage/connection.h"

namespace qudao::companies {

// {"source": {"items": [texts], "version"}, "industry": …}; version 0: nobody has written it yet.
Value shown_choices(storage::Connection& connection, const std::string& tenant,
                    const std::string& library);

} // namespace qudao::companies

// What is known of a company that is there changes: stored with what it is found by. Internal of the room.
#pragma once

#include <string>

#include "server/companies/rows.h"

namespace qudao::companies {

// `company` with its new data or contacts, its version and owner as they were seen; the answer has the next version.
Stored store_known(storage::Connection& connection, const records::Caller& caller,
                   const Books& books, Stored company, std::string kind, Map detail = {});

} // namespace qudao::companies

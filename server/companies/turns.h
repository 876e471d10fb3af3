// Whose turn it is when a pool distributes. Internal of the room.
#pragma once

#include "server/companies/acting.h"

namespace qudao::companies {

// Who is next, remembered as the last; empty when the pool gives nothing in turn, or nobody has room.
std::string turn(storage::Connection& connection, const std::string& tenant, const Acting& acting,
                 const std::string& pool);

} // namespace qudao::companies

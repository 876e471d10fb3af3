// Setup: the link that creates the administrator of a fresh installation, printed on the server's own output.
//
// Works once and for a day; every start without any user makes a new one and ends the old.
// Errors: Failure link.invalid. Thread safety: inside closures.
#pragma once

#include <string>
#include <string_view>

#include "server/clock/clock.h"
#include "server/storage/connection.h"

namespace qudao::accounts {

bool has_users(storage::Connection& connection, std::string_view tenant);

// Answers the token of the link.
std::string make_setup_link(storage::Connection& connection, std::string_view tenant, Millis now);

void check_setup_link(storage::Connection& connection, std::string_view tenant,
                      std::string_view token, Millis now);
void use_setup_link(storage::Connection& connection, std::string_view tenant,
                    std::string_view token, Millis now);

// The tenant's row, and its name when not empty.
void ensure_tenant(storage::Connection& connection, std::string_view tenant, std::string_view name,
                   Millis now);

} // namespace qudao::accounts

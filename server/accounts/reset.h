// Reset: a forgotten password, by a link in a mail.
//
// `begin` is asked by anybody with a user name or an e-mail address and answers whom to write to: every active account it
// names, each with a fresh token, three times an hour at most. Whoever asked gets the same answer in any case; how handlers
// keep the timing alike is said there. A token has 256 bits, only its SHA-256 is stored, it lives for half an hour and works
// once; a newer one, a new password or a new e-mail address ends it. While the mail waits to be sent the outbox holds the link.
//
// `finish` sets the password, ends every session and lifts the block of failed sign-ins. A second factor stays what it was.
//
// Errors: Failure link.invalid. Thread safety: inside closures.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/accounts/accounts.h"

namespace qudao::accounts::reset {

constexpr Millis kLifetime = 30 * kMinute;

struct Link {
  User user;
  std::string token;
};

std::vector<Link> begin(storage::Connection& connection, const audit::Actor& actor,
                        std::string_view name_or_email, Millis now);

User owner(storage::Connection& connection, std::string_view tenant, std::string_view token,
           Millis now);

void finish(storage::Connection& connection, audit::Actor actor, std::string_view token,
            std::string_view password_hash, Millis now);

// Ends what was asked for.
void forget(storage::Connection& connection, std::string_view tenant, std::string_view user_id);

} // namespace qudao::accounts::reset

// registration: a company becomes a partner. Agent record, first account, contact, notices and mail in one transaction;
// the credit code and the user name are held by the database, so of two that register at once one is refused.
//
// A draft (暂存草稿) stores whatever was typed, registers nothing, and is found again by a token only its browser knows;
// drafts untouched for 90 days are removed.
//
// Errors: Failure validation.failed with violations per field (`user_name` for the name), user_name.taken, not_found for
// an unknown token. Thread safety: as the connection.
#pragma once

#include <string>

#include "server/accounts/accounts.h"
#include "server/records/records.h"

namespace qudao::registration {

struct Request {
  std::string user_name;
  std::string password_hash;
  Value data;              // of the agent form
  std::string draft_token; // empty: none
  std::string locale;
};

struct Registered {
  accounts::User user;
  std::string partner_id;
};

Registered register_partner(storage::Connection& connection, const records::Records& records,
                            const notifications::Notifications& notices, const audit::Actor& actor,
                            const Request& request, Millis now);

// Answers the token: the given one when it is known, else a new one.
std::string store_draft(storage::Connection& connection, const std::string& tenant,
                        const std::string& token, const std::string& user_name, const Value& data,
                        Millis now);
Value draft(storage::Connection& connection, const std::string& tenant,
            const std::string& token); // {"user_name","data"}

} // namespace qudao::registration

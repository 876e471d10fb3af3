// Tells people by mail that what protects their account was changed, whoever did it, in the closure of the change. Whoever
// stole a session cannot keep it quiet: a new e-mail address is told to the old one.
//
// Kinds are those of core/packs/notices.json that begin with "account_". Somebody without an address is told nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/api/domain.h"

namespace qudao::api {

void mail_account_change(storage::Connection& connection, const Services& services,
                         const std::string& tenant, const std::string& user_id,
                         std::string_view kind, Millis now);

// If `email` is another than the present one; call it before that changes.
void mail_email_change(storage::Connection& connection, const Services& services,
                       const std::string& tenant, const std::string& user_id,
                       const std::optional<std::string>& email, Millis now);

} // namespace qudao::api

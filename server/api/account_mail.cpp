#include "server/api/account_mail.h"

namespace qudao::api {

void mail_account_change(storage::Connection& connection, const Services& services,
                         const std::string& tenant, const std::string& user_id,
                         std::string_view kind, Millis now) {
  if (const auto person = directory::person(connection, tenant, user_id)) {
    const Map params{{"user_name", Value::string(person->user_name)}};
    services.domain->notices.mail(connection, tenant, *person, kind, params, now);
  }
}

void mail_email_change(storage::Connection& connection, const Services& services,
                       const std::string& tenant, const std::string& user_id,
                       const std::optional<std::string>& email, Millis now) {
  const auto person = directory::person(connection, tenant, user_id);
  if (person && email && *email != person->email) {
    mail_account_change(connection, services, tenant, user_id, "account_email", now);
  }
}

} // namespace qudao::api

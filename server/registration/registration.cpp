#include "server/registration/registration.h"

#include "core/value/json.h"
#include "server/contacts/contacts.h"
#include "server/crypto/digest.h"
#include "server/directory/directory.h"
#include "server/failure/failure.h"

namespace qudao::registration {

namespace {

constexpr Millis kDraftLife = 90 * kDay;
constexpr std::size_t kLongestName = 200;

std::string text_of(const Value& data, std::string_view key) {
  const Value* found = data.find(key);
  return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

accounts::User account_of(const Request& request, const std::string& partner_id, Millis now) {
  accounts::User user;
  user.user_name = request.user_name;
  user.display_name = text_of(request.data, "contact_name");
  if (user.display_name.empty()) {
    user.display_name = request.user_name;
  }
  user.email = text_of(request.data, "email");
  user.mobile = text_of(request.data, "mobile");
  user.data_confirmed_at = now; // they have just said it
  user.roles = {"partner"};
  user.partner_id = partner_id;
  user.locale = request.locale;
  return user;
}

records::Caller caller_of(const accounts::User& user, const audit::Actor& actor, Millis now) {
  records::Caller caller;
  caller.who.tenant_id = actor.tenant_id;
  caller.who.user_id = user.id;
  caller.who.user_name = user.user_name;
  caller.who.display_name = user.display_name;
  caller.who.roles = user.roles;
  caller.who.partner_id = user.partner_id;
  caller.who.locale = user.locale;
  caller.actor = actor;
  caller.actor.user_id = user.id;
  caller.now = now;
  return caller;
}

void tell_everybody(storage::Connection& connection, const notifications::Notifications& notices,
                    const std::string& tenant, const Registered& registered, Millis now) {
  const auto row = connection.one("SELECT number, title FROM record"
                                  " WHERE tenant_id = $1 AND id = $2",
                                  {tenant, registered.partner_id});
  notifications::Notice notice;
  notice.entity = "agent";
  notice.record_id = registered.partner_id;
  notice.params = {{"number", Value::string(row->text(0))},
                   {"title", Value::string(row->text(1))},
                   {"user_name", Value::string(registered.user.user_name)}};
  notice.kind = "registered";
  const auto partner = directory::person(connection, tenant, registered.user.id);
  notices.tell(connection, tenant, *partner, notice, now);
  notice.kind = "registered_partner";
  for (const auto& administrator : directory::with_role(connection, tenant, "admin")) {
    notices.tell(connection, tenant, administrator, notice, now);
  }
}

} // namespace

Registered register_partner(storage::Connection& connection, const records::Records& records,
                            const notifications::Notifications& notices, const audit::Actor& actor,
                            const Request& request, Millis now) {
  const std::string& tenant = actor.tenant_id;
  Registered registered;
  registered.partner_id = crypto::uuid_v7(now);
  registered.user =
      accounts::create_user(connection, actor, account_of(request, registered.partner_id, now),
                            request.password_hash, now);
  records.register_partner(connection, caller_of(registered.user, actor, now),
                           registered.partner_id, request.data);
  contacts::Contact contact;
  contact.partner_id = registered.partner_id;
  contact.name = registered.user.display_name;
  contact.title = text_of(request.data, "contact_title");
  contact.mobile = text_of(request.data, "mobile");
  contact.email = registered.user.email;
  contacts::add(connection, tenant, contact, now);
  if (!request.draft_token.empty()) {
    connection.execute("DELETE FROM registration_draft WHERE tenant_id = $1 AND token_hash = $2",
                       {tenant, crypto::sha256_hex(request.draft_token)});
  }
  tell_everybody(connection, notices, tenant, registered, now);
  return registered;
}

std::string store_draft(storage::Connection& connection, const std::string& tenant,
                        const std::string& token, const std::string& user_name, const Value& data,
                        Millis now) {
  connection.execute("DELETE FROM registration_draft WHERE tenant_id = $1 AND updated_at < $2",
                     {tenant, now - kDraftLife});
  const std::string name = user_name.substr(0, kLongestName);
  const std::string content = write_json(data);
  if (!token.empty() &&
      connection.execute("UPDATE registration_draft SET user_name = $1, data = $2,"
                         " updated_at = $3 WHERE tenant_id = $4 AND token_hash = $5",
                         {name, content, now, tenant, crypto::sha256_hex(token)}) == 1) {
    return token;
  }
  std::string fresh = crypto::random_token();
  connection.execute("INSERT INTO registration_draft (tenant_id, token_hash, user_name, data,"
                     " updated_at) VALUES ($1, $2, $3, $4, $5)",
                     {tenant, crypto::sha256_hex(fresh), name, content, now});
  return fresh;
}

Value draft(storage::Connection& connection, const std::string& tenant, const std::string& token) {
  auto row = connection.one("SELECT user_name, data FROM registration_draft"
                            " WHERE tenant_id = $1 AND token_hash = $2",
                            {tenant, crypto::sha256_hex(token)});
  if (!row) {
    throw Failure("not_found");
  }
  auto data = parse_json(row->text(1));
  return Value::map(
      {{"user_name", Value::string(row->text(0))}, {"data", data ? *data : Value::map({})}});
}

} // namespace qudao::registration

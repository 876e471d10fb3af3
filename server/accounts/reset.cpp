#include "server/accounts/reset.h"

#include "server/accounts/throttle.h"
#include "server/crypto/digest.h"
#include "server/failure/failure.h"

namespace qudao::accounts::reset {

namespace {

constexpr throttle::Limits kAskedFor{3, kHour, kHour};
constexpr std::size_t kMostAccounts = 5; // of one address

std::vector<User> named(storage::Connection& connection, std::string_view tenant,
                        std::string_view text) {
  std::vector<User> users;
  // No user name contains an @.
  if (text.find('@') == std::string_view::npos) {
    if (auto user = find_user_by_name(connection, tenant, text)) {
      users.push_back(std::move(*user));
    }
    return users;
  }
  for (const storage::Row& row : connection.query(
           "SELECT id FROM user_account WHERE tenant_id = $1 AND lower(email) = $2 ORDER BY id",
           {tenant, fold_user_name(text)})) {
    if (users.size() < kMostAccounts) {
      users.push_back(*find_user(connection, tenant, row.text(0)));
    }
  }
  return users;
}

} // namespace

std::vector<Link> begin(storage::Connection& connection, const audit::Actor& actor,
                        std::string_view name_or_email, Millis now) {
  std::vector<Link> links;
  const std::string subject = throttle::by_name("reset ", fold_user_name(name_or_email));
  if (throttle::blocked_until(connection, subject) > now) {
    return links;
  }
  throttle::count(connection, subject, kAskedFor, now);
  for (User& user : named(connection, actor.tenant_id, name_or_email)) {
    if (user.email.empty() || barred(user, now)) {
      continue;
    }
    forget(connection, actor.tenant_id, user.id);
    const std::string token = crypto::random_token();
    connection.execute("INSERT INTO password_reset (tenant_id, token_hash, user_id, expires_at) "
                       "VALUES ($1, $2, $3, $4)",
                       {actor.tenant_id, crypto::sha256_hex(token), user.id, now + kLifetime});
    audit::append(connection, actor, "user.password_reset_asked", user.id, {}, now);
    links.push_back({std::move(user), token});
  }
  return links;
}

User owner(storage::Connection& connection, std::string_view tenant, std::string_view token,
           Millis now) {
  const auto row = connection.one("SELECT user_id FROM password_reset WHERE tenant_id = $1 AND "
                                  "token_hash = $2 AND expires_at > $3",
                                  {tenant, crypto::sha256_hex(token), now});
  auto user = row ? find_user(connection, tenant, row->text(0)) : std::nullopt;
  if (!user || barred(*user, now)) {
    throw Failure("link.invalid");
  }
  return std::move(*user);
}

void finish(storage::Connection& connection, audit::Actor actor, std::string_view token,
            std::string_view password_hash, Millis now) {
  const User user = owner(connection, actor.tenant_id, token, now);
  actor.user_id = user.id;
  set_password(connection, actor, user.id, password_hash, false, now);
  lift_block(connection, user);
}

void forget(storage::Connection& connection, std::string_view tenant, std::string_view user_id) {
  connection.execute("DELETE FROM password_reset WHERE tenant_id = $1 AND user_id = $2",
                     {tenant, user_id});
}

} // namespace qudao::accounts::reset

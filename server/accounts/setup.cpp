#include "server/accounts/setup.h"

#include "server/crypto/digest.h"
#include "server/failure/failure.h"

namespace qudao::accounts {

namespace {

constexpr std::string_view kPurpose = "setup";
constexpr Millis kLinkLifetime = kDay;

} // namespace

bool has_users(storage::Connection& connection, std::string_view tenant) {
  return connection.one("SELECT 1 FROM user_account WHERE tenant_id = $1 LIMIT 1", {tenant})
      .has_value();
}

std::string make_setup_link(storage::Connection& connection, std::string_view tenant, Millis now) {
  std::string token = crypto::random_token();
  connection.execute("DELETE FROM one_time_link WHERE tenant_id = $1 AND purpose = $2",
                     {tenant, kPurpose});
  connection.execute("INSERT INTO one_time_link (tenant_id, token_hash, purpose, expires_at) "
                     "VALUES ($1, $2, $3, $4)",
                     {tenant, crypto::sha256_hex(token), kPurpose, now + kLinkLifetime});
  return token;
}

void check_setup_link(storage::Connection& connection, std::string_view tenant,
                      std::string_view token, Millis now) {
  const auto row = connection.one("SELECT 1 FROM one_time_link WHERE tenant_id = $1 AND "
                                  "token_hash = $2 AND purpose = $3 AND expires_at > $4",
                                  {tenant, crypto::sha256_hex(token), kPurpose, now});
  if (!row) {
    throw Failure("link.invalid");
  }
}

void use_setup_link(storage::Connection& connection, std::string_view tenant,
                    std::string_view token, Millis now) {
  check_setup_link(connection, tenant, token, now);
  connection.execute("DELETE FROM one_time_link WHERE tenant_id = $1 AND token_hash = $2",
                     {tenant, crypto::sha256_hex(token)});
}

void ensure_tenant(storage::Connection& connection, std::string_view tenant, std::string_view name,
                   Millis now) {
  connection.execute("INSERT INTO tenant (id, name, created_at) VALUES ($1, $2, $3) "
                     "ON CONFLICT DO NOTHING",
                     {tenant, name, now});
  if (!name.empty()) {
    connection.execute("UPDATE tenant SET name = $2 WHERE id = $1", {tenant, name});
  }
}

} // namespace qudao::accounts

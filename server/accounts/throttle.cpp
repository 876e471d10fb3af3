#include "server/accounts/throttle.h"

#include "server/accounts/principal.h"
#include "server/crypto/digest.h"

namespace qudao::accounts::throttle {

std::string by_name(std::string_view purpose, std::string_view folded) {
  return std::string(purpose) + "name " + crypto::sha256_hex(folded);
}

std::string by_address(std::string_view purpose, std::string_view address) {
  return std::string(purpose) + "address " + std::string(address);
}

Millis blocked_until(storage::Connection& connection, const std::string& subject) {
  const auto row = connection.one(
      "SELECT blocked_until FROM sign_in_failure WHERE tenant_id = $1 AND subject = $2",
      {kTenant, subject});
  return row ? row->integer(0) : 0;
}

Millis count(storage::Connection& connection, const std::string& subject, const Limits& limits,
             Millis now) {
  const auto row = connection.one(
      "SELECT failures, window_start FROM sign_in_failure WHERE tenant_id = $1 AND subject = $2",
      {kTenant, subject});
  const bool fresh = row && now - row->integer(1) < limits.window;
  const std::int64_t failures = (fresh ? row->integer(0) : 0) + 1;
  const Millis window = fresh ? row->integer(1) : now;
  const bool block = failures >= limits.failures;
  const Millis until = block ? now + limits.block : Millis{0};
  connection.execute(
      "INSERT INTO sign_in_failure (tenant_id, subject, failures, window_start, blocked_until) "
      "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, subject) DO UPDATE SET failures = "
      "excluded.failures, window_start = excluded.window_start, blocked_until = "
      "excluded.blocked_until",
      {kTenant, subject, block ? 0 : failures, window, until});
  return until;
}

void forget(storage::Connection& connection, const std::string& subject) {
  connection.execute("DELETE FROM sign_in_failure WHERE tenant_id = $1 AND subject = $2",
                     {kTenant, subject});
}

} // namespace qudao::accounts::throttle

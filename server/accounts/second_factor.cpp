#include "server/accounts/second_factor.h"

#include "server/crypto/digest.h"
#include "server/crypto/totp.h"
#include "server/failure/failure.h"

namespace qudao::accounts {

namespace {

constexpr std::size_t kSecretBytes = 20; // as RFC 4226 recommends
constexpr int kRecoveryCodes = 10;
constexpr std::size_t kRecoveryBytes = 10; // 80 bits, 16 characters
constexpr std::size_t kRecoveryGroup = 4;
constexpr std::size_t kTotpDigits = 6;
constexpr std::int64_t kStepsApart = 1;

// As it is shown: lower case, in groups.
std::string recovery_code() {
  const std::string text = crypto::base32_encode(crypto::random_bytes(kRecoveryBytes));
  std::string code;
  for (std::size_t i = 0; i < text.size(); ++i) {
    code += i > 0 && i % kRecoveryGroup == 0 ? "-" : "";
    const char c = text[i];
    code += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return code;
}

// What people type differs in case and gaps.
std::string plain(std::string_view typed) {
  std::string text;
  for (const char c : typed) {
    if (c >= 'A' && c <= 'Z') {
      text += static_cast<char>(c - 'A' + 'a');
    } else if (c != ' ' && c != '-') {
      text += c;
    }
  }
  return text;
}

} // namespace

SecondFactor::State SecondFactor::state(storage::Connection& connection, std::string_view tenant,
                                        std::string_view user_id) {
  State state;
  const auto row =
      connection.one("SELECT confirmed_at FROM second_factor WHERE tenant_id = $1 AND user_id = $2",
                     {tenant, user_id});
  if (!row || row->is_null(0)) {
    return state;
  }
  state.since = row->integer(0);
  state.recovery_codes =
      connection
          .one("SELECT count(*) FROM recovery_code WHERE tenant_id = $1 AND user_id = $2",
               {tenant, user_id})
          ->integer(0);
  return state;
}

std::string SecondFactor::begin(storage::Connection& connection, std::string_view tenant,
                                std::string_view user_id) const {
  if (state(connection, tenant, user_id).since) {
    throw Failure("second_factor.on");
  }
  const std::string secret = crypto::random_bytes(kSecretBytes);
  connection.execute(
      "INSERT INTO second_factor (tenant_id, user_id, secret, confirmed_at, last_step) "
      "VALUES ($1, $2, $3, NULL, 0) ON CONFLICT (tenant_id, user_id) DO UPDATE SET secret = "
      "excluded.secret",
      {tenant, user_id, seal_.close(secret)});
  return crypto::base32_encode(secret);
}

std::optional<std::vector<std::string>> SecondFactor::confirm(storage::Connection& connection,
                                                              const audit::Actor& actor,
                                                              std::string_view code,
                                                              Millis now) const {
  if (state(connection, actor.tenant_id, actor.user_id).since) {
    throw Failure("second_factor.on");
  }
  if (!take_totp(connection, actor, plain(code), now)) {
    return std::nullopt;
  }
  connection.execute(
      "UPDATE second_factor SET confirmed_at = $3 WHERE tenant_id = $1 AND user_id = $2",
      {actor.tenant_id, actor.user_id, now});
  audit::append(connection, actor, "second_factor.on", actor.user_id, {}, now);
  return make_recovery_codes(connection, actor);
}

bool SecondFactor::take(storage::Connection& connection, const audit::Actor& actor,
                        std::string_view code, Millis now) const {
  const std::string text = plain(code);
  if (text.size() == kTotpDigits) {
    return take_totp(connection, actor, text, now);
  }
  const std::int64_t used = connection.execute(
      "DELETE FROM recovery_code WHERE tenant_id = $1 AND user_id = $2 AND code_hash = $3",
      {actor.tenant_id, actor.user_id, digest(text)});
  if (used > 0) {
    audit::append(connection, actor, "second_factor.recovery_code_used", actor.user_id, {}, now);
  }
  return used > 0;
}

bool SecondFactor::take_totp(storage::Connection& connection, const audit::Actor& actor,
                             std::string_view code, Millis now) const {
  const auto row =
      connection.one("SELECT secret FROM second_factor WHERE tenant_id = $1 AND user_id = $2",
                     {actor.tenant_id, actor.user_id});
  const auto secret = row ? seal_.open(row->text(0)) : std::nullopt;
  if (!secret) {
    return false;
  }
  const std::int64_t present = crypto::totp_step(now);
  for (std::int64_t step = present - kStepsApart; step <= present + kStepsApart; ++step) {
    if (!crypto::equal_constant_time(crypto::totp_code(*secret, step), code)) {
      continue;
    }
    // Only forwards: a code read over somebody's shoulder is worth nothing any more.
    return connection.execute("UPDATE second_factor SET last_step = $3 WHERE tenant_id = $1 AND "
                              "user_id = $2 AND last_step < $3",
                              {actor.tenant_id, actor.user_id, step}) > 0;
  }
  return false;
}

std::vector<std::string> SecondFactor::new_recovery_codes(storage::Connection& connection,
                                                          const audit::Actor& actor,
                                                          Millis now) const {
  if (!state(connection, actor.tenant_id, actor.user_id).since) {
    throw Failure("second_factor.off");
  }
  audit::append(connection, actor, "second_factor.recovery_codes_made", actor.user_id, {}, now);
  return make_recovery_codes(connection, actor);
}

std::vector<std::string> SecondFactor::make_recovery_codes(storage::Connection& connection,
                                                           const audit::Actor& actor) const {
  connection.execute("DELETE FROM recovery_code WHERE tenant_id = $1 AND user_id = $2",
                     {actor.tenant_id, actor.user_id});
  std::vector<std::string> codes;
  for (int i = 0; i < kRecoveryCodes; ++i) {
    codes.push_back(recovery_code());
    connection.execute(
        "INSERT INTO recovery_code (tenant_id, user_id, code_hash) VALUES ($1, $2, $3)",
        {actor.tenant_id, actor.user_id, digest(plain(codes.back()))});
  }
  return codes;
}

void SecondFactor::remove(storage::Connection& connection, const audit::Actor& actor,
                          std::string_view user_id, Millis now) {
  const bool was_on = state(connection, actor.tenant_id, user_id).since.has_value();
  connection.execute("DELETE FROM second_factor WHERE tenant_id = $1 AND user_id = $2",
                     {actor.tenant_id, user_id});
  connection.execute("DELETE FROM recovery_code WHERE tenant_id = $1 AND user_id = $2",
                     {actor.tenant_id, user_id});
  if (!was_on) {
    throw Failure("second_factor.off");
  }
  audit::append(connection, actor, "second_factor.off", user_id, {}, now);
}

std::string SecondFactor::digest(std::string_view recovery_code) const {
  return crypto::hmac_sha256_hex(key_, "recovery " + std::string(recovery_code));
}

} // namespace qudao::accounts

#include "server/accounts/captcha.h"

#include <charconv>

#include "core/value/json.h"
#include "server/crypto/digest.h"
#include "server/failure/failure.h"

namespace qudao::accounts {

namespace {

// About a second of one browser thread on a phone.
constexpr std::uint32_t kMostTries = 100'000;
constexpr Millis kChallengeLifetime = 10 * kMinute;
constexpr std::string_view kExpires = "?expires=";

std::string member(const Value& solution, std::string_view name) {
  const Value* found = solution.find(name);
  return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

Millis expiry(std::string_view salt) {
  const std::size_t at = salt.find(kExpires);
  if (at == std::string_view::npos) {
    return 0;
  }
  const std::string_view text = salt.substr(at + kExpires.size());
  Millis seconds = 0;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  return seconds * kSecond;
}

} // namespace

Value Captcha::challenge(Millis now) const {
  const std::string random = crypto::random_bytes(4);
  std::uint32_t number = 0;
  for (const char c : random) {
    number = number << 8U | static_cast<unsigned char>(c);
  }
  number %= kMostTries;
  const std::string salt = crypto::hex(crypto::random_bytes(12)) + std::string(kExpires) +
                           std::to_string((now + kChallengeLifetime) / kSecond);
  const std::string challenge = crypto::sha256_hex(salt + std::to_string(number));
  return Value::map(Map{{"algorithm", Value::string("SHA-256")},
                        {"challenge", Value::string(challenge)},
                        {"maxnumber", Value::integer(kMostTries)},
                        {"salt", Value::string(salt)},
                        {"signature", Value::string(crypto::hmac_sha256_hex(key_, challenge))}});
}

std::string Captcha::check(std::string_view solution, Millis now) const {
  std::string text;
  if (!crypto::base64_decode(solution, text)) {
    throw Failure("captcha.invalid");
  }
  const auto parsed = parse_json(text);
  if (!parsed || !parsed->is_map()) {
    throw Failure("captcha.invalid");
  }
  const Value* number = parsed->find("number");
  if (number == nullptr || number->kind() != Kind::integer) {
    throw Failure("captcha.invalid");
  }
  const std::string salt = member(*parsed, "salt");
  std::string challenge = member(*parsed, "challenge");
  const bool solved = crypto::sha256_hex(salt + std::to_string(number->as_int())) == challenge;
  const bool ours = crypto::equal_constant_time(crypto::hmac_sha256_hex(key_, challenge),
                                                member(*parsed, "signature"));
  if (member(*parsed, "algorithm") != "SHA-256" || !solved || !ours) {
    throw Failure("captcha.invalid");
  }
  if (expiry(salt) <= now) {
    throw Failure("captcha.expired");
  }
  return challenge;
}

void Captcha::use(storage::Connection& connection, std::string_view tenant,
                  std::string_view challenge, Millis now) {
  const std::int64_t added = connection.execute(
      "INSERT INTO captcha_used (tenant_id, challenge, expires_at) VALUES ($1, $2, $3) "
      "ON CONFLICT DO NOTHING",
      {tenant, challenge, now + kChallengeLifetime});
  if (added == 0) {
    throw Failure("captcha.used");
  }
}

} // namespace qudao::accounts

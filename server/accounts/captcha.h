// Captcha: ALTCHA v1 proof of work. Nothing to see or hear, so everybody passes who has a second of
// patience; a robot pays that second for every registration.
//
// The challenge is SHA-256(salt + number) for a secret number; the client finds the number by
// trying. Salt and challenge are signed, so the server keeps nothing until a solution is used up.
//
// Errors: Failure captcha.invalid, captcha.expired, captcha.used. Thread safety: any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/value/value.h"
#include "server/clock/clock.h"
#include "server/storage/connection.h"

namespace qudao::accounts {

class Captcha {
 public:
  explicit Captcha(std::string key) : key_(std::move(key)) {}

  // {algorithm, challenge, maxnumber, salt, signature}
  Value challenge(Millis now) const;

  // Checks a solution (base64 of JSON {algorithm, challenge, number, salt, signature}) and answers
  // its challenge, which `use` then takes: inside the transaction of the registration, so that a
  // refused one keeps the solution usable.
  std::string check(std::string_view solution, Millis now) const;
  static void use(storage::Connection& connection, std::string_view tenant,
                  std::string_view challenge, Millis now);

 private:
  std::string key_;
};

} // namespace qudao::accounts

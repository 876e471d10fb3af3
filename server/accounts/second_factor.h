// Second factor: a TOTP secret that a person may add to the password, and recovery codes for the day the phone is lost.
//
// Switched on in two steps: `begin` makes a secret, the first right code confirms it and answers ten recovery codes, shown
// once. Every code counts once: of TOTP the time step last used is kept and only later ones are taken (the present one, the
// one before and the one after, for clocks that differ); a recovery code is removed when used. At rest the secret is sealed
// and the recovery codes are keyed digests, both with keys of the data folder: a copy of the database alone opens no door.
//
// For use inside write and read closures; changes are audited. Errors: Failure second_factor.on, second_factor.off.
// Thread safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/audit/audit.h"
#include "server/clock/clock.h"
#include "server/crypto/seal.h"
#include "server/storage/connection.h"

namespace qudao::accounts {

class SecondFactor {
 public:
  explicit SecondFactor(const std::string& key) : seal_(key), key_(key) {}

  struct State {
    std::optional<Millis> since; // none: off
    std::int64_t recovery_codes = 0;
  };
  static State state(storage::Connection& connection, std::string_view tenant,
                     std::string_view user_id);

  // The secret in base32; a second call before it is confirmed makes another one.
  std::string begin(storage::Connection& connection, std::string_view tenant,
                    std::string_view user_id) const;

  // Recovery codes; nothing when the code is wrong.
  std::optional<std::vector<std::string>> confirm(storage::Connection& connection,
                                                  const audit::Actor& actor, std::string_view code,
                                                  Millis now) const;

  // Uses up a code of either kind. False: wrong, or used before.
  bool take(storage::Connection& connection, const audit::Actor& actor, std::string_view code,
            Millis now) const;

  // Ends the codes of before.
  std::vector<std::string> new_recovery_codes(storage::Connection& connection,
                                              const audit::Actor& actor, Millis now) const;

  static void remove(storage::Connection& connection, const audit::Actor& actor,
                     std::string_view user_id, Millis now);

 private:
  bool take_totp(storage::Connection& connection, const audit::Actor& actor, std::string_view code,
                 Millis now) const;
  std::vector<std::string> make_recovery_codes(storage::Connection& connection,
                                               const audit::Actor& actor) const;
  std::string digest(std::string_view recovery_code) const;

  crypto::Seal seal_;
  std::string key_;
};

} // namespace qudao::accounts

// Verdicts: what became of a command, kept under the id its client gave it, in the transaction of its effect. Internal.
#pragma once

#include <optional>
#include <string>

#include "server/accounts/principal.h"
#include "server/clock/clock.h"
#include "server/failure/failure.h"
#include "server/storage/connection.h"

namespace qudao::records {

// What a command came to: the record it concerns, or why it was refused.
struct Outcome {
  std::string record_id;
  std::optional<Failure> refusal;
  bool repeated = false; // the stored verdict of an earlier time
  Value upgraded; // of answers of an older version: what became of them; not in a stored verdict
};

// The verdict of an earlier time. Throws Failure command.reused when the same id comes with another request.
std::optional<Outcome> earlier(storage::Connection& connection, const accounts::Principal& who,
                               const std::string& command_id, const std::string& fingerprint);
void remember(storage::Connection& connection, const accounts::Principal& who,
              const std::string& command_id, const std::string& fingerprint, const Outcome& outcome,
              Millis now);

} // namespace qudao::records

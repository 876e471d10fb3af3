// The server's side of a push: what to do with the next command of a client. Pure; the caller carries it out, stores the
// verdict and moves `last_seq` on, all in one transaction.
//
//   repeat   known already: answer the stored verdict, whatever it is now
//   gap      commands before it are missing: refuse, the client goes back to `expected`; nothing is stored
//   reused   the number is known with another id: the client's database was put back to an older state. Refuse; the client
//            takes a new client_id and numbers its queue anew
//   settle   the verdict is clear without carrying it out (rejected or held): store it
//   run      carry it out from `base_version` and store what it came to
#pragma once

#include <optional>

#include "core/sync/sync.h"

namespace qudao::sync {

enum class Step : std::uint8_t { repeat, gap, reused, settle, run };

struct Received {
  Step step = Step::run;
  std::int64_t expected = 0;     // gap
  Verdict verdict;               // repeat, settle
  std::int64_t base_version = 0; // run
};

// What the server knows that bears on one command.
struct Known {
  std::int64_t last_seq = 0;            // of this client
  std::optional<Verdict> same;          // the verdict stored under this number
  std::optional<Verdict> before;        // of the command it comes `after`
  std::vector<std::string> not_arrived; // of its attachments
};

Received receive(const Command& command, const Known& known);

// A held command looked at again: settle (still held, or rejected because of what it waited for) or run.
Received reconsider(const Command& command, const Known& known);

} // namespace qudao::sync

#include "core/sync/receive.h"

namespace qudao::sync {

namespace {

Received settled(const Command& command, Outcome outcome) {
  Received received;
  received.step = Step::settle;
  received.verdict.seq = command.seq;
  received.verdict.id = command.id;
  received.verdict.outcome = outcome;
  return received;
}

Received rejected_behind(const Command& command) {
  Received received = settled(command, Outcome::rejected);
  received.verdict.violations.push_back(
      {"sync.depends_on_rejected", {}, {{"seq", Value::integer(command.after)}}, {}, {}});
  return received;
}

} // namespace

Received receive(const Command& command, const Known& known) {
  Received received;
  if (known.same) {
    received.step = known.same->id == command.id ? Step::repeat : Step::reused;
    received.verdict = *known.same;
    return received;
  }
  if (command.seq != known.last_seq + 1) {
    // A number that was used and is no longer remembered is nothing a client would ask for again.
    received.step = command.seq <= known.last_seq ? Step::reused : Step::gap;
    received.expected = known.last_seq + 1;
    return received;
  }
  return reconsider(command, known);
}

Received reconsider(const Command& command, const Known& known) {
  if (command.after != 0 && (!known.before || known.before->outcome == Outcome::rejected))
    return rejected_behind(command);
  if (known.before && known.before->outcome == Outcome::held) {
    Received held = settled(command, Outcome::held);
    held.verdict.waits_for_command = command.after;
    held.verdict.waits_for = known.not_arrived;
    return held;
  }
  if (!known.not_arrived.empty()) {
    Received held = settled(command, Outcome::held);
    held.verdict.waits_for = known.not_arrived;
    return held;
  }
  Received run;
  run.base_version = command.after != 0 ? known.before->version : command.base_version;
  return run;
}

} // namespace qudao::sync

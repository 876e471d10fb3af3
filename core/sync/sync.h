// sync: how a client that is away most of the time and the server come to the same state. Pure decisions of both sides.
//
// The words: a client owns a `client_id` per user and device and numbers its *commands* 1, 2, 3, …; the server gives each
// one *verdict* — applied {version}, rejected {violations}, held {what it waits for} — and stores it in the transaction of the
// effect, so that a command takes effect at most once however often it is sent. What changed on the server comes back by a
// *pull* from a *cursor*.
//
//   merge.h     three-way merge by field; a save says what it changed, from what to what
//   receive.h   the server: what to do with a command, given what is known of the client      receive(…)
//   cursor.h    the server: from where a pull goes on, or that it starts again                start_of(…)
//   client.h    the client: its queue, its drafts, what to send next, when to try again       Client
//
// A command {seq, id, name, entity, record, base_version, after, definition_version, core_version, args, attachments, time}:
//   after         the client's own earlier command on the same record whose verdict was not known when this one was made; 0:
//                 none. This one starts from the version that one leads to. Rejected: this one is rejected as well (code
//                 sync.depends_on_rejected); held: held.
//   base_version  without `after`: the version of the record the client had
//   args          of create and save {"set": {field: answer or null}, "was": {the same fields: answer or null}, …}; of the
//                 others what they need ("opinion", "data")
//   attachments   ids of files that must have arrived first; until then the command is held
// Sending changed fields only makes a save some dozens of bytes, and lets the server merge without knowing the version the
// client started from.
//
// Merging: fields changed on one side only are taken from there; a field changed on both sides to different values is a
// conflict (code sync.conflict {field, was, mine, theirs}) and nothing of the save is applied. The rows of a repeat are one
// field: rows have no name of their own that two sides could mean. Only create and save merge; every other command needs the
// record exactly as its author saw it (record.version_conflict).
//
// A request names the user it is meant for: a session that was changed behind the client's back (another tab) is refused (403
// sync.other_user), before the first command of a new client as well.
//
// Violations: sync.malformed {at}, sync.gap {expected}, sync.reused, sync.depends_on_rejected {seq}, sync.conflict.
// Cost: O(what a command changes). Errors: values. Thread safety: functions are pure; a Client is one thread's.
// Source: the mutation queue and cursor of Replicache, hold-and-flag of ODK Collect; numbered requests with stored answers as
// in RIFL (Lee et al., SOSP 2015).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/value/result.h"
#include "core/value/value.h"
#include "core/value/violation.h"

namespace qudao::sync {

inline constexpr std::string_view kProtocol =
    "qudao-sync/1"; // in every answer: how success is recognised

struct Command {
  std::int64_t seq = 0;
  std::string id;   // made by the client; the same command has the same id for ever
  std::string name; // create, save, submit, withdraw, approve, reject, fill, remove
  std::string entity;
  std::string record;
  std::int64_t base_version = 0;
  std::int64_t after = 0;
  std::int64_t definition_version = 0;
  std::string core_version;
  Value args;
  std::vector<std::string> attachments;
  std::string time; // when it was made, by the client's clock; never decides anything
};

Value to_value(const Command& command);
Result<Command, Violation> command_from(const Value& value); // sync.malformed {at}

enum class Outcome : std::uint8_t { applied, rejected, held };
std::string_view name_of(Outcome outcome);

struct Verdict {
  std::int64_t seq = 0;
  std::string id;
  Outcome outcome = Outcome::applied;
  std::int64_t version = 0;           // applied: of the record after it; 0 when it is gone
  std::vector<Violation> violations;  // rejected
  std::vector<std::string> waits_for; // held: attachments that are missing
  std::int64_t waits_for_command = 0; // held: behind this one
};

Value to_value(const Verdict& verdict);
Result<Verdict, Violation> verdict_from(const Value& value); // sync.malformed {at}

} // namespace qudao::sync

// sync: the server's side of the protocol of clients that are away most of the time. What a command comes to decide core/sync
// (which has the words and the rules) and the rooms that carry it out; here everything is stored in one transaction.
//
//   push   commands of one client, in their order. Each is all or nothing: its effect, its verdict and the number it moves the
//          client to are committed together, so that a command takes effect at most once however often it is sent. A refused
//          one leaves its verdict and nothing else, and those behind it go on.
//   pull   what the caller may see that changed since a cursor, page by page, and the verdicts the client has not acknowledged
//
// A push stops early with `expected` (commands before these are missing), `reused` (the number is known with another id) or
// when the storage cannot take more at this moment: what was decided is answered, and the rest is sent again.
//
// Held: a command that names files which have not arrived is kept with its content, and looked at again, in the order of its
// client's commands, when one arrives and whenever its client asks something. Its verdict then comes with the next pull. Whose
// file will never come (the server refused it, the device was lost) is given up, by its user or an administrator.
//
// Commands: create and save (merged by field, records::Merge), submit, withdraw, approve, reject, fill, remove. What cannot be
// read but has a number and an id is rejected (sync.malformed), so that no command ever blocks those behind it; so is one that
// fails inside (server.internal, logged).
//
// A pull never names a record its caller could not see. A cursor of another epoch (who they are, their rights, the
// definitions), or from before removals were forgotten, starts again: everything comes anew, and what was removed before that
// is not told. A client_id belongs to the user who used it first, and a request names its user.
//
// Kept: verdicts until they are acknowledged and 30 days old, removals for 90 days.
//
// Cost: a save about 0.4 ms of the writer; a pull about 20 µs per record, as the long columns are handed on as they are stored.
// Errors: Failure sync.other_user, sync.too_many_clients; StorageError. Codes in verdicts: sync.malformed {at}, sync.conflict
// {was, mine, theirs}, sync.depends_on_rejected {seq}, sync.given_up {files}, sync.too_many_held, record.exists, server.internal, and those of
// records. Thread safety: any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/sync/sync.h"
#include "server/records/records.h"

namespace qudao::sync_server {

inline constexpr Millis kVerdictsKept = 30 * kDay;
inline constexpr Millis kRemovalsKept = 90 * kDay;
inline constexpr std::size_t kMostCommands = 1000;   // of one push
inline constexpr std::size_t kMostAttachments = 200; // of one command
inline constexpr std::int64_t kMostHeld = 1000;      // commands of one client
inline constexpr std::int64_t kMostClients = 200;    // of one user, seen within 90 days
inline constexpr int kPageRecords = 500;
inline constexpr std::size_t kPageBytes = std::size_t{1} << 20;

// A command as it came: what can be read of it, or why not.
struct Incoming {
  sync::Command command; // at least seq and id
  std::optional<Violation> unreadable;
};
// Nothing when not even its number and id can be read.
std::optional<Incoming> incoming(const Value& value);

struct Peer {
  std::string client_id;
  std::int64_t acknowledged = 0;
};

struct HeldCommand {
  std::string client_id;
  std::int64_t seq = 0;
  std::string user_id; // only when the client is this one's; empty: anybody's
};

struct Pushed {
  std::vector<sync::Verdict> verdicts;
  std::int64_t expected = 0; // of a gap
  bool reused = false;
  bool stopped() const { return expected != 0 || reused; }
};

struct Pulled {
  bool again = false;
  std::string changes; // JSON
  std::vector<sync::Verdict> verdicts;
  std::string cursor;
  bool more = false;

  bool note = false;         // something of this is new about the client
  bool fresh = false;        // nobody knows it yet
  std::int64_t position = 0; // it came from here
};

class Exchange {
 public:
  explicit Exchange(const records::Records& records) : records_(records) {}

  // Inside write closures. `commands` in order.
  Pushed push(storage::Connection& connection, const records::Caller& caller, const Peer& peer,
              std::span<const Incoming> commands) const;
  // A held command is waited for no longer: it is rejected (sync.given_up {files}), and so is what hangs on it. In the audit
  // trail. Answers whose it was. Failure not_found.
  static std::string give_up(storage::Connection& connection, const audit::Actor& actor,
                             const HeldCommand& which, Millis now);
  // Looks again at what waits for files: of one client, or of those of the caller that wait for this one. Whether any went on.
  bool reconsider(storage::Connection& connection, const records::Caller& caller,
                  const std::string& client_id) const;
  bool arrived(storage::Connection& connection, const records::Caller& caller,
               const std::string& attachment_id) const;
  static void note(storage::Connection& connection, const records::Caller& caller, const Peer& peer,
                   std::int64_t position);

  // Inside read closures. `is_awaited`: a command of the caller waits for this file: call arrived. `may_go_on`: something that was held can be looked at again: call reconsider, then pull.
  static bool is_awaited(storage::Connection& connection, const records::Caller& caller,
                         const std::string& attachment_id);
  static bool may_go_on(storage::Connection& connection, const records::Caller& caller,
                        const Peer& peer);
  static Pulled pull(storage::Connection& connection, const records::Caller& caller,
                     const Peer& peer, const std::string& cursor);

 private:
  sync::Verdict run(storage::Connection& connection, const records::Caller& caller,
                    const sync::Command& command, std::int64_t base_version) const;
  const records::Records& records_;
};

// For administrators: {"items": [client], "total"}, those seen last first. A client: {"client_id", "user", "created_at",
// "seen_at", "last_seq", "acknowledged", "lag", "held": [{"seq", "name", "entity", "record", "waits_for",
// "waits_for_command", "since"}]}.
struct Overview {
  List items;
  std::int64_t total = 0;
};
Overview overview(storage::Connection& connection, const std::string& tenant, std::int64_t offset,
                  std::int64_t count);

// Forgets what need not be known any longer.
void sweep(storage::Connection& connection, const std::string& tenant, Millis now);

} // namespace qudao::sync_server

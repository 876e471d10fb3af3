// The rows of clients and verdicts. Internal of the room.
#pragma once

#include <optional>

#include "server/sync/sync.h"

namespace qudao::sync_server {

struct Client {
  std::string id;
  std::int64_t last_seq = 0;
  std::int64_t acknowledged = 0;
  std::int64_t position = 0;
  Millis seen_at = 0;
};

// Nothing when there is none; Failure sync.other_user when it is somebody else's.
std::optional<Client> find_client(storage::Connection& connection, const accounts::Principal& who,
                                  const std::string& id);
// Failure sync.too_many_clients.
Client add_client(storage::Connection& connection, const records::Caller& caller,
                  const std::string& id);
void store_client(storage::Connection& connection, const records::Caller& caller,
                  const Client& client);

struct Stored {
  sync::Verdict verdict;
  std::string record_id;
};
std::optional<Stored> find_verdict(storage::Connection& connection, const std::string& tenant,
                                   const std::string& client_id, std::int64_t seq);
// Final, or held with the command.
void add_verdict(storage::Connection& connection, const std::string& tenant,
                 const std::string& client_id, const sync::Command& command,
                 const sync::Verdict& verdict, Millis now);
void change_verdict(storage::Connection& connection, const std::string& tenant,
                    const std::string& client_id, const sync::Command& command,
                    const sync::Verdict& verdict, Millis now);

// Those held, in order.
struct Held {
  sync::Command command;
  sync::Verdict verdict;
};
std::vector<Held> held_commands(storage::Connection& connection, const std::string& tenant,
                                const std::string& client_id);
std::int64_t count_held(storage::Connection& connection, const std::string& tenant,
                        const std::string& client_id);

// Which of these files are not there.
std::vector<std::string> not_arrived(storage::Connection& connection, const std::string& tenant,
                                     const std::vector<std::string>& attachments);

Value parsed(const std::string& text); // of what was stored here

} // namespace qudao::sync_server

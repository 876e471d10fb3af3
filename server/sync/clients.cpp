#include "server/sync/clients.h"

#include <stdexcept>

#include "core/value/json.h"
#include "server/failure/failure.h"

namespace qudao::sync_server {

namespace {

constexpr Millis kSeenLately = 90 * kDay;

sync::Verdict verdict_of(const std::string& text) {
  auto verdict = sync::verdict_from(parsed(text));
  if (!verdict) {
    throw std::runtime_error("a stored verdict is damaged");
  }
  return std::move(verdict).value();
}

std::string command_text(const sync::Command& command, const sync::Verdict& verdict) {
  return verdict.outcome == sync::Outcome::held ? write_json(to_value(command)) : std::string();
}

} // namespace

Value parsed(const std::string& text) {
  auto value = parse_json(text);
  if (!value) {
    throw std::runtime_error("what was stored of a client is damaged: " + value.error().code);
  }
  return std::move(value).value();
}

std::optional<Client> find_client(storage::Connection& connection, const accounts::Principal& who,
                                  const std::string& id) {
  const auto row = connection.one("SELECT user_id, last_seq, acknowledged, position,"
                                  " seen_at FROM sync_client WHERE tenant_id = $1 AND id = $2",
                                  {who.tenant_id, id});
  if (!row) {
    return std::nullopt;
  }
  if (row->text(0) != who.user_id) {
    throw Failure("sync.other_user");
  }
  return Client{id, row->integer(1), row->integer(2), row->integer(3), row->integer(4)};
}

Client add_client(storage::Connection& connection, const records::Caller& caller,
                  const std::string& id) {
  const accounts::Principal& who = caller.who;
  const auto count = connection.one("SELECT count(*) FROM sync_client"
                                    " WHERE tenant_id = $1 AND user_id = $2 AND seen_at > $3",
                                    {who.tenant_id, who.user_id, caller.now - kSeenLately});
  if (count->integer(0) >= kMostClients) {
    throw Failure("sync.too_many_clients");
  }
  connection.execute("INSERT INTO sync_client (tenant_id, id, user_id, last_seq, acknowledged,"
                     " position, created_at, seen_at) VALUES ($1, $2, $3, 0, 0, 0, $4, $4)",
                     {who.tenant_id, id, who.user_id, caller.now});
  return Client{id, 0, 0, 0, caller.now};
}

void store_client(storage::Connection& connection, const records::Caller& caller,
                  const Client& client) {
  connection.execute("UPDATE sync_client SET last_seq = $3, acknowledged = $4, position = $5,"
                     " seen_at = $6 WHERE tenant_id = $1 AND id = $2",
                     {caller.who.tenant_id, client.id, client.last_seq, client.acknowledged,
                      client.position, caller.now});
}

std::optional<Stored> find_verdict(storage::Connection& connection, const std::string& tenant,
                                   const std::string& client_id, std::int64_t seq) {
  const auto row = connection.one("SELECT verdict, record_id FROM sync_verdict"
                                  " WHERE tenant_id = $1 AND client_id = $2 AND seq = $3",
                                  {tenant, client_id, seq});
  if (!row) {
    return std::nullopt;
  }
  return Stored{verdict_of(row->text(0)), row->text(1)};
}

void add_verdict(storage::Connection& connection, const std::string& tenant,
                 const std::string& client_id, const sync::Command& command,
                 const sync::Verdict& verdict, Millis now) {
  connection.execute("INSERT INTO sync_verdict (tenant_id, client_id, seq, command_id, record_id,"
                     " created_at, verdict, command) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                     {tenant, client_id, command.seq, command.id, command.record, now,
                      write_json(to_value(verdict)), command_text(command, verdict)});
}

void change_verdict(storage::Connection& connection, const std::string& tenant,
                    const std::string& client_id, const sync::Command& command,
                    const sync::Verdict& verdict, Millis now) {
  connection.execute("UPDATE sync_verdict SET created_at = $4, verdict = $5, command = $6"
                     " WHERE tenant_id = $1 AND client_id = $2 AND seq = $3",
                     {tenant, client_id, command.seq, now, write_json(to_value(verdict)),
                      command_text(command, verdict)});
}

std::vector<Held> held_commands(storage::Connection& connection, const std::string& tenant,
                                const std::string& client_id) {
  std::vector<Held> held;
  for (const auto& row : connection.query("SELECT command, verdict FROM sync_verdict"
                                          " WHERE tenant_id = $1 AND client_id = $2"
                                          " AND command <> '' ORDER BY seq",
                                          {tenant, client_id})) {
    auto command = sync::command_from(parsed(row.text(0)));
    if (!command) {
      throw std::runtime_error("a command that is held is damaged");
    }
    held.push_back({std::move(command).value(), verdict_of(row.text(1))});
  }
  return held;
}

std::int64_t count_held(storage::Connection& connection, const std::string& tenant,
                        const std::string& client_id) {
  return connection
      .one("SELECT count(*) FROM sync_verdict"
           " WHERE tenant_id = $1 AND client_id = $2 AND command <> ''",
           {tenant, client_id})
      ->integer(0);
}

std::vector<std::string> not_arrived(storage::Connection& connection, const std::string& tenant,
                                     const std::vector<std::string>& attachments) {
  std::vector<std::string> missing;
  for (const std::string& id : attachments) {
    if (!connection.one("SELECT 1 FROM attachment WHERE tenant_id = $1 AND id = $2",
                        {tenant, id})) {
      missing.push_back(id);
    }
  }
  return missing;
}

} // namespace qudao::sync_server

#include <algorithm>
#include <new>

#include "core/sync/receive.h"
#include "server/crypto/digest.h"
#include "server/log/log.h"
#include "server/sync/carry_out.h"
#include "server/sync/clients.h"

namespace qudao::sync_server {

namespace {

constexpr std::size_t kLongestCommandId = 100;

sync::Verdict rejected(const sync::Command& command, std::vector<Violation> violations) {
  sync::Verdict verdict;
  verdict.seq = command.seq;
  verdict.id = command.id;
  verdict.outcome = sync::Outcome::rejected;
  verdict.violations = std::move(violations);
  return verdict;
}

sync::Verdict refused(const sync::Command& command, const Failure& failure) {
  auto verdict = sync::verdict_from(Value::map({{"seq", Value::integer(command.seq)},
                                                {"id", Value::string(command.id)},
                                                {"verdict", Value::string("rejected")},
                                                {"violations", violations_of(failure)}}));
  return verdict ? std::move(verdict).value()
                 : rejected(command, {{failure.code, {}, failure.members, {}, {}}});
}

sync::Verdict failed(const sync::Command& command, const char* reason) {
  log::error("sync.failed", {{"command", Value::string(command.id)},
                             {"name", Value::string(command.name)},
                             {"record", Value::string(command.record)},
                             {"error", Value::string(reason)}});
  return rejected(command, {{"server.internal", {}, {}, {}, {}}});
}

// A fault that passes: the command stays with its client and is sent again.
bool passes(const storage::StorageError& error) {
  return error.kind() != storage::StorageError::Kind::constraint;
}

// What a command writes is undone as a whole, whatever becomes of the transaction around it.
class Undoable {
 public:
  explicit Undoable(storage::Connection& connection) : connection_(connection) {
    connection_.execute("SAVEPOINT sync_command");
  }
  ~Undoable() {
    if (kept_) {
      return;
    }
    try {
      connection_.execute("ROLLBACK TO SAVEPOINT sync_command");
      connection_.execute("RELEASE SAVEPOINT sync_command");
    } catch (const storage::StorageError&) {
      // The engine has undone the whole transaction: there is nothing left to undo, and the error under way says so.
      log::debug("sync.undone", {});
    }
  }
  Undoable(const Undoable&) = delete;
  Undoable& operator=(const Undoable&) = delete;
  void keep() {
    connection_.execute("RELEASE SAVEPOINT sync_command");
    kept_ = true;
  }

 private:
  storage::Connection& connection_;
  bool kept_ = false;
};

// What is known of the client that bears on a command. One that hangs on a command about another record is wrong.
std::optional<Violation> look_up(storage::Connection& connection, const std::string& tenant,
                                 const Client& client, const sync::Command& command,
                                 sync::Known& known) {
  known.last_seq = client.last_seq;
  known.not_arrived = not_arrived(connection, tenant, command.attachments);
  if (command.after == 0) {
    return std::nullopt;
  }
  auto before = find_verdict(connection, tenant, client.id, command.after);
  if (before && !before->record_id.empty() && before->record_id != command.record) {
    return Violation{"sync.malformed", {}, {{"at", Value::string("after")}}, {}, {}};
  }
  if (before) {
    known.before = std::move(before->verdict);
  }
  return std::nullopt;
}

std::vector<std::string> clients_awaiting(storage::Connection& connection,
                                          const records::Caller& caller,
                                          const std::string& attachment_id) {
  std::vector<std::string> clients;
  for (const auto& row :
       connection.query("SELECT DISTINCT v.client_id FROM sync_client c JOIN sync_verdict v"
                        " ON v.tenant_id = c.tenant_id AND v.client_id = c.id AND v.command <> ''"
                        " WHERE c.tenant_id = $1 AND c.user_id = $2 AND v.verdict LIKE $3",
                        {caller.who.tenant_id, caller.who.user_id, '%' + attachment_id + '%'})) {
    clients.push_back(row.text(0));
  }
  return clients;
}

} // namespace

std::optional<Incoming> incoming(const Value& value) {
  Incoming result;
  auto command = sync::command_from(value);
  if (command) {
    result.command = std::move(command).value();
    result.unreadable = malformed(result.command);
  } else {
    const Value* seq = value.find("seq");
    const Value* id = value.find("id");
    if (seq == nullptr || seq->kind() != Kind::integer || seq->as_int() < 1 || id == nullptr ||
        !id->is_string() || id->as_string().empty()) {
      return std::nullopt;
    }
    result.command.seq = seq->as_int();
    result.command.id = std::string(id->as_string());
    // What comes after it hangs on it all the same.
    if (const Value* record = value.find("record"); record != nullptr && record->is_string()) {
      result.command.record = std::string(record->as_string());
    }
    result.unreadable = command.error();
  }
  if (result.command.id.size() > kLongestCommandId) {
    return std::nullopt;
  }
  if (result.unreadable && !crypto::is_uuid(result.command.record)) {
    result.command.record.clear();
  }
  return result;
}

sync::Verdict Exchange::run(storage::Connection& connection, const records::Caller& caller,
                            const sync::Command& command, std::int64_t base_version) const {
  Undoable undoable(connection);
  try {
    sync::Verdict verdict;
    verdict.seq = command.seq;
    verdict.id = command.id;
    verdict.version = carry_out(records_, connection, caller, command, base_version);
    undoable.keep();
    return verdict;
  } catch (const Failure& failure) {
    return refused(command, failure);
  } catch (const storage::StorageError& error) {
    if (error.kind() == storage::StorageError::Kind::unique) {
      return rejected(command, {{"unique.taken", {}, {}, {}, {}}});
    }
    if (passes(error)) {
      throw;
    }
    return failed(command, error.what());
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return failed(command, error.what());
  }
}

Pushed Exchange::push(storage::Connection& connection, const records::Caller& caller,
                      const Peer& peer, std::span<const Incoming> commands) const {
  const std::string& tenant = caller.who.tenant_id;
  auto found = find_client(connection, caller.who, peer.client_id);
  Client client = found ? *found : add_client(connection, caller, peer.client_id);
  Pushed pushed;
  for (const Incoming& each : commands) {
    const sync::Command& command = each.command;
    sync::Known known;
    auto wrong = look_up(connection, tenant, client, command, known);
    if (command.seq <= client.last_seq) {
      if (auto stored = find_verdict(connection, tenant, client.id, command.seq)) {
        known.same = std::move(stored->verdict);
      }
    }
    const sync::Received received = sync::receive(command, known);
    if (received.step == sync::Step::gap) {
      pushed.expected = received.expected;
      break;
    }
    if (received.step == sync::Step::reused) {
      pushed.reused = true;
      break;
    }
    if (received.step == sync::Step::repeat) {
      pushed.verdicts.push_back(received.verdict);
      continue;
    }
    sync::Verdict verdict = received.verdict;
    if (each.unreadable || wrong) {
      verdict = rejected(command, {each.unreadable ? *each.unreadable : *wrong});
    } else if (received.step == sync::Step::run) {
      verdict = run(connection, caller, command, received.base_version);
    } else if (verdict.outcome == sync::Outcome::held &&
               count_held(connection, tenant, client.id) >= kMostHeld) {
      verdict = rejected(command, {{"sync.too_many_held", {}, {}, {}, {}}});
    }
    add_verdict(connection, tenant, client.id, command, verdict, caller.now);
    client.last_seq = command.seq;
    pushed.verdicts.push_back(std::move(verdict));
  }
  client.acknowledged = std::max(client.acknowledged, std::min(peer.acknowledged, client.last_seq));
  store_client(connection, caller, client);
  return pushed;
}

bool Exchange::reconsider(storage::Connection& connection, const records::Caller& caller,
                          const std::string& client_id) const {
  const std::string& tenant = caller.who.tenant_id;
  const auto client = find_client(connection, caller.who, client_id);
  if (!client) {
    return false;
  }
  bool any = false;
  for (const auto& [command, before] : held_commands(connection, tenant, client_id)) {
    sync::Known known;
    look_up(connection, tenant, *client, command, known);
    const sync::Received received = sync::reconsider(command, known);
    sync::Verdict verdict = received.verdict;
    if (received.step == sync::Step::run) {
      verdict = run(connection, caller, command, received.base_version);
    }
    any = any || verdict.outcome != sync::Outcome::held;
    if (to_value(before) != to_value(verdict)) {
      change_verdict(connection, tenant, client_id, command, verdict, caller.now);
    }
  }
  return any;
}

bool Exchange::is_awaited(storage::Connection& connection, const records::Caller& caller,
                          const std::string& attachment_id) {
  return !clients_awaiting(connection, caller, attachment_id).empty();
}

bool Exchange::arrived(storage::Connection& connection, const records::Caller& caller,
                       const std::string& attachment_id) const {
  bool any = false;
  for (const std::string& client : clients_awaiting(connection, caller, attachment_id)) {
    any = reconsider(connection, caller, client) || any;
  }
  return any;
}

} // namespace qudao::sync_server

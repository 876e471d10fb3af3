#include <set>

#include "core/sync/receive.h"
#include "server/sync/clients.h"

namespace qudao::sync_server {

namespace {

sync::Verdict rejected(const sync::Command& command, Violation violation) {
  sync::Verdict verdict;
  verdict.seq = command.seq;
  verdict.id = command.id;
  verdict.outcome = sync::Outcome::rejected;
  verdict.violations.push_back(std::move(violation));
  return verdict;
}

Violation given_up(const sync::Verdict& held) {
  List files;
  for (const std::string& id : held.waits_for) {
    files.push_back(Value::string(id));
  }
  return {"sync.given_up", {}, {{"files", Value::list(std::move(files))}}, {}, {}};
}

Violation behind(const sync::Command& command) {
  return {"sync.depends_on_rejected", {}, {{"seq", Value::integer(command.after)}}, {}, {}};
}

} // namespace

std::string Exchange::give_up(storage::Connection& connection, const audit::Actor& actor,
                              const HeldCommand& which, Millis now) {
  const std::string& tenant = actor.tenant_id;
  const auto owner =
      connection.one("SELECT user_id FROM sync_client WHERE tenant_id = $1 AND id = $2",
                     {tenant, which.client_id});
  if (!owner || (!which.user_id.empty() && owner->text(0) != which.user_id)) {
    throw Failure("not_found");
  }
  std::set<std::int64_t> gone;
  for (const auto& [command, held] : held_commands(connection, tenant, which.client_id)) {
    const bool meant = command.seq == which.seq;
    if (!meant && gone.count(command.after) == 0) {
      continue;
    }
    gone.insert(command.seq);
    change_verdict(connection, tenant, which.client_id, command,
                   rejected(command, meant ? given_up(held) : behind(command)), now);
  }
  if (gone.count(which.seq) == 0) {
    throw Failure("not_found");
  }
  audit::append(connection, actor, "sync.give_up", which.client_id,
                {{"seq", Value::integer(which.seq)},
                 {"commands", Value::integer(static_cast<std::int64_t>(gone.size()))}},
                now);
  return owner->text(0);
}

} // namespace qudao::sync_server

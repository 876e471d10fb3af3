#include "server/changes/changes.h"
#include "server/sync/clients.h"

namespace qudao::sync_server {

namespace {

Value held_of(storage::Connection& connection, const std::string& tenant,
              const std::string& client_id) {
  List held;
  for (const auto& row :
       connection.query("SELECT verdict, command, created_at FROM sync_verdict WHERE tenant_id = $1"
                        " AND client_id = $2 AND command <> '' ORDER BY seq LIMIT 100",
                        {tenant, client_id})) {
    const Value verdict = parsed(row.text(0));
    const Value command = parsed(row.text(1));
    held.push_back(Value::map({{"seq", *command.find("seq")},
                               {"name", *command.find("name")},
                               {"entity", *command.find("entity")},
                               {"record", *command.find("record")},
                               {"waits_for", *verdict.find("waits_for")},
                               {"waits_for_command", *verdict.find("waits_for_command")},
                               {"since", Value::string(rfc3339(row.integer(2)))}}));
  }
  return Value::list(std::move(held));
}

} // namespace

Overview overview(storage::Connection& connection, const std::string& tenant, std::int64_t offset,
                  std::int64_t count) {
  Overview overview;
  overview.total =
      connection.one("SELECT count(*) FROM sync_client WHERE tenant_id = $1", {tenant})->integer(0);
  const std::int64_t head = changes::log(connection, tenant).position;
  for (const auto& row : connection.query(
           "SELECT c.id, c.user_id, u.display_name, c.created_at, c.seen_at, c.last_seq,"
           " c.acknowledged, c.position FROM sync_client c LEFT JOIN user_account u"
           " ON u.tenant_id = c.tenant_id AND u.id = c.user_id WHERE c.tenant_id = $1"
           " ORDER BY c.seen_at DESC, c.id LIMIT $2 OFFSET $3",
           {tenant, count, offset})) {
    overview.items.push_back(
        Value::map({{"client_id", Value::string(row.text(0))},
                    {"user", Value::map({{"id", Value::string(row.text(1))},
                                         {"name", Value::string(row.text_or(2, ""))}})},
                    {"created_at", Value::string(rfc3339(row.integer(3)))},
                    {"seen_at", Value::string(rfc3339(row.integer(4)))},
                    {"last_seq", Value::integer(row.integer(5))},
                    {"acknowledged", Value::integer(row.integer(6))},
                    {"lag", Value::integer(head - row.integer(7))},
                    {"held", held_of(connection, tenant, row.text(0))}}));
  }
  return overview;
}

} // namespace qudao::sync_server

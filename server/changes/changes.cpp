#include "server/changes/changes.h"

namespace qudao::changes {

namespace {

// Not one statement with RETURNING: that costs twice as much.
void advance(storage::Connection& connection, std::string_view tenant) {
  connection.execute("INSERT INTO sync_log (tenant_id, position, purged) VALUES ($1, 1, 0)"
                     " ON CONFLICT (tenant_id) DO UPDATE SET position = sync_log.position + 1",
                     {tenant});
}

void note(storage::Connection& connection, std::string_view tenant, const Subject& subject,
          Millis removed_at) {
  advance(connection, tenant);
  connection.execute(
      "INSERT INTO sync_change (tenant_id, record_id, entity, partner_id, position, removed_at)"
      " VALUES ($1, $2, $3, $4, (SELECT position FROM sync_log WHERE tenant_id = $1), $5)"
      " ON CONFLICT (tenant_id, record_id) DO UPDATE SET position = excluded.position,"
      " removed_at = excluded.removed_at",
      {tenant, subject.record_id, subject.entity, subject.partner_id, removed_at});
}

} // namespace

void written(storage::Connection& connection, std::string_view tenant, const Subject& subject) {
  note(connection, tenant, subject, 0);
}

void removed(storage::Connection& connection, std::string_view tenant, const Subject& subject,
             Millis now) {
  note(connection, tenant, subject, now);
}

void hidden(storage::Connection& connection, std::string_view tenant, std::string_view user_id,
            std::string_view record_id, Millis now) {
  advance(connection, tenant);
  connection.execute(
      "INSERT INTO sync_removal (tenant_id, user_id, record_id, position, removed_at)"
      " VALUES ($1, $2, $3, (SELECT position FROM sync_log WHERE tenant_id = $1), $4)"
      " ON CONFLICT (tenant_id, user_id, record_id) DO UPDATE SET position = excluded.position,"
      " removed_at = excluded.removed_at",
      {tenant, user_id, record_id, now});
}

bool knows(storage::Connection& connection, std::string_view tenant, std::string_view record_id) {
  return connection
      .one("SELECT 1 FROM sync_change WHERE tenant_id = $1 AND record_id = $2", {tenant, record_id})
      .has_value();
}

Log log(storage::Connection& connection, std::string_view tenant) {
  const auto row =
      connection.one("SELECT position, purged FROM sync_log WHERE tenant_id = $1", {tenant});
  return row ? Log{row->integer(0), row->integer(1)} : Log{};
}

void purge(storage::Connection& connection, std::string_view tenant, Millis until) {
  const auto last = connection.one(
      "SELECT max(position) FROM ("
      "SELECT position FROM sync_change"
      " WHERE tenant_id = $1 AND removed_at > 0 AND removed_at < $2"
      " UNION ALL SELECT position FROM sync_removal WHERE tenant_id = $1 AND removed_at < $2) gone",
      {tenant, until});
  if (!last || last->is_null(0)) {
    return;
  }
  connection.execute(
      "DELETE FROM sync_change WHERE tenant_id = $1 AND removed_at > 0 AND removed_at < $2",
      {tenant, until});
  connection.execute("DELETE FROM sync_removal WHERE tenant_id = $1 AND removed_at < $2",
                     {tenant, until});
  connection.execute("UPDATE sync_log SET purged = $2 WHERE tenant_id = $1 AND purged < $2",
                     {tenant, last->integer(0)});
}

} // namespace qudao::changes

#include "server/stamps/stamps.h"

namespace qudao::stamps {

std::int64_t current(storage::Connection& connection, const std::string& tenant,
                     std::string_view name) {
  auto row =
      connection.one("SELECT value FROM stamp WHERE tenant_id = $1 AND name = $2", {tenant, name});
  return row ? row->integer(0) : 0;
}

void raise(storage::Connection& connection, const std::string& tenant, std::string_view name) {
  connection.execute("INSERT INTO stamp (tenant_id, name, value) VALUES ($1, $2, 1)"
                     " ON CONFLICT (tenant_id, name) DO UPDATE SET value = stamp.value + 1",
                     {tenant, name});
}

} // namespace qudao::stamps

#include "server/stamps/stamps.h"

#include <cstring>

#include "server/crypto/digest.h"

namespace qudao::stamps {

namespace {

std::int64_t random_step() {
  std::uint32_t step = 0;
  const std::string bytes = crypto::random_bytes(sizeof step);
  std::memcpy(&step, bytes.data(), sizeof step);
  return std::int64_t{step} + 1;
}

} // namespace

std::int64_t current(storage::Connection& connection, const std::string& tenant,
                     std::string_view name) {
  auto row =
      connection.one("SELECT value FROM stamp WHERE tenant_id = $1 AND name = $2", {tenant, name});
  return row ? row->integer(0) : 0;
}

Both both(storage::Connection& connection, const std::string& tenant) {
  Both stamps;
  for (const auto& row :
       connection.query("SELECT name, value FROM stamp WHERE tenant_id = $1", {tenant})) {
    if (row.text(0) == kDefinitions) {
      stamps.definitions = row.integer(1);
    } else if (row.text(0) == kDirectory) {
      stamps.directory = row.integer(1);
    }
  }
  return stamps;
}

void raise(storage::Connection& connection, const std::string& tenant, std::string_view name) {
  connection.execute("INSERT INTO stamp (tenant_id, name, value) VALUES ($1, $2, $3)"
                     " ON CONFLICT (tenant_id, name) DO UPDATE SET value = stamp.value + $3",
                     {tenant, name, random_step()});
}

} // namespace qudao::stamps

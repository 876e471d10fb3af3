#include "server/failure/failure.h"
#include "server/log/log.h"
#include "server/uploads/partial.h"
#include "server/uploads/table.h"

namespace qudao::uploads {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kIdLength = 36;

// Whether a file of this name holds bytes that are still waited for.
bool is_waited_for(storage::Database& database, const std::string& name) {
  if (name.size() < kIdLength + 2) {
    return false;
  }
  const std::size_t at = name.size() - kIdLength;
  const std::string tenant = name.substr(0, at - 1);
  const std::string id = name.substr(at);
  return database.read_now([&tenant, &id](storage::Connection& connection) {
    const auto row = find_row(connection, tenant, id);
    return row && !row->upload.finished;
  });
}

// A row and its bytes, unless somebody is appending to them.
void remove_expired(storage::Database& database, const fs::path& folder, const Row& row,
                    Millis now) {
  std::unique_ptr<Partial> partial;
  if (!row.upload.finished) {
    partial = Partial::hold(folder / (row.tenant_id + '.' + row.upload.about.id));
    if (!partial) {
      return;
    }
  }
  const bool erased = database.write_now(
      [&row, now](storage::Connection& connection) { return erase_expired(connection, row, now); });
  if (erased && partial) {
    partial->remove();
  }
}

} // namespace

void Uploads::sweep() {
  const Millis now = clock_.now();
  try {
    const std::vector<Row> rows = database_.read_now(
        [now](storage::Connection& connection) { return expired(connection, now); });
    for (const Row& row : rows) {
      remove_expired(database_, folder_, row, now);
    }
    for (const auto& entry : fs::directory_iterator(folder_)) {
      const std::string name = entry.path().filename();
      if (is_waited_for(database_, name)) {
        continue;
      }
      // Asked again once it is held: an upload of this id may have begun in between.
      const auto partial = Partial::hold(entry.path());
      if (partial && !is_waited_for(database_, name)) {
        partial->remove();
      }
    }
  } catch (const std::exception& error) {
    log::error("uploads.sweep", {{"error", Value::string(error.what())}});
  }
}

} // namespace qudao::uploads

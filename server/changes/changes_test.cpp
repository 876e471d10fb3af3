#include <filesystem>

#include "server/changes/changes.h"
#include "server/crypto/digest.h"
#include "server/storage/database.h"
#include "server/storage/migration.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"

using namespace qudao;
using test::Folder;

namespace {

std::unique_ptr<storage::Database> open_in(const Folder& folder) {
  storage::SqliteOptions options;
  options.file = folder.path / "test.db";
  auto database = storage::open_sqlite(options);
  storage::migrate(*database, storage::migrations(), 0);
  return database;
}

// Everything in the log, in its order.
std::string told(storage::Connection& connection, const std::string& tenant) {
  std::string text;
  for (const auto& row : connection.query("SELECT record_id, position, removed_at FROM sync_change"
                                          " WHERE tenant_id = $1 ORDER BY position",
                                          {tenant})) {
    text +=
        (row.integer(2) > 0 ? "-" : "") + row.text(0) + '@' + std::to_string(row.integer(1)) + ' ';
  }
  return text;
}

} // namespace

TEST_CASE("changes: a record has its last position, tenants count apart") {
  const Folder folder;
  open_in(folder)->write_now([](storage::Connection& connection) {
    changes::written(connection, "a", {"signing", "1", "p"});
    changes::written(connection, "a", {"signing", "2", "p"});
    changes::written(connection, "b", {"signing", "1", "q"});
    changes::written(connection, "a", {"signing", "1", "p"});
    CHECK(told(connection, "a") == "2@2 1@3 ");
    CHECK(told(connection, "b") == "1@1 ");
    CHECK(changes::log(connection, "a").position == 3);
    CHECK(changes::log(connection, "c").position == 0);
    CHECK(changes::knows(connection, "a", "2"));
    CHECK_FALSE(changes::knows(connection, "b", "2"));
  });
}

TEST_CASE("changes: records of before the log are in it, oldest first") {
  const Folder folder;
  storage::SqliteOptions options;
  options.file = folder.path / "test.db";
  const auto database = storage::open_sqlite(options);
  std::vector<storage::Migration> older;
  for (const storage::Migration& each : storage::migrations()) {
    if (each.number < 50) {
      older.push_back(each);
    }
  }
  storage::migrate(*database, older, 0);
  database->write_now([](storage::Connection& connection) {
    const std::string insert =
        "INSERT INTO record (tenant_id, id, entity, number, definition_version, state, partner_id,"
        " title, version, created_by, created_at, updated_at, fields, search_text, taken_over,"
        " approval_case, data) VALUES ($1, $2, 'signing', $2, 1, 'draft', 'p', '', 1, '', $3, $3,"
        " '{}', '', 'null', '{}', '{}')";
    connection.execute(insert, {"a", "late", 2});
    connection.execute(insert, {"a", "early", 1});
    connection.execute(insert, {"b", "other", 3});
  });
  CHECK(storage::migrate(*database, storage::migrations(), 0) > 0);
  database->write_now([](storage::Connection& connection) {
    CHECK(told(connection, "a") == "early@1 late@2 ");
    CHECK(told(connection, "b") == "other@1 ");
    CHECK(changes::log(connection, "a").position == 2);
    changes::written(connection, "a", {"signing", "early", "p"});
    CHECK(told(connection, "a") == "late@2 early@3 ");
  });
}

TEST_CASE("changes: what was removed is forgotten after its time, and up to where is known") {
  const Folder folder;
  open_in(folder)->write_now([](storage::Connection& connection) {
    for (const char* id : {"1", "2", "3"}) {
      changes::written(connection, "a", {"signing", id, "p"});
    }
    changes::removed(connection, "a", {"signing", "1", "p"}, 1000);
    changes::removed(connection, "a", {"signing", "2", "p"}, 3000);
    changes::hidden(connection, "a", "user", "3", 1500);
    CHECK(told(connection, "a") == "3@3 -1@4 -2@5 ");
    changes::purge(connection, "a", 500);
    CHECK(changes::log(connection, "a").purged == 0);
    changes::purge(connection, "a", 2000);
    CHECK(told(connection, "a") == "3@3 -2@5 ");
    CHECK(changes::log(connection, "a").purged == 6);
    CHECK(changes::log(connection, "a").position == 6);
    CHECK_FALSE(changes::knows(connection, "a", "1"));
    CHECK(connection.query("SELECT 1 FROM sync_removal").empty());
  });
}

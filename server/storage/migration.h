// Schema migrations: numbered SQL files, compiled in, applied once each in the order of their
// numbers.
//
// server/storage/migrations/NNNN_name.sql is written in the common subset of PostgreSQL and SQLite
// with the types TEXT, BIGINT and DOUBLE PRECISION. For SQLite the runner turns the types into
// INTEGER and REAL and adds STRICT to every CREATE TABLE; the comment `-- clustered` inside a
// CREATE TABLE adds WITHOUT ROWID (small rows found by their key). A file that was released never
// changes: the runner keeps a hash of each and refuses a database whose history differs, or that a
// newer program has migrated.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/storage/database.h"

namespace qudao::storage {

struct Migration {
  int number = 0;
  std::string_view name;
  std::string_view sql;
};

const std::vector<Migration>& migrations(); // those compiled in

// All or nothing, in one transaction. Answers how many were applied.
int migrate(Database& database, const std::vector<Migration>& list, std::int64_t now_ms);

// The text as SQLite takes it; for tests.
std::vector<std::string> sqlite_statements(std::string_view sql);

} // namespace qudao::storage

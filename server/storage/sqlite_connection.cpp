#include "server/storage/sqlite_connection.h"

namespace qudao::storage {

namespace {

// Searches build SQL of many shapes; beyond this many kept statements all are dropped and prepared
// anew.
constexpr std::size_t kMostStatements = 512;

StorageError::Kind kind_of(int extended) {
  switch (extended) {
  case SQLITE_CONSTRAINT_UNIQUE:
  case SQLITE_CONSTRAINT_PRIMARYKEY:
  case SQLITE_CONSTRAINT_ROWID:
    return StorageError::Kind::unique;
  default:
    break;
  }
  switch (extended & 0xFF) {
  case SQLITE_CONSTRAINT:
    return StorageError::Kind::constraint;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return StorageError::Kind::busy;
  case SQLITE_FULL:
    return StorageError::Kind::full;
  default:
    return StorageError::Kind::failed;
  }
}

// "UNIQUE constraint failed: unique_key.tenant_id, unique_key.rule" → "unique_key"
std::string table_of(std::string_view message) {
  const std::size_t colon = message.find(": ");
  const std::size_t dot = message.find('.', colon);
  if (colon == std::string_view::npos || dot == std::string_view::npos) {
    return {};
  }
  return std::string(message.substr(colon + 2, dot - colon - 2));
}

Row::Cell read_cell(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
  case SQLITE_INTEGER:
    return std::int64_t{sqlite3_column_int64(statement, column)};
  case SQLITE_FLOAT:
    return sqlite3_column_double(statement, column);
  case SQLITE_NULL:
    return std::monostate{};
  default:
    break;
  }
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
}

} // namespace

struct SqliteConnection::Statement {
  sqlite3_stmt* handle = nullptr;
  bool readonly = false;
  std::vector<int> indexes; // of $1, $2, …; 0 where the text does not use that number

  Statement() = default;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(handle); }
};

namespace {

// Gives locks and borrowed text back however the statement ends.
class ResetLater {
 public:
  explicit ResetLater(sqlite3_stmt* statement) : handle_(statement) {}
  ResetLater(const ResetLater&) = delete;
  ResetLater& operator=(const ResetLater&) = delete;
  ~ResetLater() {
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
  }

 private:
  sqlite3_stmt* handle_;
};

} // namespace

SqliteConnection::SqliteConnection(const std::string& file, bool writable, int busy_timeout_ms) {
  const int flags = SQLITE_OPEN_NOMUTEX |
                    (writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE);
  if (sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr) != SQLITE_OK) {
    const std::string reason = handle_ == nullptr ? "no memory" : sqlite3_errmsg(handle_);
    sqlite3_close_v2(handle_);
    throw StorageError(StorageError::Kind::failed, "cannot open " + file + ": " + reason);
  }
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_busy_timeout(handle_, busy_timeout_ms);
  try {
    if (writable) {
      query("PRAGMA journal_mode = WAL");
      query("PRAGMA wal_autocheckpoint = 4000"); // where checkpoints.h does not see to it
    }
    execute("PRAGMA synchronous = FULL");
    execute("PRAGMA foreign_keys = ON");
    // What a savepoint would undo is kept in memory, not in a temporary file.
    execute("PRAGMA temp_store = MEMORY");
    execute(writable ? "PRAGMA cache_size = -32000" : "PRAGMA cache_size = -8000"); // KiB
    query("PRAGMA trusted_schema = OFF");
    if (!writable) {
      execute("PRAGMA query_only = ON");
    }
  } catch (...) {
    statements_.clear();
    sqlite3_close_v2(handle_);
    throw;
  }
}

SqliteConnection::~SqliteConnection() {
  statements_.clear();
  sqlite3_close_v2(handle_);
}

bool SqliteConnection::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

void SqliteConnection::fail() const {
  const std::string message = sqlite3_errmsg(handle_);
  const auto kind = kind_of(sqlite3_extended_errcode(handle_));
  throw StorageError(kind, message, table_of(message));
}

SqliteConnection::Statement& SqliteConnection::prepared(std::string_view sql) {
  if (const auto found = statements_.find(sql); found != statements_.end()) {
    return *found->second;
  }
  if (statements_.size() >= kMostStatements) {
    statements_.clear();
  }
  auto statement = std::make_unique<Statement>();
  if (sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement->handle, nullptr) != SQLITE_OK) {
    fail();
  }
  statement->readonly = sqlite3_stmt_readonly(statement->handle) != 0;
  const int count = sqlite3_bind_parameter_count(statement->handle);
  for (int number = 1; number <= count; ++number) {
    const std::string name = "$" + std::to_string(number);
    statement->indexes.push_back(sqlite3_bind_parameter_index(statement->handle, name.c_str()));
  }
  return *statements_.emplace(std::string(sql), std::move(statement)).first->second;
}

void SqliteConnection::bind(Statement& statement, Parameters parameters) {
  if (parameters.size() != statement.indexes.size()) {
    throw StorageError(StorageError::Kind::failed,
                       "statement takes " + std::to_string(statement.indexes.size()) +
                           " parameters, given " + std::to_string(parameters.size()) + ": " +
                           sqlite3_sql(statement.handle));
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const int index = statement.indexes[i];
    const auto& held = parameters[i].held();
    if (const auto* number = std::get_if<std::int64_t>(&held)) {
      sqlite3_bind_int64(statement.handle, index, *number);
    } else if (const auto* real = std::get_if<double>(&held)) {
      sqlite3_bind_double(statement.handle, index, *real);
    } else if (const auto* text = std::get_if<std::string_view>(&held)) {
      const char* data = text->data() == nullptr ? "" : text->data();
      sqlite3_bind_text64(statement.handle, index, data, text->size(), SQLITE_STATIC, SQLITE_UTF8);
    }
  }
}

void SqliteConnection::finished(const Statement& statement, int status) {
  if (status != SQLITE_DONE) {
    fail();
  }
  if (!statement.readonly) {
    ++changing_statements_;
  }
}

Rows SqliteConnection::query(std::string_view sql, Parameters parameters) {
  Statement& statement = prepared(sql);
  const ResetLater reset{statement.handle};
  bind(statement, parameters);
  const int columns = sqlite3_column_count(statement.handle);
  Rows rows;
  int status = SQLITE_ROW;
  while ((status = sqlite3_step(statement.handle)) == SQLITE_ROW) {
    std::vector<Row::Cell> cells;
    cells.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
      cells.push_back(read_cell(statement.handle, column));
    }
    rows.emplace_back(std::move(cells));
  }
  finished(statement, status);
  return rows;
}

std::int64_t SqliteConnection::execute(std::string_view sql, Parameters parameters) {
  Statement& statement = prepared(sql);
  const ResetLater reset{statement.handle};
  bind(statement, parameters);
  const std::int64_t before = sqlite3_total_changes64(handle_);
  int status = SQLITE_ROW;
  while ((status = sqlite3_step(statement.handle)) == SQLITE_ROW) {
  }
  finished(statement, status);
  return sqlite3_total_changes64(handle_) - before;
}

} // namespace qudao::storage

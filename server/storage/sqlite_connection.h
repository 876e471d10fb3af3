// Internal of the room: one SQLite handle with its prepared statements.
#pragma once

#include <memory>
#include <sqlite3.h>
#include <unordered_map>

#include "server/storage/connection.h"

namespace qudao::storage {

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(const std::string& file, bool writable, int busy_timeout_ms);
  ~SqliteConnection() override;
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  using Connection::execute;
  using Connection::query;
  Rows query(std::string_view sql, Parameters parameters) override;
  std::int64_t execute(std::string_view sql, Parameters parameters) override;

  bool in_transaction() const;
  // Statements carried out that may have changed something; those that failed undid themselves.
  std::int64_t changing_statements() const { return changing_statements_; }
  sqlite3* handle() { return handle_; }

 private:
  struct Statement;
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  Statement& prepared(std::string_view sql);
  void bind(Statement& statement, Parameters parameters);
  [[noreturn]] void fail() const;

  void finished(const Statement& statement, int status);

  sqlite3* handle_ = nullptr;
  std::int64_t changing_statements_ = 0;
  std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>>
      statements_;
};

} // namespace qudao::storage

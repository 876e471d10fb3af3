#include "server/storage/migration.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "server/crypto/digest.h"

namespace qudao::storage {

namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::string_view sqlite_type(std::string_view word) {
  if (word == "BIGINT") {
    return "INTEGER";
  }
  if (word == "DOUBLE") {
    return "REAL";
  }
  if (word == "PRECISION") {
    return "";
  }
  return word;
}

// Cuts the text into statements, swaps the types, and remembers what the comments ask for.
class Translator {
 public:
  explicit Translator(std::string_view sql) : rest_(sql) {}

  std::vector<std::string> run() {
    while (!rest_.empty()) {
      step();
    }
    finish();
    return std::move(statements_);
  }

 private:
  void step() {
    if (rest_.substr(0, 2) == "--") {
      return comment();
    }
    if (rest_.front() == '\'') {
      return quoted();
    }
    if (rest_.front() == ';') {
      rest_.remove_prefix(1);
      return finish();
    }
    if (is_word(rest_.front())) {
      return word();
    }
    current_ += rest_.front();
    rest_.remove_prefix(1);
  }

  std::string_view take(std::size_t count) {
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  void comment() {
    const std::string_view line = take(rest_.find('\n'));
    if (line.find("clustered") == 3) {
      clustered_ = true;
    }
  }

  void quoted() {
    const std::size_t end = rest_.find('\'', 1);
    current_ += take(end == std::string_view::npos ? end : end + 1);
  }

  void word() {
    std::size_t length = 0;
    while (length < rest_.size() && is_word(rest_[length])) {
      ++length;
    }
    current_ += sqlite_type(take(length));
  }

  void finish() {
    const auto first = current_.find_first_not_of(" \n\t");
    if (first != std::string::npos) {
      std::string statement = current_.substr(first);
      if (statement.rfind("CREATE TABLE", 0) == 0) {
        statement += clustered_ ? " STRICT, WITHOUT ROWID" : " STRICT";
      }
      statements_.push_back(std::move(statement));
    }
    current_.clear();
    clustered_ = false;
  }

  std::string_view rest_;
  std::string current_;
  bool clustered_ = false;
  std::vector<std::string> statements_;
};

std::map<std::int64_t, std::string> applied(Connection& connection) {
  connection.execute("CREATE TABLE IF NOT EXISTS schema_migration (number INTEGER PRIMARY KEY, "
                     "name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) "
                     "STRICT");
  std::map<std::int64_t, std::string> found;
  for (const Row& row : connection.query("SELECT number, sha256 FROM schema_migration")) {
    found.emplace(row.integer(0), row.text(1));
  }
  return found;
}

void refuse_foreign_history(const std::map<std::int64_t, std::string>& done,
                            const std::vector<Migration>& list) {
  for (const auto& [number, hash] : done) {
    const auto known = std::find_if(list.begin(), list.end(),
                                    [n = number](const Migration& m) { return m.number == n; });
    const std::string step = "migration " + std::to_string(number);
    if (known == list.end()) {
      throw StorageError(StorageError::Kind::failed,
                         step + " is unknown: the database was used by a newer program");
    }
    if (crypto::sha256_hex(known->sql) != hash) {
      throw StorageError(StorageError::Kind::failed, step + " differs from the one applied");
    }
  }
}

} // namespace

std::vector<std::string> sqlite_statements(std::string_view sql) {
  return Translator(sql).run();
}

int migrate(Database& database, const std::vector<Migration>& list, std::int64_t now_ms) {
  return database.write_now([&](Connection& connection) {
    const auto done = applied(connection);
    refuse_foreign_history(done, list);
    int count = 0;
    for (const Migration& migration : list) {
      if (done.count(migration.number) != 0) {
        continue;
      }
      for (const std::string& statement : sqlite_statements(migration.sql)) {
        connection.execute(statement);
      }
      connection.execute(
          "INSERT INTO schema_migration (number, name, sha256, applied_at) "
          "VALUES ($1, $2, $3, $4)",
          {migration.number, migration.name, crypto::sha256_hex(migration.sql), now_ms});
      ++count;
    }
    return count;
  });
}

} // namespace qudao::storage

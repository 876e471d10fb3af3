// Connection: SQL in, rows out, inside a transaction that Database has opened (database.h).
//
// One SQL text serves SQLite and PostgreSQL: parameters are `$1 … $n`, conflicts are `ON CONFLICT …
// DO NOTHING/UPDATE`, what was written comes back with `RETURNING`. No triggers, sequences or
// vendor functions. `tenant_id` leads every key. Statements are prepared once per connection and
// kept, so write SQL as literals with parameters, never by concatenating values.
//
//   for (const Row& row : connection.query("SELECT id, title FROM record WHERE tenant_id = $1",
//   {tenant}))
//     use(row.text(0), row.text(1));
//
// Cost: a prepared look-up by key takes 5–20 µs. Errors: StorageError is thrown.
// Thread safety: one thread at a time; never keep a Connection beyond the closure it was given to.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace qudao::storage {

class StorageError : public std::runtime_error {
 public:
  enum class Kind {
    unique,     // a primary or unique key is taken; `table()` says whose
    constraint, // foreign key, not null, type, check
    busy,       // somebody else holds the database longer than the busy timeout; try again
    full,       // no room on the disk
    closed,     // the server is stopping
    failed,     // anything else: wrong SQL, damaged file, input/output error
  };
  StorageError(Kind kind, const std::string& message, std::string table = {})
      : std::runtime_error(message), kind_(kind), table_(std::move(table)) {}

  Kind kind() const { return kind_; }
  const std::string& table() const { return table_; }
  bool is_unique(std::string_view table) const { return kind_ == Kind::unique && table_ == table; }

 private:
  Kind kind_;
  std::string table_;
};

// A value on its way into a statement. Text is borrowed: it must live until the call returns.
class Parameter {
 public:
  Parameter(std::nullptr_t) {}
  Parameter(bool flag) : held_(std::int64_t{flag ? 1 : 0}) {}
  Parameter(int number) : held_(std::int64_t{number}) {}
  Parameter(std::int64_t number) : held_(number) {}
  Parameter(double number) : held_(number) {}
  Parameter(const char* text) : held_(std::string_view(text)) {}
  Parameter(std::string_view text) : held_(text) {}
  Parameter(const std::string& text) : held_(std::string_view(text)) {}
  Parameter(const std::optional<std::string>& text) {
    if (text) {
      held_ = std::string_view(*text);
    }
  }

  using Held = std::variant<std::monostate, std::int64_t, double, std::string_view>;
  const Held& held() const { return held_; }

 private:
  Held held_;
};

// One row of a result, owned. A wrong type at a column throws StorageError.
class Row {
 public:
  using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;
  explicit Row(std::vector<Cell> cells) : cells_(std::move(cells)) {}

  bool is_null(std::size_t column) const;
  std::int64_t integer(std::size_t column) const;
  bool flag(std::size_t column) const { return integer(column) != 0; }
  double real(std::size_t column) const; // also of an integer
  const std::string& text(std::size_t column) const;
  std::string text_or(std::size_t column, std::string_view otherwise) const; // when null
  std::optional<std::int64_t> integer_if(std::size_t column) const;
  std::optional<std::string> text_if(std::size_t column) const;

 private:
  const Cell& at(std::size_t column) const;
  std::vector<Cell> cells_;
};

using Rows = std::vector<Row>;
using Parameters = std::span<const Parameter>;

class Connection {
 public:
  virtual ~Connection() = default;
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  virtual Rows query(std::string_view sql, Parameters parameters) = 0;
  virtual std::int64_t execute(std::string_view sql, Parameters parameters) = 0; // rows changed

  Rows query(std::string_view sql, std::initializer_list<Parameter> parameters = {});
  std::int64_t execute(std::string_view sql, std::initializer_list<Parameter> parameters = {});

  // The first row, if any.
  std::optional<Row> one(std::string_view sql, std::initializer_list<Parameter> parameters = {});
};

} // namespace qudao::storage

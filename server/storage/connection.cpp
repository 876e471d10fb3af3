#include "server/storage/connection.h"

namespace qudao::storage {

namespace {

[[noreturn]] void wrong_type(std::size_t column, const char* wanted) {
  throw StorageError(StorageError::Kind::failed,
                     "column " + std::to_string(column) + " is not " + wanted);
}

Parameters span_of(const std::initializer_list<Parameter>& list) {
  return {list.begin(), list.size()};
}

} // namespace

const Row::Cell& Row::at(std::size_t column) const {
  if (column >= cells_.size()) {
    wrong_type(column, "there");
  }
  return cells_[column];
}

bool Row::is_null(std::size_t column) const {
  return std::holds_alternative<std::monostate>(at(column));
}

std::int64_t Row::integer(std::size_t column) const {
  const auto* number = std::get_if<std::int64_t>(&at(column));
  if (number == nullptr) {
    wrong_type(column, "an integer");
  }
  return *number;
}

double Row::real(std::size_t column) const {
  if (const auto* whole = std::get_if<std::int64_t>(&at(column))) {
    return static_cast<double>(*whole);
  }
  const auto* number = std::get_if<double>(&at(column));
  if (number == nullptr) {
    wrong_type(column, "a number");
  }
  return *number;
}

const std::string& Row::text(std::size_t column) const {
  const auto* text = std::get_if<std::string>(&at(column));
  if (text == nullptr) {
    wrong_type(column, "text");
  }
  return *text;
}

std::string Row::text_or(std::size_t column, std::string_view otherwise) const {
  return is_null(column) ? std::string(otherwise) : text(column);
}

std::optional<std::int64_t> Row::integer_if(std::size_t column) const {
  if (is_null(column)) {
    return std::nullopt;
  }
  return integer(column);
}

std::optional<std::string> Row::text_if(std::size_t column) const {
  if (is_null(column)) {
    return std::nullopt;
  }
  return text(column);
}

Rows Connection::query(std::string_view sql, std::initializer_list<Parameter> parameters) {
  return query(sql, span_of(parameters));
}

std::int64_t Connection::execute(std::string_view sql,
                                 std::initializer_list<Parameter> parameters) {
  return execute(sql, span_of(parameters));
}

std::optional<Row> Connection::one(std::string_view sql,
                                   std::initializer_list<Parameter> parameters) {
  Rows rows = query(sql, parameters);
  if (rows.empty()) {
    return std::nullopt;
  }
  return std::move(rows.front());
}

} // namespace qudao::storage

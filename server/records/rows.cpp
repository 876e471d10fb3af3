#include "server/records/rows.h"

#include <stdexcept>

#include "core/value/json.h"
#include "server/changes/changes.h"

namespace qudao::records {

namespace {

Value parsed(const std::string& text) {
  auto value = parse_json(text);
  if (!value) {
    throw std::runtime_error("a stored record is damaged: " + value.error().code);
  }
  return std::move(value).value();
}

approval::Case case_of(const std::string& text) {
  auto read = approval::case_from(parsed(text));
  if (!read) {
    throw std::runtime_error("a stored approval case is damaged");
  }
  return std::move(read).value();
}

IndexedValues stored_values(storage::Connection& connection, const std::string& tenant,
                            const std::string& id) {
  IndexedValues values;
  for (const auto& row : connection.query("SELECT field, value FROM record_value"
                                          " WHERE tenant_id = $1 AND record_id = $2",
                                          {tenant, id})) {
    values.emplace(row.text(0), row.text(1));
  }
  return values;
}

// One by one: SQLite guards a statement of several rows with a journal of its own, and it takes half
// as long again.
void insert_values(storage::Connection& connection, const std::string& tenant, const Record& record,
                   const IndexedValues& values) {
  for (const auto& [field, value] : values) {
    connection.execute("INSERT INTO record_value (tenant_id, record_id, field, entity, value)"
                       " VALUES ($1, $2, $3, $4, $5)",
                       {tenant, record.id, field, record.entity, value});
  }
}

void replace_values(storage::Connection& connection, const std::string& tenant,
                    const Record& record, const IndexedValues& values) {
  const IndexedValues before = stored_values(connection, tenant, record.id);
  for (const auto& [field, value] : before) {
    auto now = values.find(field);
    if (now != values.end() && now->second == value) {
      continue;
    }
    connection.execute("DELETE FROM record_value"
                       " WHERE tenant_id = $1 AND record_id = $2 AND field = $3",
                       {tenant, record.id, field});
  }
  IndexedValues added;
  for (const auto& [field, value] : values) {
    auto then = before.find(field);
    if (then == before.end() || then->second != value) {
      added.emplace(field, value);
    }
  }
  insert_values(connection, tenant, record, added);
}

changes::Subject subject_of(const Record& record) {
  return {record.entity, record.id, record.partner_id};
}

} // namespace

std::optional<Record> load(storage::Connection& connection, const std::string& tenant,
                           std::string_view entity, std::string_view id) {
  auto row = connection.one("SELECT id, entity, number, definition_version, partner_id, version,"
                            " created_by, created_at, updated_at, taken_over, approval_case, data,"
                            " aside FROM record WHERE tenant_id = $1 AND id = $2 AND entity = $3",
                            {tenant, id, entity});
  if (!row) {
    return std::nullopt;
  }
  Record record;
  record.id = row->text(0);
  record.entity = row->text(1);
  record.number = row->text(2);
  record.definition_version = row->integer(3);
  record.partner_id = row->text(4);
  record.version = row->integer(5);
  record.created_by = row->text(6);
  record.created_at = row->integer(7);
  record.updated_at = row->integer(8);
  record.taken_over = parsed(row->text(9));
  record.approval_case = case_of(row->text(10));
  record.data = parsed(row->text(11));
  record.aside = parsed(row->text(12));
  return record;
}

Written write(const Record& record, const Derived& derived) {
  return {write_json(derived.fields), write_json(record.taken_over),
          write_json(to_value(record.approval_case)), write_json(record.data),
          write_json(record.aside)};
}

void insert(storage::Connection& connection, const std::string& tenant, const Record& record,
            const Derived& derived, const Written& written) {
  connection.execute("INSERT INTO record (tenant_id, id, entity, number, definition_version, state,"
                     " partner_id, title, version, created_by, created_at, updated_at, fields,"
                     " search_text, taken_over, approval_case, data, aside)"
                     " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
                     " $16, $17, $18)",
                     {tenant, record.id, record.entity, record.number, record.definition_version,
                      name_of(record.approval_case.state), record.partner_id, derived.title,
                      record.version, record.created_by, record.created_at, record.updated_at,
                      written.fields, derived.search_text, written.taken_over,
                      written.approval_case, written.data, written.aside});
  insert_values(connection, tenant, record, derived.values);
  changes::written(connection, tenant, subject_of(record));
}

bool update(storage::Connection& connection, const std::string& tenant, const Record& record,
            const Derived& derived) {
  const auto changed = connection.execute(
      "UPDATE record SET state = $1, title = $2, version = $3, updated_at = $4,"
      " fields = $5, search_text = $6, approval_case = $7, data = $8, aside = $9,"
      " definition_version = $10 WHERE tenant_id = $11 AND id = $12 AND version = $13",
      {name_of(record.approval_case.state), derived.title, record.version, record.updated_at,
       write_json(derived.fields), derived.search_text, write_json(to_value(record.approval_case)),
       write_json(record.data), write_json(record.aside), record.definition_version, tenant,
       record.id, record.version - 1});
  if (changed != 1) {
    return false;
  }
  replace_values(connection, tenant, record, derived.values);
  changes::written(connection, tenant, subject_of(record));
  return true;
}

void update_derived(storage::Connection& connection, const std::string& tenant,
                    const Record& record, const Derived& derived) {
  connection.execute(
      "UPDATE record SET title = $1, fields = $2, search_text = $3"
      " WHERE tenant_id = $4 AND id = $5",
      {derived.title, write_json(derived.fields), derived.search_text, tenant, record.id});
  replace_values(connection, tenant, record, derived.values);
  changes::written(connection, tenant, subject_of(record));
}

void remove(storage::Connection& connection, const std::string& tenant, const Record& record,
            Millis now) {
  connection.execute("DELETE FROM record_value WHERE tenant_id = $1 AND record_id = $2",
                     {tenant, record.id});
  connection.execute("DELETE FROM unique_key WHERE tenant_id = $1 AND record_id = $2",
                     {tenant, record.id});
  connection.execute("DELETE FROM recent_item WHERE tenant_id = $1 AND record_id = $2",
                     {tenant, record.id});
  connection.execute("DELETE FROM record WHERE tenant_id = $1 AND id = $2", {tenant, record.id});
  changes::removed(connection, tenant, subject_of(record), now);
}

std::string next_number(storage::Connection& connection, const std::string& tenant,
                        std::string_view prefix, int year, int digits) {
  const std::string series = std::string(prefix) + std::to_string(year);
  // Not one statement with RETURNING: that costs twice as much.
  connection.execute(
      "INSERT INTO number_counter (tenant_id, series, last) VALUES ($1, $2, 1)"
      " ON CONFLICT (tenant_id, series) DO UPDATE SET last = number_counter.last + 1",
      {tenant, series});
  const auto row = connection.one("SELECT last FROM number_counter"
                                  " WHERE tenant_id = $1 AND series = $2",
                                  {tenant, series});
  const std::string count = std::to_string(row->integer(0));
  const auto width = static_cast<std::size_t>(digits);
  return series + std::string(count.size() < width ? width - count.size() : 0, '0') + count;
}

} // namespace qudao::records

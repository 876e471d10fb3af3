#include "server/companies/imports.h"

#include "core/value/json.h"
#include "server/companies/import_fields.h"
#include "server/companies/import_job.h"
#include "server/crypto/digest.h"

namespace qudao::companies {

namespace {

Value texts_of(const std::vector<std::string>& list) {
  List out;
  for (const std::string& each : list) {
    out.push_back(Value::string(each));
  }
  return Value::list(std::move(out));
}

std::vector<std::string> strings_of(const Value& list) {
  std::vector<std::string> out;
  for (const Value& each : list.as_list()) {
    out.emplace_back(each.as_string());
  }
  return out;
}

constexpr const char* kColumnsOfImport =
    "SELECT id, file_name, state, total, next_row, entered, bound, refused, headings, target,"
    " created_at FROM company_import WHERE tenant_id = $1 AND library = $2 AND created_by = $3";

Value shown(const storage::Row& row) {
  const auto headings = parse_json(row.text(8));
  const auto target = parse_json(row.text(9));
  return Value::map({{"id", Value::string(row.text(0))},
                     {"file_name", Value::string(row.text(1))},
                     {"state", Value::string(row.text(2))},
                     {"total", Value::integer(row.integer(3))},
                     {"progress", Value::integer(row.integer(4) - 1)},
                     {"entered", Value::integer(row.integer(5))},
                     {"bound", Value::integer(row.integer(6))},
                     {"refused", Value::integer(row.integer(7))},
                     {"headings", headings ? *headings : Value::list({})},
                     {"target", target ? *target : Value::map({})},
                     {"created_at", Value::string(rfc3339(row.integer(10)))}});
}

storage::Row row_of(storage::Connection& connection, const records::Caller& caller,
                    const std::string& library, const std::string& id) {
  static const std::string kSql =
      std::string(kColumnsOfImport) + " AND id = $4 AND state <> 'removing'";
  auto row = connection.one(kSql, {caller.who.tenant_id, library, caller.who.user_id, id});
  if (!row) {
    throw Failure("not_found");
  }
  return std::move(*row);
}

void require_state(const storage::Row& row, std::initializer_list<std::string_view> states) {
  if (std::find(states.begin(), states.end(), row.text(2)) == states.end()) {
    throw Failure("import.state");
  }
}

void set_state(storage::Connection& connection, const records::Caller& caller,
               const std::string& id, const char* state, const std::string& target) {
  connection.execute("UPDATE company_import SET state = $3, target = $4, next_row = 1, entered = 0,"
                     " bound = 0, refused = 0, changed_at = $5 WHERE tenant_id = $1 AND id = $2",
                     {caller.who.tenant_id, id, state, target, caller.now});
}

} // namespace

std::string Imports::begin(storage::Connection& connection, const records::Caller& caller,
                           const std::string& library, const std::string& file_name,
                           const std::vector<std::string>& headings) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = companies_.books(connection, tenant);
  const Acting acting(connection, caller, *books, library); // who is not in it finds none
  const auto open =
      connection.one("SELECT count(*) FROM company_import WHERE tenant_id = $1 AND library = $2"
                     " AND created_by = $3 AND state NOT IN ('done', 'removing')",
                     {tenant, library, acting.viewer().id});
  if (open->integer(0) >= kMostImports) {
    throw Failure("import.too_many");
  }
  std::string id = crypto::uuid_v7(caller.now);
  const Value target = Value::map({{"columns", texts_of(suggested_columns(headings))}});
  connection.execute(
      "INSERT INTO company_import (tenant_id, id, library, created_by, created_at, changed_at,"
      " file_name, state, total, next_row, entered, bound, refused, headings, target)"
      " VALUES ($1, $2, $3, $4, $5, $5, $6, 'reading', 0, 1, 0, 0, 0, $7, $8)",
      {tenant, id, library, caller.who.user_id, caller.now, file_name,
       write_json(texts_of(headings)), write_json(target)});
  return id;
}

void Imports::add_rows(storage::Connection& connection, const records::Caller& caller,
                       const std::string& id, std::int64_t first,
                       const std::vector<std::vector<std::string>>& rows) const {
  const std::string& tenant = caller.who.tenant_id;
  for (const std::vector<std::string>& row : rows) {
    connection.execute("INSERT INTO company_import_row (tenant_id, import_id, number, outcome,"
                       " company_id, violations, cells) VALUES ($1, $2, $3, '', '', '[]', $4)",
                       {tenant, id, first++, write_json(texts_of(row))});
  }
  connection.execute("UPDATE company_import SET total = $3, changed_at = $4 WHERE tenant_id = $1"
                     " AND id = $2",
                     {tenant, id, first - 1, caller.now});
}

Value Imports::finish(storage::Connection& connection, const records::Caller& caller,
                      const std::string& library, const std::string& id) const {
  connection.execute("UPDATE company_import SET state = 'read' WHERE tenant_id = $1 AND id = $2"
                     " AND state = 'reading'",
                     {caller.who.tenant_id, id});
  return view(connection, caller, library, id);
}

Value Imports::prepare(storage::Connection& connection, const records::Caller& caller,
                       const std::string& library, const std::string& id,
                       const Value& target) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = companies_.books(connection, tenant);
  const Acting acting(connection, caller, *books, library);
  const storage::Row row = row_of(connection, caller, library, id);
  require_state(row, {"read", "checking", "checked"});
  const auto headings = parse_json(row.text(8));
  const Target read = target_of(target, headings->as_list().size());
  if (!read.pool.empty() && acting.rules().pool(read.pool) == nullptr) {
    throw Failure("not_found");
  }
  connection.execute("DELETE FROM company_import_key WHERE tenant_id = $1 AND import_id = $2",
                     {tenant, id});
  set_state(connection, caller, id, "checking", write_json(target));
  return view(connection, caller, library, id);
}

Value Imports::start(storage::Connection& connection, const records::Caller& caller,
                     const std::string& library, const std::string& id) const {
  const storage::Row row = row_of(connection, caller, library, id);
  require_state(row, {"checked"});
  set_state(connection, caller, id, "importing", row.text(9));
  audit::append(connection, caller.actor, "company.import_started", id,
                {{"library", Value::string(library)},
                 {"file", Value::string(row.text(1))},
                 {"rows", Value::integer(row.integer(3))}},
                caller.now);
  return view(connection, caller, library, id);
}

void Imports::remove(storage::Connection& connection, const records::Caller& caller,
                     const std::string& library, const std::string& id) const {
  row_of(connection, caller, library, id);
  connection.execute("UPDATE company_import SET state = 'removing', changed_at = $3"
                     " WHERE tenant_id = $1 AND id = $2",
                     {caller.who.tenant_id, id, caller.now});
}

Value Imports::list(storage::Connection& connection, const records::Caller& caller,
                    const std::string& library) const {
  static const std::string kSql = std::string(kColumnsOfImport) +
                                  " AND state <> 'removing' ORDER BY created_at DESC, id DESC"
                                  " LIMIT 100";
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = companies_.books(connection, tenant);
  const Acting acting(connection, caller, *books, library);
  List items;
  for (const auto& row : connection.query(kSql, {tenant, library, acting.viewer().id})) {
    items.push_back(shown(row));
  }
  return Value::map({{"items", Value::list(std::move(items))}});
}

Value Imports::view(storage::Connection& connection, const records::Caller& caller,
                    const std::string& library, const std::string& id) const {
  return shown(row_of(connection, caller, library, id));
}

List Imports::rows(storage::Connection& connection, const records::Caller& caller,
                   const std::string& library, const std::string& id, const std::string& outcome,
                   std::int64_t after, std::int64_t most) const {
  const storage::Row import = row_of(connection, caller, library, id);
  const auto target = parse_json(import.text(9));
  const std::vector<std::string> columns = strings_of(*target->find("columns"));
  const BooksPtr books = companies_.books(connection, caller.who.tenant_id);
  const calendar::Zone zone{books->library(library).zone, nullptr};
  std::string sql = "SELECT number, cells, outcome, company_id, violations FROM company_import_row"
                    " WHERE tenant_id = $1 AND import_id = $2 AND number > $3";
  sql += outcome.empty() ? " AND $4 = ''" : " AND outcome = $4";
  sql += " ORDER BY number LIMIT $5";
  List out;
  for (const auto& row : connection.query(sql, {caller.who.tenant_id, id, after, outcome, most})) {
    const auto cells = parse_json(row.text(1));
    const auto stored = parse_json(row.text(4));
    List violations;
    for (const Value& each : stored->as_list()) {
      Map violation = each.as_map();
      const std::string code(each.find("code")->as_string());
      const Value* params = each.find("params");
      std::string message = books->says_pool.say(code, params == nullptr ? Map() : params->as_map(),
                                                 caller.who.locale, zone);
      if (message != code) {
        violation.set("message", Value::string(message));
      }
      const Value* path = each.find("path");
      const auto column =
          path == nullptr ? std::nullopt : column_of(columns, *cells, path->as_string());
      if (column) {
        violation.set("column", Value::integer(static_cast<std::int64_t>(*column) + 1));
      }
      violations.push_back(Value::map(std::move(violation)));
    }
    out.push_back(Value::map({{"number", Value::integer(row.integer(0))},
                              {"cells", *cells},
                              {"outcome", Value::string(row.text(2))},
                              {"company", Value::string(row.text(3))},
                              {"violations", Value::list(std::move(violations))}}));
  }
  return out;
}

void Imports::sweep(storage::Connection& connection, const std::string& tenant, Millis now) {
  connection.execute("UPDATE company_import SET state = 'removing' WHERE tenant_id = $1"
                     " AND ((state = 'reading' AND changed_at < $2)"
                     " OR (state IN ('read', 'checked', 'done') AND changed_at < $3))",
                     {tenant, now - kHour, now - kImportsKept});
}

namespace {

constexpr std::size_t kMostTags = 10;
constexpr std::size_t kLongestTag = 50; // octets

} // namespace

Target target_of(const Value& document, std::size_t columns) {
  Target out;
  const Value* list = document.find("columns");
  const auto texts = [](const Value* value, std::size_t most) {
    if (value == nullptr || !value->is_list() || value->as_list().size() > most ||
        std::any_of(value->as_list().begin(), value->as_list().end(),
                    [](const Value& each) { return !each.is_string(); })) {
      throw Failure("request.invalid");
    }
    return strings_of(*value);
  };
  out.columns = texts(list, columns);
  const bool known = std::all_of(out.columns.begin(), out.columns.end(),
                                 [](const auto& each) { return each.empty() || is_field(each); });
  const auto text = [&document](const char* key) {
    const Value* value = document.find(key);
    if (value != nullptr && !value->is_string()) {
      throw Failure("request.invalid");
    }
    return value == nullptr ? std::string() : std::string(value->as_string());
  };
  out.into = document.find("into") == nullptr ? "mine" : text("into");
  out.pool = text("pool");
  out.person = text("person");
  out.reason = text("reason");
  if (const Value* tags = document.find("tags")) {
    out.tags = texts(tags, kMostTags);
  }
  const bool long_tag = std::any_of(out.tags.begin(), out.tags.end(), [](const auto& each) {
    return each.empty() || each.size() > kLongestTag;
  });
  if (const Value* warned = document.find("warned")) {
    if (warned->kind() != Kind::boolean) {
      throw Failure("request.invalid");
    }
    out.warned = warned->as_bool();
  }
  const bool into_known = out.into == "mine" || out.into == "pool" || out.into == "person";
  if (!known || long_tag || !into_known || (out.into == "person") == out.person.empty() ||
      (out.into == "mine" && !out.tags.empty())) {
    throw Failure("request.invalid");
  }
  return out;
}

Entry entry_of(const Target& target, const std::string& library, Value data) {
  Entry entry;
  entry.library = library;
  entry.pool = target.pool;
  entry.data = std::move(data);
  entry.warned = target.warned;
  entry.reason = target.reason;
  entry.imported = true;
  entry.add = target.into != "mine";
  entry.person = target.person;
  entry.tags = target.tags;
  return entry;
}

} // namespace qudao::companies

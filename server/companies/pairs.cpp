#include "server/companies/pairs.h"

#include <algorithm>

#include "core/value/json.h"
#include "server/directory/directory.h"
#include "server/search/search.h"

namespace qudao::companies {

const char* const kOfAll = "company_id IN (SELECT $2 UNION ALL SELECT gone_id FROM company_merge"
                           " WHERE tenant_id = $1 AND holder_id = $2)";

std::string holder_of(storage::Connection& connection, const std::string& tenant,
                      const std::string& id) {
  const auto row = connection.one("SELECT holder_id FROM company_merge WHERE tenant_id = $1"
                                  " AND gone_id = $2 AND undone_at IS NULL",
                                  {tenant, id});
  return row ? row->text(0) : id;
}

std::vector<std::string> all_of(storage::Connection& connection, const std::string& tenant,
                                const std::string& id) {
  std::vector<std::string> out{id};
  for (const auto& row :
       connection.query("SELECT gone_id FROM company_merge WHERE tenant_id = $1 AND holder_id = $2",
                        {tenant, id})) {
    out.push_back(row.text(0));
  }
  return out;
}

std::optional<Mark> mark_between(storage::Connection& connection, const std::string& tenant,
                                 const std::string& company, const Asked& asked) {
  static const std::string kSql = "SELECT other, marked_by, marked_at, reason FROM company_apart"
                                  " WHERE tenant_id = $1 AND " +
                                  std::string(kOfAll);
  const std::string name = asked.name.empty() ? std::string() : "=" + search::fold(asked.name);
  for (const auto& row : connection.query(kSql, {tenant, company})) {
    const std::string& other = row.text(0);
    if (other == name || std::find(asked.ids.begin(), asked.ids.end(), other) != asked.ids.end()) {
      return Mark{row.text(1), row.integer(2), row.text(3)};
    }
  }
  return std::nullopt;
}

Value shown_merges(storage::Connection& connection, const std::string& tenant,
                   const std::string& company) {
  List out;
  for (const auto& row : connection.query(
           "SELECT id, gone_id, merged_by, merged_at, undone_by, undone_at, state FROM "
           "company_merge"
           " WHERE tenant_id = $1 AND kept_id = $2 ORDER BY merged_at DESC, id DESC LIMIT 100",
           {tenant, company})) {
    const auto state = parse_json(row.text(6));
    const Value* other = state ? state->find("other") : nullptr;
    const bool undone = !row.is_null(5);
    out.push_back(Value::map(
        {{"id", Value::string(row.text(0))},
         {"other", Value::string(row.text(1))},
         {"name", other == nullptr ? Value::string("") : *other->find("name")},
         {"by", Value::string(directory::name_of(connection, tenant, row.text(2)))},
         {"at", Value::string(rfc3339(row.integer(3)))},
         {"undone_by",
          undone ? Value::string(directory::name_of(connection, tenant, row.text(4))) : Value()},
         {"undone_at", undone ? Value::string(rfc3339(row.integer(5))) : Value()}}));
  }
  return Value::list(std::move(out));
}

Value shown_marks(storage::Connection& connection, const std::string& tenant,
                  const std::string& company) {
  static const std::string kSql =
      "SELECT mark_id, other, name, reason, marked_by, marked_at FROM company_apart"
      " WHERE tenant_id = $1 AND " +
      std::string(kOfAll) + " ORDER BY marked_at DESC, mark_id DESC LIMIT 100";
  List out;
  for (const auto& row : connection.query(kSql, {tenant, company})) {
    const bool of_name = row.text(1).front() == '=';
    out.push_back(
        Value::map({{"id", Value::string(row.text(0))},
                    {"other", of_name ? Value() : Value::string(row.text(1))},
                    {"name", Value::string(row.text(2))},
                    {"reason", Value::string(row.text(3))},
                    {"by", Value::string(directory::name_of(connection, tenant, row.text(4)))},
                    {"at", Value::string(rfc3339(row.integer(5)))}}));
  }
  return Value::list(std::move(out));
}

} // namespace qudao::companies

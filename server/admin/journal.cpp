#include "server/admin/journal.h"

#include <limits>

#include "core/value/json.h"
#include "server/directory/directory.h"
#include "server/search/search.h"

namespace qudao::admin {

namespace {

constexpr const char* kFrom =
    " FROM audit_entry e WHERE e.tenant_id = $1 AND e.time >= $2 AND e.time < $3"
    " AND ($4 = '' OR e.action = $4)"
    " AND ($5 = '' OR e.user_id = $5 OR e.user_id IN (SELECT u.id FROM user_account u"
    " WHERE u.tenant_id = $1 AND lower(u.user_name || ' ' || u.display_name) LIKE $6 ESCAPE '\\'))"
    " AND ($7 = '' OR e.subject = $7 OR e.subject IN (SELECT r.id FROM record r"
    " WHERE r.tenant_id = $1 AND r.search_text LIKE $8 ESCAPE '\\')"
    " OR e.subject IN (SELECT u.id FROM user_account u WHERE u.tenant_id = $1"
    " AND lower(u.user_name || ' ' || u.display_name) LIKE $8 ESCAPE '\\'))";

void name_subject(storage::Connection& connection, const std::string& tenant,
                  const std::string& subject, Map& entry) {
  if (subject.empty()) {
    return;
  }
  const std::string person = directory::name_of(connection, tenant, subject);
  if (!person.empty()) {
    entry.set("subject_kind", Value::string("user"));
    entry.set("subject_name", Value::string(person));
    return;
  }
  const auto record = connection.one("SELECT entity, number, title FROM record"
                                     " WHERE tenant_id = $1 AND id = $2",
                                     {tenant, subject});
  if (record) {
    entry.set("subject_kind", Value::string(record->text(0)));
    entry.set("subject_name", Value::string(record->text(1) + ' ' + record->text(2)));
  }
}

Value entry_of(storage::Connection& connection, const std::string& tenant,
               const storage::Row& row) {
  auto detail = parse_json(row.text(5));
  Map entry{
      {"number", Value::integer(row.integer(0))}, {"time", Value::string(rfc3339(row.integer(1)))},
      {"user_id", Value::string(row.text(2))},    {"action", Value::string(row.text(3))},
      {"subject", Value::string(row.text(4))},    {"detail", detail ? *detail : Value()},
      {"address", Value::string(row.text(6))}};
  const std::string who =
      row.text(2).empty() ? "" : directory::name_of(connection, tenant, row.text(2));
  if (!who.empty()) {
    entry.set("user_name", Value::string(who));
  }
  name_subject(connection, tenant, row.text(4), entry);
  return Value::map(std::move(entry));
}

} // namespace

Value audit_page(storage::Connection& connection, const std::string& tenant,
                 const AuditQuery& query) {
  static const std::string kCount = std::string("SELECT count(*)") + kFrom;
  static const std::string kSelect =
      std::string("SELECT e.number, e.time, e.user_id, e.action, e.subject, e.detail, e.address") +
      kFrom + " ORDER BY e.number DESC LIMIT $9 OFFSET $10";
  const Millis from = query.from.value_or(0);
  const Millis to = query.to.value_or(std::numeric_limits<Millis>::max());
  const std::string actors = search::contains(query.actor);
  const std::string subjects = search::contains(query.subject);
  const auto total = connection.one(
      kCount, {tenant, from, to, query.action, query.actor, actors, query.subject, subjects});
  List items;
  for (const storage::Row& row : connection.query(
           kSelect, {tenant, from, to, query.action, query.actor, actors, query.subject, subjects,
                     query.page_size, (query.page - 1) * query.page_size})) {
    items.push_back(entry_of(connection, tenant, row));
  }
  return Value::map({{"items", Value::list(std::move(items))},
                     {"total", Value::integer(total->integer(0))},
                     {"page", Value::integer(query.page)},
                     {"page_size", Value::integer(query.page_size)}});
}

Value audit_actions(storage::Connection& connection, const std::string& tenant) {
  List items;
  for (const storage::Row& row : connection.query(
           "SELECT DISTINCT action FROM audit_entry WHERE tenant_id = $1 ORDER BY action",
           {tenant})) {
    items.push_back(Value::string(row.text(0)));
  }
  return Value::map({{"items", Value::list(std::move(items))}});
}

} // namespace qudao::admin

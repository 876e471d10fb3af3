#include "server/directory/directory.h"

#include <stdexcept>

#include "core/value/json.h"
#include "server/search/search.h"

namespace qudao::directory {

namespace {

Person person_of(const storage::Row& row) {
  Person person;
  person.id = row.text(0);
  person.user_name = row.text(1);
  person.name = row.text(2);
  person.employee_no = row.text(3);
  person.department = row.text(4);
  person.area = row.text(5);
  person.province = row.text(6);
  person.industry = row.text(7);
  person.email = row.text(8);
  person.mobile = row.text(9);
  person.roles = row.text(10);
  person.partner_id = row.text(11);
  person.locale = row.text(12);
  person.active = row.text(13) == "active";
  person.department_above = row.text(14);
  person.departments_led = row.text(15);
  person.department_type = row.text(16);
  return person;
}

std::vector<Person> people_of(const storage::Rows& rows) {
  std::vector<Person> people;
  for (const auto& row : rows) {
    people.push_back(person_of(row));
  }
  return people;
}

Levels levels_of(const std::string& text) {
  auto stored = parse_json(text);
  if (!stored) {
    throw std::runtime_error("a stored approval path is damaged");
  }
  Levels levels;
  for (const Value& level : stored->as_list()) {
    levels.emplace_back();
    for (const Value& id : level.as_list()) {
      levels.back().emplace_back(id.as_string());
    }
  }
  return levels;
}

} // namespace

bool Person::has_role(std::string_view role) const {
  const std::string words = ' ' + roles + ' ';
  return words.find(' ' + std::string(role) + ' ') != std::string::npos;
}

std::optional<Person> person(storage::Connection& connection, const std::string& tenant,
                             std::string_view id) {
  auto row = connection.one("SELECT id, user_name, display_name, employee_no, department, area,"
                            " province, industry, email, mobile, roles, partner_id, locale, state,"
                            " department_above, departments_led, department_type"
                            " FROM user_account WHERE tenant_id = $1 AND id = $2",
                            {tenant, id});
  if (!row) {
    return std::nullopt;
  }
  return person_of(*row);
}

std::string name_of(storage::Connection& connection, const std::string& tenant,
                    std::string_view id) {
  auto row = connection.one("SELECT display_name FROM user_account"
                            " WHERE tenant_id = $1 AND id = $2",
                            {tenant, id});
  return row ? row->text(0) : std::string();
}

std::vector<Person> of_partner(storage::Connection& connection, const std::string& tenant,
                               std::string_view partner_id) {
  if (partner_id.empty()) {
    return {};
  }
  return people_of(
      connection.query("SELECT id, user_name, display_name, employee_no, department, area,"
                       " province, industry, email, mobile, roles, partner_id, locale, state,"
                       " department_above, departments_led, department_type"
                       " FROM user_account WHERE tenant_id = $1 AND partner_id = $2"
                       " AND state = 'active' ORDER BY display_name, id",
                       {tenant, partner_id}));
}

std::vector<Person> with_role(storage::Connection& connection, const std::string& tenant,
                              std::string_view role) {
  return people_of(
      connection.query("SELECT id, user_name, display_name, employee_no, department, area,"
                       " province, industry, email, mobile, roles, partner_id, locale, state,"
                       " department_above, departments_led, department_type"
                       " FROM user_account WHERE tenant_id = $1"
                       " AND ' ' || roles || ' ' LIKE '% ' || $2 || ' %'"
                       " AND state = 'active' ORDER BY display_name, id",
                       {tenant, role}));
}

std::string looks_after_sql(const std::string& partner, int first) {
  const std::string province = '$' + std::to_string(first);
  const std::string industry = '$' + std::to_string(first + 1);
  const std::string manager = '$' + std::to_string(first + 2);
  return "(EXISTS (SELECT 1 FROM record_value v WHERE v.tenant_id = $1 AND v.record_id = " +
         partner + " AND v.field = 'region' AND substr(v.value, 1, 2) = " + province +
         ") OR EXISTS (SELECT 1 FROM record s LEFT JOIN record_value m ON m.tenant_id = s.tenant_id"
         " AND m.record_id = s.id AND m.field = 'channel_manager' WHERE s.tenant_id = $1"
         " AND s.partner_id = " +
         partner +
         " AND s.entity = 'signing' AND s.state <> 'draft'"
         " AND (m.value = " +
         manager + " OR (" + industry + " <> '' AND s.data LIKE " + industry + " ESCAPE '\\'))))";
}

Area area_of(const accounts::Principal& manager) {
  constexpr std::size_t kProvinceDigits = 2;
  Area area;
  area.manager_id = manager.user_id;
  if (manager.province.size() >= kProvinceDigits) {
    area.province = manager.province.substr(0, kProvinceDigits);
  }
  if (!manager.industry.empty()) {
    // As data is written: "industry_1":"finance", for any of the three.
    area.industry = "%\"industry__\":\"" + search::escaped(manager.industry) + "\"%";
  }
  return area;
}

bool looks_after(storage::Connection& connection, const accounts::Principal& manager,
                 const std::string& partner_id) {
  static const std::string kSql = "SELECT 1 WHERE " + looks_after_sql("$2", 3);
  const Area area = area_of(manager);
  return !partner_id.empty() && connection
                                    .one(kSql, {manager.tenant_id, partner_id, area.province,
                                                area.industry, area.manager_id})
                                    .has_value();
}

Levels path_of(storage::Connection& connection, const std::string& tenant, const Person& manager) {
  if (!manager.province.empty()) {
    if (auto found = path(connection, tenant, "province", manager.province)) {
      return found->levels;
    }
  }
  if (!manager.industry.empty()) {
    if (auto found = path(connection, tenant, "industry", manager.industry)) {
      return found->levels;
    }
  }
  return {};
}

std::vector<Path> paths(storage::Connection& connection, const std::string& tenant) {
  std::vector<Path> paths;
  for (const auto& row : connection.query("SELECT kind, code, levels FROM approval_path"
                                          " WHERE tenant_id = $1 ORDER BY kind DESC, code",
                                          {tenant})) {
    paths.push_back({row.text(0), row.text(1), levels_of(row.text(2))});
  }
  return paths;
}

std::optional<Path> path(storage::Connection& connection, const std::string& tenant,
                         std::string_view kind, std::string_view code) {
  auto row = connection.one("SELECT kind, code, levels FROM approval_path"
                            " WHERE tenant_id = $1 AND kind = $2 AND code = $3",
                            {tenant, kind, code});
  if (!row) {
    return std::nullopt;
  }
  return Path{row->text(0), row->text(1), levels_of(row->text(2))};
}

void set_path(storage::Connection& connection, const std::string& tenant, const Path& path,
              Millis now) {
  if (path.levels.empty()) {
    connection.execute("DELETE FROM approval_path WHERE tenant_id = $1 AND kind = $2 AND code = $3",
                       {tenant, path.kind, path.code});
    return;
  }
  connection.execute("INSERT INTO approval_path (tenant_id, kind, code, levels, updated_at)"
                     " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, kind, code)"
                     " DO UPDATE SET levels = excluded.levels, updated_at = excluded.updated_at",
                     {tenant, path.kind, path.code, write_json(to_value(path.levels)), now});
}

std::vector<std::string> managers_under(storage::Connection& connection, const std::string& tenant,
                                        const Path& path) {
  std::vector<std::string> managers;
  for (const auto& row : connection.query("SELECT id FROM user_account WHERE tenant_id = $1"
                                          " AND ' ' || roles || ' ' LIKE '% manager %'"
                                          " AND (($2 = 'province' AND province = $3)"
                                          " OR ($2 = 'industry' AND industry = $3)) ORDER BY id",
                                          {tenant, path.kind, path.code})) {
    managers.push_back(row.text(0));
  }
  return managers;
}

Value to_value(const Levels& levels) {
  List list;
  for (const auto& level : levels) {
    List ids;
    for (const std::string& id : level) {
      ids.push_back(Value::string(id));
    }
    list.push_back(Value::list(std::move(ids)));
  }
  return Value::list(std::move(list));
}

} // namespace qudao::directory

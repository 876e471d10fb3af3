#include "server/departments/departments.h"

#include <algorithm>
#include <map>

#include "core/pool/pool.h"
#include "core/value/json.h"
#include "server/crypto/digest.h"
#include "server/failure/conflict.h"
#include "server/stamps/stamps.h"

namespace qudao::departments {

namespace {

Value texts_of(const std::vector<std::string>& list) {
  List out;
  for (const std::string& each : list) {
    out.push_back(Value::string(each));
  }
  return Value::list(std::move(out));
}

// |a|b|: no name has the sign in it.
std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& each : names) {
    out += (out.empty() ? "|" : "") + each + "|";
  }
  return out;
}

std::string title_of(storage::Connection& connection, const std::string& tenant,
                     const std::string& partner) {
  const auto row =
      connection.one("SELECT title FROM record WHERE tenant_id = $1 AND id = $2 AND entity ="
                     " 'agent'",
                     {tenant, partner});
  return row ? row->text(0) : std::string();
}

std::vector<pool::Placed> placed(storage::Connection& connection, const std::string& tenant,
                                 const std::vector<std::string>& ids) {
  std::vector<pool::Placed> out;
  for (const std::string& id : ids) {
    const auto row = connection.one("SELECT partner_id, department, state FROM user_account"
                                    " WHERE tenant_id = $1 AND id = $2",
                                    {tenant, id});
    if (row) {
      out.push_back({id, row->text(0), row->text(1), row->text(2) == "active"});
    }
  }
  return out;
}

std::int64_t members_of(storage::Connection& connection, const std::string& tenant,
                        const std::string& name) {
  return connection
      .one("SELECT count(*) FROM user_account WHERE tenant_id = $1 AND department = $2",
           {tenant, name})
      ->integer(0);
}

Failure refusal(const std::vector<Violation>& violations, const std::string& locale) {
  static const pool::Speaker kSpeaker;
  List list;
  bool entitled = true;
  for (const Violation& each : violations) {
    entitled = entitled && each.code != "pool.not_entitled";
    list.push_back(
        Value::map({{"code", Value::string(each.code)},
                    {"path", Value::string(each.path)},
                    {"params", Value::map(each.params)},
                    {"message", Value::string(kSpeaker.say(each.code, each.params, locale))}}));
  }
  return Failure(entitled ? "department.refused" : "access.denied", Value::list(std::move(list)));
}

void store(storage::Connection& connection, const std::string& tenant,
           const pool::Department& department) {
  connection.execute(
      "INSERT INTO department (tenant_id, id, parent_id, company_id, label, name, type, managers,"
      " version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (tenant_id, id) DO UPDATE"
      " SET label = excluded.label, name = excluded.name, type = excluded.type,"
      " managers = excluded.managers, version = excluded.version",
      {tenant, department.id, department.parent, department.company, department.label,
       department.name, department.type, write_json(texts_of(department.managers)),
       department.version});
}

void place(storage::Connection& connection, const Request& request, const pool::Departments& tree) {
  const std::string& name = tree.find(request.command.id)->name;
  connection.execute("UPDATE user_account SET department = $3, version = version + 1,"
                     " updated_at = $4 WHERE tenant_id = $1 AND id = $2",
                     {request.actor.tenant_id, request.person, name, request.now});
}

// Names of before are free before new ones are taken.
void store_all(storage::Connection& connection, const Request& request,
               const pool::DepartmentDecision& decision) {
  const std::string& tenant = request.actor.tenant_id;
  for (const auto& [from, to] : decision.renamed) {
    connection.execute("UPDATE department SET name = id WHERE tenant_id = $1 AND name = $2",
                       {tenant, from});
  }
  for (const pool::Department& each : decision.stored) {
    store(connection, tenant, each);
  }
  for (const auto& [from, to] : decision.renamed) {
    connection.execute("UPDATE user_account SET department = $3, version = version + 1,"
                       " updated_at = $4 WHERE tenant_id = $1 AND department = $2",
                       {tenant, from, to, request.now});
  }
  if (!decision.removed.empty()) {
    connection.execute("DELETE FROM department WHERE tenant_id = $1 AND id = $2",
                       {tenant, decision.removed});
  }
}

void trace(storage::Connection& connection, const Request& request, const pool::Departments& tree,
           const pool::DepartmentDecision& decision) {
  using pool::DepartmentAct;
  static const std::map<DepartmentAct, std::string> kNames{{DepartmentAct::add, "added"},
                                                           {DepartmentAct::change, "changed"},
                                                           {DepartmentAct::remove, "removed"},
                                                           {DepartmentAct::place, "placed"}};
  const pool::Department* before = tree.find(request.command.id);
  const pool::Department* after = decision.stored.empty() ? before : &decision.stored.front();
  Map detail{{"name", Value::string(after->name)},
             {"type", Value::string(after->type)},
             {"managers", texts_of(after->managers)}};
  if (before != nullptr && before->name != after->name) {
    detail.set("was", Value::string(before->name));
  }
  if (!request.person.empty()) {
    detail.set("person", Value::string(request.person));
  }
  audit::append(connection, request.actor, "department." + kNames.at(request.command.act),
                after->id, std::move(detail), request.now);
}

Value managers_shown(storage::Connection& connection, const std::string& tenant,
                     const pool::Department& department) {
  List out;
  for (const std::string& id : department.managers) {
    const auto row = connection.one(
        "SELECT display_name FROM user_account WHERE tenant_id = $1 AND id = $2", {tenant, id});
    out.push_back(
        Value::map({{"id", Value::string(id)}, {"name", Value::string(row ? row->text(0) : "")}}));
  }
  return Value::list(std::move(out));
}

} // namespace

pool::Departments read(storage::Connection& connection, const std::string& tenant) {
  std::vector<pool::Department> all;
  for (const auto& row :
       connection.query("SELECT id, parent_id, company_id, label, name, type, managers, version"
                        " FROM department WHERE tenant_id = $1 ORDER BY name",
                        {tenant})) {
    pool::Department one;
    one.id = row.text(0);
    one.parent = row.text(1);
    one.company = row.text(2);
    one.label = row.text(3);
    one.name = row.text(4);
    one.type = row.text(5);
    const auto managers = parse_json(row.text(6));
    for (const Value& each : managers ? managers->as_list() : List()) {
      one.managers.emplace_back(each.as_string());
    }
    one.version = row.integer(7);
    all.push_back(std::move(one));
  }
  return pool::Departments(std::move(all));
}

Value shown(storage::Connection& connection, const accounts::Principal& who) {
  const std::string& tenant = who.tenant_id;
  const pool::Departments tree = read(connection, tenant);
  const bool administers = who.has_role("admin");
  List items;
  for (const pool::Department& each : tree.all()) {
    if (!administers && !tree.leads(who.user_id, each)) {
      continue;
    }
    const pool::Department* parent = tree.find(each.parent);
    const bool may = administers || (parent != nullptr && tree.leads(who.user_id, *parent));
    items.push_back(
        Value::map({{"id", Value::string(each.id)},
                    {"parent", Value::string(each.parent)},
                    {"company", Value::string(each.company)},
                    {"company_name", Value::string(title_of(connection, tenant, each.company))},
                    {"label", Value::string(each.label)},
                    {"name", Value::string(each.name)},
                    {"type", Value::string(each.type)},
                    {"managers", managers_shown(connection, tenant, each)},
                    {"members", Value::integer(members_of(connection, tenant, each.name))},
                    {"version", Value::integer(each.version)},
                    {"may_change", Value::boolean(may)}}));
  }
  List unlisted;
  for (const auto& row :
       administers ? connection.query("SELECT DISTINCT department FROM user_account"
                                      " WHERE tenant_id = $1 AND department <> ''"
                                      " AND partner_id = '' AND department NOT IN"
                                      " (SELECT name FROM department WHERE tenant_id = $1)"
                                      " ORDER BY department",
                                      {tenant})
                   : storage::Rows()) {
    unlisted.push_back(Value::string(row.text(0)));
  }
  return Value::map({{"items", Value::list(std::move(items))},
                     {"unlisted", Value::list(std::move(unlisted))},
                     {"types", texts_of(pool::department_types())},
                     {"administers", Value::boolean(administers)}});
}

Value change(storage::Connection& connection, const Request& request) {
  using pool::DepartmentAct;
  const std::string& tenant = request.actor.tenant_id;
  const pool::DepartmentCommand& command = request.command;
  const pool::Departments tree = read(connection, tenant);
  const pool::Department* one = tree.find(command.id);
  const bool is_new = command.act == DepartmentAct::add;
  pool::DepartmentContext context;
  context.actor = request.who.user_id;
  context.administers = request.who.has_role("admin");
  if (!is_new && (one == nullptr || !(context.administers || tree.leads(context.actor, *one)))) {
    throw Failure("not_found");
  }
  const bool versioned =
      command.act == DepartmentAct::change || command.act == DepartmentAct::remove;
  if (versioned && one->version != request.version) {
    throw version_conflict(one->version);
  }
  context.new_id = crypto::uuid_v7(request.now);
  context.company_name = command.parent.empty() && !command.company.empty()
                             ? title_of(connection, tenant, command.company)
                             : std::string();
  if (is_new && !command.company.empty() && command.parent.empty() &&
      context.company_name.empty()) {
    throw Failure("not_found");
  }
  context.members = one == nullptr ? 0 : members_of(connection, tenant, one->name);
  context.people =
      placed(connection, tenant,
             command.act == DepartmentAct::place ? std::vector<std::string>{request.person}
                                                 : command.managers);
  context.in_rules = request.in_rules;
  const auto decision = pool::decide(tree, command, context);
  if (!decision) {
    throw refusal(decision.error(), request.locale);
  }
  store_all(connection, request, *decision);
  if (command.act == DepartmentAct::place) {
    place(connection, request, tree);
  }
  stamps::raise(connection, tenant, stamps::kDirectory);
  work_out(connection, tenant);
  trace(connection, request, tree, *decision);
  return shown(connection, request.who);
}

Value members(storage::Connection& connection, const accounts::Principal& who,
              const std::string& id) {
  const pool::Departments tree = read(connection, who.tenant_id);
  const pool::Department* one = tree.find(id);
  if (one == nullptr || !(who.has_role("admin") || tree.leads(who.user_id, *one))) {
    throw Failure("not_found");
  }
  List items;
  for (const pool::Department& each : tree.all()) {
    const auto above = tree.above(each);
    if (each.id != id && std::find(above.begin(), above.end(), one->name) == above.end()) {
      continue;
    }
    for (const auto& row :
         connection.query("SELECT id, display_name FROM user_account WHERE tenant_id = $1"
                          " AND department = $2 ORDER BY display_name, id",
                          {who.tenant_id, each.name})) {
      items.push_back(Value::map({{"id", Value::string(row.text(0))},
                                  {"name", Value::string(row.text(1))},
                                  {"department", Value::string(each.name)}}));
    }
  }
  return Value::map({{"items", Value::list(std::move(items))}});
}

bool is_one(storage::Connection& connection, const std::string& tenant, const std::string& name,
            const std::string& company) {
  return connection
      .one("SELECT 1 FROM department WHERE tenant_id = $1 AND name = $2 AND company_id = $3",
           {tenant, name, company})
      .has_value();
}

void work_out(storage::Connection& connection, const std::string& tenant) {
  const pool::Departments tree = read(connection, tenant);
  for (const auto& row :
       connection.query("SELECT id, department, partner_id, department_above, departments_led,"
                        " department_type FROM user_account WHERE tenant_id = $1",
                        {tenant})) {
    const pool::Department* one = tree.named(row.text(1));
    const bool listed = one != nullptr && one->company == row.text(2);
    const std::string above = listed ? joined(tree.above(*one)) : std::string();
    const std::string led = joined(tree.led_by(row.text(0)));
    const std::string type = listed ? one->type : std::string();
    if (above == row.text(3) && led == row.text(4) && type == row.text(5)) {
      continue;
    }
    connection.execute("UPDATE user_account SET department_above = $3, departments_led = $4,"
                       " department_type = $5 WHERE tenant_id = $1 AND id = $2",
                       {tenant, row.text(0), above, led, type});
  }
}

} // namespace qudao::departments

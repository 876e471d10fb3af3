#include "server/admin/part.h"

#include <algorithm>

#include "server/admin/admin.h"
#include "server/departments/departments.h"
#include "server/directory/directory.h"
#include "server/failure/failure.h"
#include "server/search/search.h"

namespace qudao::admin {

namespace {

// The department and those below it, of one whom this concerns; Failure not_found.
std::vector<pool::Department> departments_of(storage::Connection& connection, const Part& part) {
  const pool::Departments tree = departments::read(connection, part.who.tenant_id);
  const pool::Department* one = tree.find(part.department);
  if (one == nullptr || !(part.who.has_role("admin") || tree.leads(part.who.user_id, *one))) {
    throw Failure("not_found");
  }
  std::vector<pool::Department> all{*one};
  for (const pool::Department& each : tree.all()) {
    const auto above = tree.above(each);
    if (std::find(above.begin(), above.end(), one->name) != above.end()) {
      all.push_back(each);
    }
  }
  return all;
}

bool holds(const std::vector<pool::Department>& departments, const accounts::User& user) {
  return std::any_of(departments.begin(), departments.end(), [&](const pool::Department& each) {
    return each.name == user.department && each.company == user.partner_id;
  });
}

std::vector<std::string> approves(storage::Connection& connection, const std::string& tenant,
                                  const std::string& id) {
  std::vector<std::string> out;
  for (const auto& path : directory::paths(connection, tenant)) {
    const bool on_it = std::any_of(path.levels.begin(), path.levels.end(), [&](const auto& level) {
      return std::find(level.begin(), level.end(), id) != level.end();
    });
    if (on_it) {
      out.push_back(path.kind + "/" + path.code);
    }
  }
  return out;
}

access::Standing standing(storage::Connection& connection, const companies::Companies& companies,
                          const std::string& tenant, const std::string& id) {
  access::Standing out;
  const auto user = accounts::find_user(connection, tenant, id);
  if (!user) {
    throw Failure("not_found");
  }
  out.roles = user->roles;
  out.leads = departments::read(connection, tenant).led_by(id);
  out.administers = companies.administered_pools(connection, tenant, id);
  out.approves = approves(connection, tenant, id);
  out.province = user->province;
  out.industry = user->industry;
  out.partner_id = user->partner_id;
  return out;
}

Failure refusal(const Violation& violation) {
  const std::string& code = violation.code;
  if (code == "not_found") {
    return Failure(code);
  }
  const bool of_roles = code.rfind("account.role", 0) == 0;
  const bool entitled = code != "account.own" && code != "account.above";
  Map said{{"code", Value::string(code)},
           {"path", Value::string(of_roles ? "/roles" : "")},
           {"params", Value::map(violation.params)}};
  return Failure(of_roles   ? "validation.failed"
                 : entitled ? "account.refused"
                            : "access.denied",
                 Value::list({Value::map(std::move(said))}));
}

std::string lock_reason(const accounts::User& user, Millis now) {
  const Value lock = accounts::lock_of(user, now);
  return lock.is_null() ? std::string() : std::string(lock.find("reason")->as_string());
}

class Keeping {
 public:
  Keeping(storage::Connection& connection, const companies::Companies& companies, const Part& part)
      : connection_(connection), companies_(companies), part_(part),
        departments_(departments_of(connection, part)),
        actor_(standing(connection, companies, part.who.tenant_id, part.who.user_id)) {}

  const std::vector<pool::Department>& departments() const { return departments_; }
  const access::Standing& actor() const { return actor_; }

  // Whatever is not in the part does not exist, for administrators as well.
  std::optional<Violation> says(access::AccountAct act, const accounts::User& user) const {
    if (!holds(departments_, user)) {
      return Violation{"not_found", "", {}, "", ""};
    }
    return access::may_keep_account(
        act, actor_, standing(connection_, companies_, part_.who.tenant_id, user.id),
        {true, user.id == part_.who.user_id, lock_reason(user, part_.now)});
  }

 private:
  storage::Connection& connection_;
  const companies::Companies& companies_;
  const Part& part_;
  std::vector<pool::Department> departments_;
  access::Standing actor_;
};

Value shown(const Keeping& keeping, const accounts::User& user, Millis now) {
  using access::AccountAct;
  Map map = accounts::to_value(user).as_map();
  Value lock = accounts::lock_of(user, now);
  if (!lock.is_null()) {
    map.set("lock", std::move(lock));
  }
  List may;
  if (!keeping.says(AccountAct::password, user)) {
    may.push_back(Value::string("password"));
  }
  if (!keeping.says(AccountAct::restore, user)) {
    may.push_back(Value::string("restore"));
  }
  map.set("may", Value::list(std::move(may)));
  return Value::map(std::move(map));
}

// The roles somebody new may have.
Value offered_roles(const Keeping& keeping) {
  List out;
  for (const char* role : {"partner", "manager", "approver", "admin"}) {
    access::Standing fresh;
    fresh.roles = {role};
    fresh.partner_id = keeping.departments().front().company;
    if (!access::may_keep_account(access::AccountAct::create, keeping.actor(), fresh,
                                  {true, false, ""})) {
      out.push_back(Value::string(role));
    }
  }
  return Value::list(std::move(out));
}

std::vector<accounts::User> people_of(storage::Connection& connection, const Part& part,
                                      const Keeping& keeping, const PartQuery& query) {
  std::vector<accounts::User> out;
  for (const pool::Department& each : keeping.departments()) {
    for (const auto& row : connection.query(
             "SELECT id FROM user_account WHERE tenant_id = $1 AND department = $2"
             " AND partner_id = $3 AND lower(user_name || ' ' || display_name || ' ' ||"
             " employee_no || ' ' || email || ' ' || mobile) LIKE $4 ESCAPE '\\'",
             {part.who.tenant_id, each.name, each.company, search::contains(query.text)})) {
      auto user = accounts::find_user(connection, part.who.tenant_id, row.text(0));
      if (!query.locked || !lock_reason(*user, part.now).empty()) {
        out.push_back(std::move(*user));
      }
    }
  }
  std::sort(out.begin(), out.end(), [](const accounts::User& a, const accounts::User& b) {
    return a.user_name < b.user_name;
  });
  return out;
}

} // namespace

Value part_accounts(storage::Connection& connection, const companies::Companies& companies,
                    const Part& part, const PartQuery& query) {
  const Keeping keeping(connection, companies, part);
  const std::vector<accounts::User> people = people_of(connection, part, keeping, query);
  const auto total = static_cast<std::int64_t>(people.size());
  List items;
  const std::int64_t first = (query.page - 1) * query.page_size;
  for (std::int64_t i = first; i < std::min(total, first + query.page_size); ++i) {
    items.push_back(shown(keeping, people[static_cast<std::size_t>(i)], part.now));
  }
  return Value::map({{"items", Value::list(std::move(items))},
                     {"total", Value::integer(total)},
                     {"page", Value::integer(query.page)},
                     {"page_size", Value::integer(query.page_size)},
                     {"roles", offered_roles(keeping)}});
}

accounts::User create_part_account(storage::Connection& connection,
                                   const companies::Companies& companies,
                                   const records::Records& records, const Part& part,
                                   accounts::User user, const std::string& password_hash) {
  const Keeping keeping(connection, companies, part);
  const pool::Department& one = keeping.departments().front();
  user.department = user.department.empty() ? one.name : user.department;
  user.partner_id = one.company;
  user.must_change_password = true;
  if (!holds(keeping.departments(), user)) {
    throw Failure("validation.failed",
                  Value::list({Value::map({{"code", Value::string("department.unknown")},
                                           {"path", Value::string("/department")},
                                           {"params", Value::map({})}})}));
  }
  access::Standing fresh;
  fresh.roles = user.roles;
  fresh.partner_id = user.partner_id;
  const access::AccountFacts facts{true, false, ""};
  const auto act = access::AccountAct::create;
  if (auto refused = access::may_keep_account(act, keeping.actor(), fresh, facts)) {
    throw refusal(*refused);
  }
  auto created = create_user(connection, records, part.actor, user, password_hash, part.now);
  // With what follows of its department: what is refused now was never there.
  if (auto refused = keeping.says(act, created)) {
    throw refusal(*refused);
  }
  return created;
}

accounts::User part_account(storage::Connection& connection, const companies::Companies& companies,
                            const Part& part, const std::string& id, access::AccountAct act) {
  const Keeping keeping(connection, companies, part);
  auto user = accounts::find_user(connection, part.who.tenant_id, id);
  if (!user) {
    throw Failure("not_found");
  }
  if (auto refused = keeping.says(act, *user)) {
    throw refusal(*refused);
  }
  return std::move(*user);
}

void set_part_password(storage::Connection& connection, const companies::Companies& companies,
                       const Part& part, const std::string& id, const std::string& password_hash) {
  const auto user = part_account(connection, companies, part, id, access::AccountAct::password);
  accounts::set_password(connection, part.actor, id, password_hash, true, part.now);
  accounts::lift_block(connection, user);
}

Value restore_part_account(storage::Connection& connection, const companies::Companies& companies,
                           const records::Records& records, const Part& part,
                           const std::string& id) {
  part_account(connection, companies, part, id, access::AccountAct::restore);
  UserChange change;
  change.state = "active";
  const auto user = change_user(connection, records, part.actor, id, change, part.now);
  audit::append(connection, part.actor, "user.restored", id, {}, part.now);
  return shown(Keeping(connection, companies, part),
               *accounts::find_user(connection, part.who.tenant_id, user.id), part.now);
}

} // namespace qudao::admin

#include <algorithm>
#include <set>

#include "core/access/access.h"
#include "server/admin/admin.h"
#include "server/departments/departments.h"
#include "server/failure/failure.h"
#include "server/search/search.h"

namespace qudao::admin {

namespace {

const std::set<std::string> kRoles{"partner", "manager", "approver", "admin"};
const std::set<std::string> kStates{"active", "locked", "disabled"};
constexpr std::size_t kLongestText = 200;

bool sees(storage::Connection& connection, const accounts::Principal& who,
          const accounts::User& user) {
  return who.has_role("admin") ||
         (who.has_role("manager") && directory::looks_after(connection, who, user.partner_id));
}

// What only those see who administer the account.
Value shown(storage::Connection& connection, const accounts::User& user, Millis now) {
  Map map = accounts::to_value(user).as_map();
  Value lock = accounts::lock_of(user, now);
  if (!lock.is_null()) {
    map.set("lock", std::move(lock));
  }
  const auto factor = accounts::SecondFactor::state(connection, accounts::kTenant, user.id);
  map.set("second_factor", Value::boolean(factor.since.has_value()));
  return Value::map(std::move(map));
}

void check(const accounts::User& user) {
  for (const std::string* text :
       {&user.display_name, &user.employee_no, &user.department, &user.area, &user.province,
        &user.industry, &user.email, &user.mobile}) {
    if (text->size() > kLongestText) {
      throw Failure("request.invalid");
    }
  }
  for (const std::string& role : user.roles) {
    if (kRoles.count(role) == 0) {
      throw Failure("request.invalid");
    }
  }
  const bool known_locale = user.locale == "zh-CN" || user.locale == "en";
  if (!known_locale || kStates.count(user.state) == 0 || user.display_name.empty() ||
      user.roles.empty()) {
    throw Failure("request.invalid");
  }
}

// One of their company's; what an account has said since before there were departments may stay.
void check_department(storage::Connection& connection, const std::string& tenant,
                      const accounts::User& user) {
  if (!user.department.empty() &&
      !departments::is_one(connection, tenant, user.department, user.partner_id)) {
    throw Failure("validation.failed",
                  Value::list({Value::map({{"code", Value::string("department.unknown")},
                                           {"path", Value::string("/department")},
                                           {"params", Value::map({})}})}));
  }
}

// Rights and area decide who approves: pending records of everybody concerned are assigned anew.
void note_change(storage::Connection& connection, const records::Records& records,
                 const audit::Actor& actor, const std::string& user_id, Millis now) {
  std::vector<std::string> managers{user_id};
  for (const auto& path : directory::paths(connection, actor.tenant_id)) {
    const bool on_it = std::any_of(path.levels.begin(), path.levels.end(), [&](const auto& level) {
      return std::find(level.begin(), level.end(), user_id) != level.end();
    });
    if (!on_it) {
      continue;
    }
    for (auto& manager : directory::managers_under(connection, actor.tenant_id, path)) {
      managers.push_back(std::move(manager));
    }
  }
  std::sort(managers.begin(), managers.end());
  managers.erase(std::unique(managers.begin(), managers.end()), managers.end());
  records.reassign(connection, actor.tenant_id, managers, now);
}

template <typename T>
void assign(T& member, const std::optional<T>& value) {
  if (value) {
    member = *value;
  }
}

} // namespace

Value users(storage::Connection& connection, const accounts::Principal& who, const UserQuery& query,
            Millis now) {
  const bool all = who.has_role("admin");
  const directory::Area area = directory::area_of(who);
  const std::string pattern = search::contains(query.text);
  // Who is kept out by failed sign-ins, for a time, or was not here for long counts as locked beside those an administrator locked.
  static const std::string kUnusedSince = "$5 - " + std::to_string(-accounts::unused_before(0));
  static const std::string kFrom =
      " FROM user_account u WHERE u.tenant_id = $1"
      " AND lower(u.user_name || ' ' || u.display_name || ' ' || u.employee_no || ' ' || u.email)"
      " LIKE $2 ESCAPE '\\'"
      " AND ($3 = '' OR ' ' || u.roles || ' ' LIKE '% ' || $3 || ' %')"
      " AND ($4 = '' OR u.state = $4 OR ($4 = 'locked' AND (u.blocked_until > $5 OR"
      " (u.updated_at < " +
      kUnusedSince + " AND COALESCE(u.last_sign_in_at, 0) < " + kUnusedSince +
      "))))"
      " AND ($6 = '' OR u.partner_id = $6) AND ($7 = 1 OR " +
      directory::looks_after_sql("u.partner_id", 8) + ")";
  const auto total =
      connection.one("SELECT count(*)" + kFrom,
                     {who.tenant_id, pattern, query.role, query.state, now, query.partner_id, all,
                      area.province, area.industry, area.manager_id});
  List items;
  for (const auto& row :
       connection.query("SELECT u.id" + kFrom + " ORDER BY u.user_name, u.id LIMIT $11 OFFSET $12",
                        {who.tenant_id, pattern, query.role, query.state, now, query.partner_id,
                         all, area.province, area.industry, area.manager_id, query.page_size,
                         (query.page - 1) * query.page_size})) {
    const auto found = accounts::find_user(connection, who.tenant_id, row.text(0));
    if (found) {
      items.push_back(shown(connection, *found, now));
    }
  }
  return Value::map({{"items", Value::list(std::move(items))},
                     {"total", Value::integer(total->integer(0))},
                     {"page", Value::integer(query.page)},
                     {"page_size", Value::integer(query.page_size)}});
}

accounts::User user(storage::Connection& connection, const accounts::Principal& who,
                    const std::string& id) {
  auto found = accounts::find_user(connection, who.tenant_id, id);
  if (!found || !sees(connection, who, *found)) {
    throw Failure("not_found");
  }
  return std::move(*found);
}

Value user_shown(storage::Connection& connection, const accounts::Principal& who,
                 const std::string& id, Millis now) {
  return shown(connection, user(connection, who, id), now);
}

bool gives_rights(storage::Connection& connection, const std::string& tenant, const std::string& id,
                  const UserChange& change) {
  const auto before = accounts::find_user(connection, tenant, id);
  return before && ((change.roles && *change.roles != before->roles) ||
                    (change.email && *change.email != before->email));
}

accounts::User create_user(storage::Connection& connection, const records::Records& records,
                           const audit::Actor& actor, const accounts::User& user,
                           const std::string& password_hash, Millis now) {
  check(user);
  check_department(connection, actor.tenant_id, user);
  auto created = accounts::create_user(connection, actor, user, password_hash, now);
  departments::work_out(connection, actor.tenant_id);
  note_change(connection, records, actor, created.id, now);
  return created;
}

accounts::User change_user(storage::Connection& connection, const records::Records& records,
                           const audit::Actor& actor, const std::string& id,
                           const UserChange& change, Millis now) {
  auto user = accounts::find_user(connection, actor.tenant_id, id);
  if (!user) {
    throw Failure("not_found");
  }
  const bool loses = (change.state && *change.state != "active") ||
                     (change.roles && std::find(change.roles->begin(), change.roles->end(),
                                                "admin") == change.roles->end());
  if (id == actor.user_id && loses) {
    throw Failure("admin.own_account");
  }
  assign(user->display_name, change.display_name);
  assign(user->employee_no, change.employee_no);
  const std::string department = user->department;
  assign(user->department, change.department);
  assign(user->area, change.area);
  assign(user->province, change.province);
  assign(user->industry, change.industry);
  assign(user->email, change.email);
  assign(user->mobile, change.mobile);
  assign(user->locale, change.locale);
  assign(user->roles, change.roles);
  assign(user->state, change.state);
  assign(user->version, change.version);
  check(*user);
  if (user->department != department) {
    check_department(connection, actor.tenant_id, *user);
  }
  auto changed = accounts::update_user(connection, actor, *user, now);
  if (user->department != department) {
    departments::work_out(connection, actor.tenant_id);
  }
  if (change.state == "active") {
    accounts::lift_block(connection, changed);
  }
  note_change(connection, records, actor, id, now);
  return changed;
}

void set_initial_password(storage::Connection& connection, const accounts::Principal& who,
                          const audit::Actor& actor, const std::string& id,
                          const std::string& password_hash, Millis now) {
  const accounts::User target = user(connection, who, id);
  access::Actor asking;
  asking.id = who.user_id;
  for (const std::string& name : who.roles) {
    if (auto role = access::role_named(name)) {
      asking.roles.push_back(*role);
    }
  }
  access::Facts facts;
  facts.partner_id = target.partner_id;
  facts.in_actors_area = directory::looks_after(connection, who, target.partner_id);
  if (auto denied = access::may(asking, access::Action::set_password, "user", facts)) {
    throw Failure(denied->code);
  }
  accounts::set_password(connection, actor, id, password_hash, true, now);
  accounts::lift_block(connection, target);
}

} // namespace qudao::admin

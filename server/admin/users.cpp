#include <algorithm>
#include <set>

#include "core/access/access.h"
#include "server/admin/admin.h"
#include "server/failure/failure.h"
#include "server/search/search.h"

namespace qudao::admin {

namespace {

const std::set<std::string> kRoles{"partner", "manager", "approver", "admin"};
const std::set<std::string> kStates{"active", "locked", "disabled"};
constexpr std::size_t kLongestText = 200;

// Whether this account belongs to a partner of the manager's province or industry.
bool in_area(storage::Connection& connection, const accounts::Principal& manager,
             const accounts::User& user) {
  if (user.partner_id.empty() || manager.province.size() < 2) {
    return false;
  }
  return connection
      .one("SELECT 1 FROM record_value WHERE tenant_id = $1 AND record_id = $2"
           " AND field = 'region' AND substr(value, 1, 2) = $3",
           {manager.tenant_id, user.partner_id, manager.province.substr(0, 2)})
      .has_value();
}

bool sees(storage::Connection& connection, const accounts::Principal& who,
          const accounts::User& user) {
  return who.has_role("admin") || (who.has_role("manager") && in_area(connection, who, user));
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

Value users(storage::Connection& connection, const accounts::Principal& who,
            const UserQuery& query) {
  const std::string area =
      who.has_role("admin") ? "" : (who.province.size() < 2 ? "-" : who.province.substr(0, 2));
  const std::string pattern = search::contains(query.text);
  static const std::string kFrom =
      " FROM user_account u WHERE u.tenant_id = $1"
      " AND lower(u.user_name || ' ' || u.display_name || ' ' || u.employee_no || ' ' || u.email)"
      " LIKE $2 ESCAPE '\\'"
      " AND ($3 = '' OR ' ' || u.roles || ' ' LIKE '% ' || $3 || ' %')"
      " AND ($4 = '' OR u.state = $4)"
      " AND ($5 = '' OR EXISTS (SELECT 1 FROM record_value v WHERE v.tenant_id = u.tenant_id"
      " AND v.record_id = u.partner_id AND v.field = 'region' AND substr(v.value, 1, 2) = $5))";
  const auto total = connection.one("SELECT count(*)" + kFrom,
                                    {who.tenant_id, pattern, query.role, query.state, area});
  List items;
  for (const auto& row :
       connection.query("SELECT u.id" + kFrom + " ORDER BY u.user_name, u.id LIMIT $6 OFFSET $7",
                        {who.tenant_id, pattern, query.role, query.state, area, query.page_size,
                         (query.page - 1) * query.page_size})) {
    const auto found = accounts::find_user(connection, who.tenant_id, row.text(0));
    if (found) {
      items.push_back(accounts::to_value(*found));
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

accounts::User create_user(storage::Connection& connection, const records::Records& records,
                           const audit::Actor& actor, const accounts::User& user,
                           const std::string& password_hash, Millis now) {
  check(user);
  auto created = accounts::create_user(connection, actor, user, password_hash, now);
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
  auto changed = accounts::update_user(connection, actor, *user, now);
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
  facts.in_actors_area = in_area(connection, who, target);
  if (auto denied = access::may(asking, access::Action::set_password, "user", facts)) {
    throw Failure(denied->code);
  }
  accounts::set_password(connection, actor, id, password_hash, true, now);
}

} // namespace qudao::admin

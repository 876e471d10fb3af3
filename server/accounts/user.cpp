#include "core/value/json.h"
#include "server/accounts/accounts.h"
#include "server/accounts/reset.h"
#include "server/accounts/throttle.h"
#include "server/crypto/digest.h"
#include "server/failure/conflict.h"
#include "server/stamps/stamps.h"

namespace qudao::accounts {

namespace {

constexpr std::string_view kSelect =
    "SELECT id, user_name, display_name, employee_no, department, area, province, industry, email, "
    "mobile, roles, partner_id, locale, state, must_change_password, last_sign_in_at, created_at, "
    "updated_at, version, blocked_until, messengers, data_confirmed_at FROM user_account ";

// Long unused accounts wait for somebody to restore them.
constexpr Millis kUnusedFor = 365 * kDay;

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += text.empty() ? word : ' ' + word;
  }
  return text;
}

Value messengers_value(const std::vector<identity::Messenger>& messengers) {
  List list;
  for (const identity::Messenger& each : messengers) {
    list.push_back(
        Value::map({{"type", Value::string(each.type)}, {"name", Value::string(each.name)}}));
  }
  return Value::list(std::move(list));
}

std::vector<identity::Messenger> messengers_of(const std::string& stored) {
  std::vector<identity::Messenger> messengers;
  const auto list = parse_json(stored);
  for (const Value& each : list && list->is_list() ? list->as_list() : List()) {
    messengers.push_back(
        {std::string(each.find("type")->as_string()), std::string(each.find("name")->as_string())});
  }
  return messengers;
}

User user_of(const storage::Row& row) {
  User user;
  user.id = row.text(0);
  user.user_name = row.text(1);
  user.display_name = row.text(2);
  user.employee_no = row.text(3);
  user.department = row.text(4);
  user.area = row.text(5);
  user.province = row.text(6);
  user.industry = row.text(7);
  user.email = row.text(8);
  user.mobile = row.text(9);
  user.roles = split_words(row.text(10));
  user.partner_id = row.text(11);
  user.locale = row.text(12);
  user.state = row.text(13);
  user.must_change_password = row.flag(14);
  user.last_sign_in_at = row.integer_if(15);
  user.created_at = row.integer(16);
  user.updated_at = row.integer(17);
  user.version = row.integer(18);
  user.blocked_until = row.integer(19);
  user.messengers = messengers_of(row.text(20));
  user.data_confirmed_at = row.integer(21);
  return user;
}

Value list_of(const std::vector<std::string>& words) {
  List list;
  for (const std::string& word : words) {
    list.push_back(Value::string(word));
  }
  return Value::list(std::move(list));
}

bool rights_differ(const User& a, const User& b) {
  return a.roles != b.roles || a.partner_id != b.partner_id || a.province != b.province ||
         a.industry != b.industry;
}

} // namespace

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) {
      words.emplace_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

Value to_value(const User& user) {
  Map map{{"id", Value::string(user.id)},
          {"user_name", Value::string(user.user_name)},
          {"display_name", Value::string(user.display_name)},
          {"employee_no", Value::string(user.employee_no)},
          {"department", Value::string(user.department)},
          {"area", Value::string(user.area)},
          {"province", Value::string(user.province)},
          {"industry", Value::string(user.industry)},
          {"email", Value::string(user.email)},
          {"mobile", Value::string(user.mobile)},
          {"messengers", messengers_value(user.messengers)},
          {"roles", list_of(user.roles)},
          {"state", Value::string(user.state)},
          {"locale", Value::string(user.locale)},
          {"must_change_password", Value::boolean(user.must_change_password)},
          {"created_at", Value::string(rfc3339(user.created_at))},
          {"updated_at", Value::string(rfc3339(user.updated_at))},
          {"version", Value::integer(user.version)}};
  if (!user.partner_id.empty()) {
    map.set("partner_id", Value::string(user.partner_id));
  }
  if (user.data_confirmed_at > 0) {
    map.set("data_confirmed_at", Value::string(rfc3339(user.data_confirmed_at)));
  }
  if (user.last_sign_in_at) {
    map.set("last_sign_in_at", Value::string(rfc3339(*user.last_sign_in_at)));
  }
  return Value::map(std::move(map));
}

bool barred(const User& user, Millis now) {
  const Millis used = std::max(user.last_sign_in_at.value_or(0), user.updated_at);
  return user.state != "active" || used < unused_before(now);
}

Millis unused_before(Millis now) {
  return now - kUnusedFor;
}

Value lock_of(const User& user, Millis now) {
  if (user.state != "active") {
    return Value::map({{"reason", Value::string("administrator")}});
  }
  if (barred(user, now)) {
    return Value::map({{"reason", Value::string("unused")}});
  }
  if (user.blocked_until > now) {
    return Value::map({{"reason", Value::string("failures")},
                       {"until", Value::string(rfc3339(user.blocked_until))}});
  }
  return {};
}

void lift_block(storage::Connection& connection, const User& user) {
  throttle::forget(connection, throttle::by_name("", fold_user_name(user.user_name)));
  connection.execute("UPDATE user_account SET blocked_until = 0 WHERE tenant_id = $1 AND id = $2",
                     {kTenant, user.id});
}

std::optional<User> find_user(storage::Connection& connection, std::string_view tenant,
                              std::string_view id) {
  static const std::string kSql = std::string(kSelect) + "WHERE tenant_id = $1 AND id = $2";
  const auto row = connection.one(kSql, {tenant, id});
  if (!row) {
    return std::nullopt;
  }
  return user_of(*row);
}

std::optional<User> find_user_by_name(storage::Connection& connection, std::string_view tenant,
                                      std::string_view name) {
  const auto row =
      connection.one("SELECT user_id FROM user_name WHERE tenant_id = $1 AND folded = $2",
                     {tenant, fold_user_name(name)});
  if (!row) {
    return std::nullopt;
  }
  return find_user(connection, tenant, row->text(0));
}

bool user_name_taken(storage::Connection& connection, std::string_view tenant,
                     std::string_view name) {
  return connection
      .one("SELECT 1 FROM user_name WHERE tenant_id = $1 AND folded = $2",
           {tenant, fold_user_name(name)})
      .has_value();
}

std::vector<User> list_users(storage::Connection& connection, std::string_view tenant) {
  static const std::string kSql =
      std::string(kSelect) + "WHERE tenant_id = $1 ORDER BY user_name, id";
  std::vector<User> users;
  for (const storage::Row& row : connection.query(kSql, {tenant})) {
    users.push_back(user_of(row));
  }
  return users;
}

User create_user(storage::Connection& connection, const audit::Actor& actor, User user,
                 std::string_view password_hash, Millis now) {
  user.id = crypto::uuid_v7(now);
  user.created_at = now;
  user.updated_at = now;
  user.version = 1;
  const std::int64_t added =
      connection.execute("INSERT INTO user_name (tenant_id, folded, user_id) VALUES ($1, $2, $3) "
                         "ON CONFLICT DO NOTHING",
                         {actor.tenant_id, fold_user_name(user.user_name), user.id});
  if (added == 0) {
    throw Failure("user_name.taken");
  }
  stamps::raise(connection, actor.tenant_id, stamps::kDirectory);
  connection.execute(
      "INSERT INTO user_account (tenant_id, id, user_name, display_name, employee_no, department, "
      "area, province, industry, email, mobile, roles, partner_id, locale, state, password_hash, "
      "must_change_password, created_at, updated_at, version, messengers, data_confirmed_at) "
      "VALUES "
      "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, 1, "
      "$19, $20)",
      {actor.tenant_id,
       user.id,
       user.user_name,
       user.display_name,
       user.employee_no,
       user.department,
       user.area,
       user.province,
       user.industry,
       user.email,
       user.mobile,
       join(user.roles),
       user.partner_id,
       user.locale,
       user.state,
       password_hash,
       user.must_change_password,
       now,
       write_json(messengers_value(user.messengers)),
       user.data_confirmed_at});
  audit::append(connection, actor, "user.created", user.id,
                Map{{"user_name", Value::string(user.user_name)}, {"roles", list_of(user.roles)}},
                now);
  return user;
}

User update_user(storage::Connection& connection, const audit::Actor& actor, User user,
                 Millis now) {
  const auto before = find_user(connection, actor.tenant_id, user.id);
  if (!before) {
    throw Failure("not_found");
  }
  if (before->version != user.version) {
    throw version_conflict(before->version);
  }
  stamps::raise(connection, actor.tenant_id, stamps::kDirectory);
  ++user.version;
  user.updated_at = now;
  connection.execute(
      "UPDATE user_account SET display_name = $3, employee_no = $4, department = $5, area = $6, "
      "province = $7, industry = $8, email = $9, mobile = $10, roles = $11, partner_id = $12, "
      "locale = $13, state = $14, updated_at = $15, version = $16, messengers = $17 "
      "WHERE tenant_id = $1 AND id = $2",
      {actor.tenant_id, user.id, user.display_name, user.employee_no, user.department, user.area,
       user.province, user.industry, user.email, user.mobile, join(user.roles), user.partner_id,
       user.locale, user.state, now, user.version, write_json(messengers_value(user.messengers))});
  if (user.state != "active" || rights_differ(*before, user)) {
    end_sessions_of(connection, actor.tenant_id, user.id);
  }
  if (before->email != user.email) {
    reset::forget(connection, actor.tenant_id, user.id);
  }
  audit::append(connection, actor,
                before->state == user.state ? "user.changed" : "user." + user.state, user.id,
                Map{{"before", to_value(*before)}, {"after", to_value(user)}}, now);
  return user;
}

void note_data_confirmed(storage::Connection& connection, std::string_view tenant,
                         std::string_view user_id, Millis now) {
  connection.execute(
      "UPDATE user_account SET data_confirmed_at = $3 WHERE tenant_id = $1 AND id = $2",
      {tenant, user_id, now});
}

void set_password(storage::Connection& connection, const audit::Actor& actor,
                  std::string_view user_id, std::string_view password_hash, bool must_change,
                  Millis now) {
  const std::int64_t changed = connection.execute(
      "UPDATE user_account SET password_hash = $3, must_change_password = $4, updated_at = $5, "
      "version = version + 1 WHERE tenant_id = $1 AND id = $2",
      {actor.tenant_id, user_id, password_hash, must_change, now});
  if (changed == 0) {
    throw Failure("not_found");
  }
  end_sessions_of(connection, actor.tenant_id, user_id);
  reset::forget(connection, actor.tenant_id, user_id);
  audit::append(connection, actor, must_change ? "user.password_reset" : "user.password_changed",
                user_id, {}, now);
}

} // namespace qudao::accounts

#include "server/admin/admin.h"
#include "server/api/account_mail.h"
#include "server/api/initial_password.h"
#include "server/api/routes.h"
#include "server/failure/failure.h"
#include "server/settings/settings.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

std::vector<std::string> string_list(const Value& list) {
  if (!list.is_list()) {
    throw Failure("request.invalid");
  }
  std::vector<std::string> texts;
  for (const Value& text : list.as_list()) {
    if (!text.is_string()) {
      throw Failure("request.invalid");
    }
    texts.emplace_back(text.as_string());
  }
  return texts;
}

asio::awaitable<http::Response> list_users(Services& services, Call call) {
  const Call::Page page = call.page();
  const admin::UserQuery query{call.query_text("q"),
                               call.query_text("role"),
                               call.query_text("state"),
                               call.query_text("partner_id"),
                               page.number,
                               page.size};
  auto read = [who = call.principal(), query,
               now = services.clock.now()](storage::Connection& connection) {
    return admin::users(connection, who, query, now);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> show_user(Services& services, Call call) {
  auto read = [who = call.principal(), id = call.parameter("id"),
               now = services.clock.now()](storage::Connection& connection) {
    return admin::user_shown(connection, who, id, now);
  };
  co_return json(200, co_await services.database.read(read));
}

admin::UserChange change_of(const Call& call) {
  admin::UserChange change;
  change.display_name = call.text_if("display_name");
  change.employee_no = call.text_if("employee_no");
  change.department = call.text_if("department");
  change.area = call.text_if("area");
  change.province = call.text_if("province");
  change.industry = call.text_if("industry");
  change.email = call.text_if("email");
  change.mobile = call.text_if("mobile");
  change.locale = call.text_if("locale");
  if (const Value* roles = call.body.find("roles")) {
    change.roles = string_list(*roles);
  }
  const Value* version = call.body.find("version");
  if (version != nullptr && !version->is_null()) {
    change.version = call.integer("version");
  }
  return change;
}

accounts::User new_user(const Call& call) {
  const admin::UserChange given = change_of(call);
  accounts::User user;
  user.user_name = call.text("user_name");
  user.display_name = given.display_name.value_or(user.user_name);
  user.employee_no = given.employee_no.value_or("");
  user.department = given.department.value_or("");
  user.area = given.area.value_or("");
  user.province = given.province.value_or("");
  user.industry = given.industry.value_or("");
  user.email = given.email.value_or("");
  user.mobile = given.mobile.value_or("");
  user.locale = given.locale.value_or("zh-CN");
  user.roles = given.roles.value_or(std::vector<std::string>{});
  user.partner_id = call.text_if("partner_id").value_or("");
  user.must_change_password = true;
  List wrong = accounts::check_user_name(user.user_name);
  if (!wrong.empty()) {
    throw Failure("validation.failed", Value::list(std::move(wrong)));
  }
  return user;
}

asio::awaitable<http::Response> create_user(Services& services, Call call) {
  require_confirmation(services, call);
  const accounts::User user = new_user(call);
  const std::string password = call.text_if("password").value_or(initial_password());
  const std::string hash = co_await services.accounts.hash_new_password(password, user.user_name);
  auto write = [&services, user, hash, actor = call.actor(),
                now = services.clock.now()](storage::Connection& connection) {
    return accounts::to_value(
        admin::create_user(connection, services.domain->records, actor, user, hash, now));
  };
  co_return json(201, with_password(co_await services.database.write(write), password));
}

asio::awaitable<Value> changed(Services& services, Call call, admin::UserChange change) {
  auto write = [&services, call, change, actor = call.actor(), id = call.parameter("id"),
                now = services.clock.now()](storage::Connection& connection) {
    if (admin::gives_rights(connection, actor.tenant_id, id, change)) {
      require_confirmation(services, call);
    }
    mail_email_change(connection, services, actor.tenant_id, id, change.email, now);
    return accounts::to_value(
        admin::change_user(connection, services.domain->records, actor, id, change, now));
  };
  Value user = co_await services.database.write(write);
  services.accounts.forget(call.parameter("id"));
  services.mail.poke();
  co_return user;
}

asio::awaitable<http::Response> change_user(Services& services, Call call) {
  const admin::UserChange change = change_of(call);
  co_return json(200, co_await changed(services, call, change));
}

asio::awaitable<http::Response> change_state(Services& services, Call call) {
  admin::UserChange change;
  const std::string path = call.request.path;
  const std::string verb = path.substr(path.rfind('/') + 1);
  change.state = verb == "lock" ? "locked" : verb == "disable" ? "disabled" : "active";
  co_return json(200, co_await changed(services, call, change));
}

asio::awaitable<http::Response> reset_password(Services& services, Call call) {
  require_confirmation(services, call);
  const std::string id = call.parameter("id");
  auto read = [who = call.principal(), id](storage::Connection& connection) {
    return admin::user(connection, who, id).user_name;
  };
  const std::string user_name = co_await services.database.read(read);
  const std::string password = call.text_if("password").value_or(initial_password());
  const std::string hash = co_await services.accounts.hash_new_password(password, user_name);
  auto write = [&services, id, hash, who = call.principal(), actor = call.actor(),
                now = services.clock.now()](storage::Connection& connection) {
    admin::set_initial_password(connection, who, actor, id, hash, now);
    mail_account_change(connection, services, who.tenant_id, id, "account_password", now);
  };
  co_await services.database.write(write);
  services.mail.poke();
  services.accounts.forget(id);
  co_return json(200, with_password(Value::null(), password));
}

asio::awaitable<http::Response> list_paths(Services& services, Call call) {
  auto read = [tenant = call.principal().tenant_id](storage::Connection& connection) {
    return admin::approval_paths(connection, tenant);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> change_path(Services& services, Call call) {
  directory::Path path{call.parameter("kind"), call.parameter("code"), {}};
  const Value* levels = call.body.find("levels");
  if (levels == nullptr || !levels->is_list()) {
    throw Failure("request.invalid");
  }
  for (const Value& level : levels->as_list()) {
    path.levels.push_back(string_list(level));
  }
  auto write = [&services, path, actor = call.actor(),
                now = services.clock.now()](storage::Connection& connection) {
    return admin::change_path(connection, services.domain->records, actor, path, now);
  };
  co_return json(200, co_await services.database.write(write));
}

asio::awaitable<http::Response> show_settings(Services& services, Call call) {
  auto read = [tenant = call.principal().tenant_id](storage::Connection& connection) {
    return settings::all(connection, tenant);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> change_settings(Services& services, Call call) {
  auto write = [values = call.body, actor = call.actor(),
                now = services.clock.now()](storage::Connection& connection) {
    settings::change(connection, actor.tenant_id, values, now);
    audit::append(connection, actor, "settings.change", "settings", {{"values", values}}, now);
    return settings::all(connection, actor.tenant_id);
  };
  co_return json(200, co_await services.database.write(write));
}

} // namespace

void add_admin_routes(Frame& frame) {
  frame.get("/api/v1/admin/users", Who::manager, list_users);
  frame.post("/api/v1/admin/users", Who::admin, create_user);
  frame.get("/api/v1/admin/users/{id}", Who::manager, show_user);
  frame.patch("/api/v1/admin/users/{id}", Who::admin, change_user);
  frame.post("/api/v1/admin/users/{id}/password", Who::manager, reset_password);
  for (const char* verb : {"lock", "unlock", "disable", "restore"}) {
    frame.post(std::string("/api/v1/admin/users/{id}/") + verb, Who::admin, change_state);
  }
  frame.get("/api/v1/admin/approval-paths", Who::admin, list_paths);
  frame.put("/api/v1/admin/approval-paths/{kind}/{code}", Who::admin, change_path);
  frame.get("/api/v1/admin/settings", Who::admin, show_settings);
  frame.put("/api/v1/admin/settings", Who::admin, change_settings);
}

} // namespace qudao::api

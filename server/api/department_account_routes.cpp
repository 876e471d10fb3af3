#include "server/admin/part.h"
#include "server/api/account_mail.h"
#include "server/api/initial_password.h"
#include "server/api/routes.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

admin::Part part_of(const Services& services, const Call& call) {
  return {call.principal(), call.actor(), call.parameter("department_id"), services.clock.now()};
}

asio::awaitable<http::Response> list_accounts(Services& services, Call call) {
  const Call::Page page = call.page();
  const std::string state = call.query_text("state");
  if (!state.empty() && state != "locked") {
    throw Failure("request.invalid");
  }
  const admin::PartQuery query{call.query_text("q"), !state.empty(), page.number, page.size};
  auto read = [&services, part = part_of(services, call), query](storage::Connection& connection) {
    return admin::part_accounts(connection, services.domain->companies, part, query);
  };
  co_return json(200, co_await services.database.read(read));
}

accounts::User new_account(const Call& call) {
  accounts::User user;
  user.user_name = call.text("user_name");
  user.display_name = call.text_if("display_name").value_or(user.user_name);
  user.employee_no = call.text_if("employee_no").value_or("");
  user.department = call.text_if("department").value_or("");
  user.email = call.text_if("email").value_or("");
  user.mobile = call.text_if("mobile").value_or("");
  user.locale = call.text_if("locale").value_or("zh-CN");
  const Value* roles = call.body.find("roles");
  for (const Value& role : roles != nullptr && roles->is_list() ? roles->as_list() : List()) {
    if (!role.is_string()) {
      throw Failure("request.invalid");
    }
    user.roles.emplace_back(role.as_string());
  }
  List wrong = accounts::check_user_name(user.user_name);
  if (!wrong.empty()) {
    throw Failure("validation.failed", Value::list(std::move(wrong)));
  }
  return user;
}

asio::awaitable<http::Response> create_account(Services& services, Call call) {
  const admin::Part part = part_of(services, call);
  auto look = [&services, part](storage::Connection& connection) {
    return admin::part_accounts(connection, services.domain->companies, part, {"", false, 1, 1});
  };
  co_await services.database.read(look); // whose part it is not learns nothing
  require_confirmation(services, call);
  const accounts::User user = new_account(call);
  const std::string password = call.text_if("password").value_or(initial_password());
  const std::string hash = co_await services.accounts.hash_new_password(password, user.user_name);
  auto write = [&services, part, user, hash](storage::Connection& connection) {
    return accounts::to_value(admin::create_part_account(
        connection, services.domain->companies, services.domain->records, part, user, hash));
  };
  co_return json(201, with_password(co_await services.database.write(write), password));
}

asio::awaitable<http::Response> reset_account_password(Services& services, Call call) {
  const admin::Part part = part_of(services, call);
  const std::string id = call.parameter("account_id");
  auto look = [&services, part, id](storage::Connection& connection) {
    return admin::part_account(connection, services.domain->companies, part, id,
                               access::AccountAct::password)
        .user_name;
  };
  const std::string user_name = co_await services.database.read(look);
  require_confirmation(services, call);
  const std::string password = call.text_if("password").value_or(initial_password());
  const std::string hash = co_await services.accounts.hash_new_password(password, user_name);
  auto write = [&services, part, id, hash](storage::Connection& connection) {
    admin::set_part_password(connection, services.domain->companies, part, id, hash);
    mail_account_change(connection, services, part.who.tenant_id, id, "account_password", part.now);
  };
  co_await services.database.write(write);
  services.mail.poke();
  services.accounts.forget(id);
  co_return json(200, with_password(Value::null(), password));
}

asio::awaitable<http::Response> restore_account(Services& services, Call call) {
  const std::string id = call.parameter("account_id");
  auto write = [&services, part = part_of(services, call), id](storage::Connection& connection) {
    return admin::restore_part_account(connection, services.domain->companies,
                                       services.domain->records, part, id);
  };
  Value user = co_await services.database.write(write);
  services.accounts.forget(id);
  co_return json(200, user);
}

} // namespace

void add_department_account_routes(Frame& frame) {
  const std::string all = "/api/v1/departments/{department_id}/accounts";
  frame.get(all, Who::signed_in, list_accounts);
  frame.post(all, Who::signed_in, create_account);
  frame.post(all + "/{account_id}/password", Who::signed_in, reset_account_password);
  frame.post(all + "/{account_id}/restore", Who::signed_in, restore_account);
}

} // namespace qudao::api

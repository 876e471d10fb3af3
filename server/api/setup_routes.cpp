#include "server/accounts/setup.h"
#include "server/api/routes.h"
#include "server/api/session_cookie.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

struct Setup {
  std::string token;
  std::string user_name;
  std::string password_hash;
  std::string organisation;
  std::string locale;
  audit::Actor actor;
  accounts::Visitor visitor;
  Millis now = 0;
};

accounts::SignedIn create_administrator(storage::Connection& connection, const Setup& setup) {
  accounts::use_setup_link(connection, accounts::kTenant, setup.token, setup.now);
  accounts::ensure_tenant(connection, accounts::kTenant, setup.organisation, setup.now);
  accounts::User user;
  user.user_name = setup.user_name;
  user.display_name = setup.user_name;
  user.roles = {"admin"};
  user.locale = setup.locale;
  accounts::SignedIn entered;
  entered.user =
      accounts::create_user(connection, setup.actor, user, setup.password_hash, setup.now);
  entered.session = accounts::open_session(connection, accounts::kTenant, entered.user.id,
                                           setup.visitor, setup.now);
  return entered;
}

auto link_check(std::string token, Millis now) {
  return [token = std::move(token), now](storage::Connection& connection) {
    accounts::check_setup_link(connection, accounts::kTenant, token, now);
  };
}

asio::awaitable<http::Response> show_setup(Services& services, Call call) {
  services.rate.take(call.request.client_address, services.clock.now());
  auto check = link_check(call.parameter("token"), services.clock.now());
  co_await services.database.read(check);
  co_return json(200, Value::map(Map{{"valid", Value::boolean(true)}}));
}

asio::awaitable<http::Response> set_up(Services& services, Call call) {
  Setup setup;
  setup.token = call.parameter("token");
  setup.now = services.clock.now();
  // Before hashing: without a valid link nobody makes this server work.
  auto check = link_check(setup.token, setup.now);
  co_await services.database.read(check);
  setup.user_name = call.text("user_name");
  setup.organisation = call.text("organisation");
  setup.locale = call.locale;
  setup.actor = call.actor();
  setup.visitor = call.visitor();
  List violations = accounts::check_user_name(setup.user_name);
  if (!violations.empty()) {
    throw Failure("validation.failed", Value::list(std::move(violations)));
  }
  const std::string password = call.text("password");
  setup.password_hash = co_await services.accounts.hash_new_password(password, setup.user_name);
  auto create = [setup](storage::Connection& connection) {
    return create_administrator(connection, setup);
  };
  const accounts::SignedIn entered = co_await services.database.write(create);
  http::Response response = json(201, Value::map(Map{{"user", accounts::to_value(entered.user)}}));
  set_session_cookie(response, call.request, entered.session.token);
  co_return response;
}

} // namespace

void add_setup_routes(Frame& frame) {
  frame.get("/api/v1/setup/{token}", Who::everybody, show_setup);
  frame.post("/api/v1/setup/{token}", Who::everybody, set_up);
}

} // namespace qudao::api

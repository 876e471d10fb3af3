#include "server/api/domain.h"
#include "server/api/routes.h"
#include "server/api/session_cookie.h"
#include "server/failure/failure.h"
#include "server/registration/registration.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

constexpr std::size_t kLongestToken = 100;

std::string draft_token_of(const Call& call) {
  std::string token = call.text_if("draft_token").value_or("");
  if (token.size() > kLongestToken) {
    throw Failure("request.invalid");
  }
  return token;
}

// The user name is checked here with everything else the person typed, so that all of it is answered at once.
void check_name(const std::string& user_name) {
  List wrong = accounts::check_user_name(user_name);
  if (!wrong.empty()) {
    throw Failure("validation.failed", Value::list(std::move(wrong)));
  }
}

asio::awaitable<http::Response> register_partner(Services& services, Call call) {
  registration::Request request;
  request.user_name = call.text("user_name");
  request.data = call.map("data");
  request.draft_token = draft_token_of(call);
  request.locale = call.locale;
  const Millis now = services.clock.now();
  const std::string challenge = services.captcha.check(call.text("captcha"), now);
  check_name(request.user_name);
  const std::string password = call.text("password");
  request.password_hash = co_await services.accounts.hash_new_password(password, request.user_name);
  struct Entered {
    registration::Registered registered;
    accounts::NewSession session;
  };
  auto write = [&services, request, challenge, now, actor = call.actor(),
                visitor = call.visitor()](storage::Connection& connection) {
    Domain& domain = *services.domain;
    accounts::Captcha::use(connection, actor.tenant_id, challenge, now);
    Entered entered;
    entered.registered = registration::register_partner(connection, domain.records, domain.notices,
                                                        actor, request, now);
    entered.session = accounts::open_session(connection, actor.tenant_id,
                                             entered.registered.user.id, visitor, now);
    return entered;
  };
  const Entered entered = co_await services.database.write(write);
  services.mail.poke();
  http::Response response =
      json(201, Value::map({{"user", accounts::to_value(entered.registered.user)},
                            {"partner_id", Value::string(entered.registered.partner_id)}}));
  set_session_cookie(response, call.request, entered.session.token);
  co_return response;
}

asio::awaitable<http::Response> store_draft(Services& services, Call call) {
  auto write = [tenant = std::string(accounts::kTenant), token = draft_token_of(call),
                user_name = call.text_if("user_name").value_or(""), data = call.map("data"),
                now = services.clock.now()](storage::Connection& connection) {
    return registration::store_draft(connection, tenant, token, user_name, data, now);
  };
  const std::string token = co_await services.database.write(write);
  co_return json(201, Value::map({{"draft_token", Value::string(token)}}));
}

asio::awaitable<http::Response> show_draft(Services& services, Call call) {
  services.rate.take("draft " + call.request.client_address, services.clock.now());
  auto read = [tenant = std::string(accounts::kTenant),
               token = call.parameter("token")](storage::Connection& connection) {
    return registration::draft(connection, tenant, token);
  };
  co_return json(200, co_await services.database.read(read));
}

} // namespace

void add_registration_routes(Frame& frame) {
  frame.post("/api/v1/registrations", Who::everybody, register_partner);
  frame.post("/api/v1/registration-drafts", Who::everybody, store_draft);
  frame.get("/api/v1/registration-drafts/{token}", Who::everybody, show_draft);
}

} // namespace qudao::api

#include "server/api/routes.h"
#include "server/api/session_cookie.h"
#include "server/log/log.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

Value to_value(const accounts::SessionInfo& session, const std::string& current) {
  return Value::map(Map{{"id", Value::string(session.id)},
                        {"created_at", Value::string(rfc3339(session.created_at))},
                        {"used_at", Value::string(rfc3339(session.used_at))},
                        {"address", Value::string(session.address)},
                        {"agent", Value::string(session.agent)},
                        {"current", Value::boolean(session.id == current)}});
}

asio::awaitable<http::Response> sign_in(Services& services, Call call) {
  const std::string user_name = call.text("user_name");
  const std::string password = call.text("password");
  const accounts::SignedIn entered = co_await services.accounts.sign_in(
      user_name, password, call.text_if("code").value_or(""), call.visitor());
  // A token from before the sign-in is worth nothing afterwards.
  if (call.user) {
    co_await services.accounts.end_session(*call.user, call.user->session_id);
  }
  log::info("sign_in", {{"user_id", Value::string(entered.user.id)},
                        {"address", Value::string(call.request.client_address)}});
  http::Response response = json(201, Value::map(Map{{"user", accounts::to_value(entered.user)}}));
  set_session_cookie(response, call.request, entered.session.token);
  co_return response;
}

asio::awaitable<http::Response> confirm_session(Services& services, Call call) {
  co_await services.accounts.confirm(call.principal(), call.text("password"), call.visitor());
  co_return no_content();
}

asio::awaitable<http::Response> sign_out(Services& services, Call call) {
  co_await services.accounts.end_session(call.principal(), call.principal().session_id);
  http::Response response = no_content();
  clear_session_cookie(response, call.request);
  co_return response;
}

asio::awaitable<http::Response> list_sessions(Services& services, Call call) {
  List items;
  const auto sessions = co_await services.accounts.sessions(call.principal());
  for (const auto& session : sessions) {
    items.push_back(to_value(session, call.principal().session_id));
  }
  co_return json(200, Value::map(Map{{"items", Value::list(std::move(items))}}));
}

asio::awaitable<http::Response> end_session(Services& services, Call call) {
  co_await services.accounts.end_session(call.principal(), call.parameter("id"));
  co_return no_content();
}

} // namespace

void add_session_routes(Frame& frame) {
  frame.post("/api/v1/sessions", Who::everybody, sign_in);
  frame.get("/api/v1/sessions", Who::signed_in_any, list_sessions);
  frame.remove("/api/v1/sessions/current", Who::signed_in_any, sign_out);
  frame.post("/api/v1/sessions/current/confirmation", Who::signed_in_any, confirm_session);
  frame.remove("/api/v1/sessions/{id}", Who::signed_in_any, end_session);
}

} // namespace qudao::api

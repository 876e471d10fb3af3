#include "server/accounts/second_factor.h"
#include "server/admin/admin.h"
#include "server/api/account_mail.h"
#include "server/api/routes.h"
#include "server/failure/failure.h"
#include "server/http/message.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

constexpr std::string_view kIssuer = "Qudao";

Value codes_of(const std::vector<std::string>& codes) {
  List list;
  for (const std::string& code : codes) {
    list.push_back(Value::string(code));
  }
  return Value::map({{"recovery_codes", Value::list(std::move(list))}});
}

// As authenticator apps read it from a QR code.
std::string otpauth_uri(const std::string& user_name, const std::string& secret) {
  const std::string issuer(kIssuer);
  return "otpauth://totp/" + issuer + ':' + http::percent_encode(user_name) + "?secret=" + secret +
         "&issuer=" + issuer;
}

void mail_change(storage::Connection& connection, const Services& services,
                 const audit::Actor& actor, std::string_view kind, Millis now) {
  mail_account_change(connection, services, actor.tenant_id, actor.user_id, kind, now);
}

asio::awaitable<http::Response> show_second_factor(Services& services, Call call) {
  auto read = [who = call.principal()](storage::Connection& connection) {
    return accounts::SecondFactor::state(connection, who.tenant_id, who.user_id);
  };
  const auto state = co_await services.database.read(read);
  Map answer{{"on", Value::boolean(state.since.has_value())},
             {"recovery_codes", Value::integer(state.recovery_codes)}};
  if (state.since) {
    answer.set("since", Value::string(rfc3339(*state.since)));
  }
  co_return json(200, Value::map(std::move(answer)));
}

asio::awaitable<http::Response> begin(Services& services, Call call) {
  require_confirmation(services, call);
  auto write = [&services, who = call.principal()](storage::Connection& connection) {
    return services.second_factor.begin(connection, who.tenant_id, who.user_id);
  };
  const std::string secret = co_await services.database.write(write);
  co_return json(
      201, Value::map({{"secret", Value::string(secret)},
                       {"uri", Value::string(otpauth_uri(call.principal().user_name, secret))}}));
}

asio::awaitable<http::Response> confirm(Services& services, Call call) {
  require_confirmation(services, call);
  auto write = [&services, code = call.text("code"), actor = call.actor(),
                now = services.clock.now()](storage::Connection& connection) {
    auto codes = services.second_factor.confirm(connection, actor, code, now);
    if (codes) {
      mail_change(connection, services, actor, "account_second_factor_on", now);
    }
    return codes;
  };
  const auto codes = co_await services.database.write(write);
  if (!codes) {
    throw Failure("auth.code_invalid");
  }
  services.mail.poke();
  co_return json(200, codes_of(*codes));
}

asio::awaitable<http::Response> renew(Services& services, Call call) {
  require_confirmation(services, call);
  auto write = [&services, actor = call.actor(),
                now = services.clock.now()](storage::Connection& connection) {
    mail_change(connection, services, actor, "account_recovery_codes", now);
    return services.second_factor.new_recovery_codes(connection, actor, now);
  };
  const auto codes = co_await services.database.write(write);
  services.mail.poke();
  co_return json(200, codes_of(codes));
}

asio::awaitable<http::Response> remove(Services& services, Call call) {
  require_confirmation(services, call);
  auto write = [&services, actor = call.actor(),
                now = services.clock.now()](storage::Connection& connection) {
    accounts::SecondFactor::remove(connection, actor, actor.user_id, now);
    mail_change(connection, services, actor, "account_second_factor_off", now);
  };
  co_await services.database.write(write);
  services.mail.poke();
  co_return no_content();
}

// For somebody who lost phone and recovery codes.
asio::awaitable<http::Response> remove_of_other(Services& services, Call call) {
  require_confirmation(services, call);
  auto write = [&services, who = call.principal(), id = call.parameter("id"), actor = call.actor(),
                now = services.clock.now()](storage::Connection& connection) {
    const std::string owner = admin::user(connection, who, id).id;
    accounts::SecondFactor::remove(connection, actor, owner, now);
    mail_account_change(connection, services, who.tenant_id, owner, "account_second_factor_off",
                        now);
  };
  co_await services.database.write(write);
  services.mail.poke();
  co_return no_content();
}

} // namespace

void add_second_factor_routes(Frame& frame) {
  frame.get("/api/v1/me/second-factor", Who::signed_in, show_second_factor);
  frame.post("/api/v1/me/second-factor", Who::signed_in, begin);
  frame.post("/api/v1/me/second-factor/confirm", Who::signed_in, confirm);
  frame.post("/api/v1/me/second-factor/recovery-codes", Who::signed_in, renew);
  frame.remove("/api/v1/me/second-factor", Who::signed_in, remove);
  frame.remove("/api/v1/admin/users/{id}/second-factor", Who::admin, remove_of_other);
}

} // namespace qudao::api

#include "server/api/account_mail.h"
#include "server/api/routes.h"
#include "server/api/session_cookie.h"
#include "server/crypto/digest.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

constexpr std::size_t kLongestProfileText = 200;

Value string_list(const std::vector<std::string>& words) {
  List list;
  for (const std::string& word : words) {
    list.push_back(Value::string(word));
  }
  return Value::list(std::move(list));
}

Value me_of(const Services& services, storage::Connection& connection,
            const accounts::Principal& principal) {
  const auto user = accounts::find_user(connection, principal.tenant_id, principal.user_id);
  if (!user) {
    throw Failure("auth.required");
  }
  Map me{{"user", accounts::to_value(*user)},
         {"must_change_password", Value::boolean(user->must_change_password)},
         {"permissions", string_list(user->roles)}};
  for (const auto& part : services.me_parts) {
    part(connection, principal, me);
  }
  return Value::map(std::move(me));
}

asio::awaitable<http::Response> show_me(Services& services, Call call) {
  auto read = [&services, principal = call.principal()](storage::Connection& connection) {
    return me_of(services, connection, principal);
  };
  const Value me = co_await services.database.read(read);
  co_return json(200, me);
}

// A device keeps the key of what it stores only wrapped in this, which nobody has without a session: the same for a user for
// ever, so that it opens what was stored before.
asio::awaitable<http::Response> show_device_secret(Services& services, Call call) {
  const accounts::Principal& who = call.principal();
  const std::string secret =
      crypto::hmac_sha256_hex(services.device_key, who.tenant_id + '/' + who.user_id);
  co_return json(200, Value::map(Map{{"secret", Value::string(secret)}}));
}

// Only what people may say about themselves.
struct Profile {
  std::optional<std::string> email;
  std::optional<std::string> mobile;
  std::optional<std::string> display_name;
  std::optional<std::string> locale;
};

Profile profile_of(const Call& call) {
  Profile profile{call.text_if("email"), call.text_if("mobile"), call.text_if("display_name"),
                  call.text_if("locale")};
  for (const auto* text : {&profile.email, &profile.mobile, &profile.display_name}) {
    if (*text && (*text)->size() > kLongestProfileText) {
      throw Failure("request.invalid");
    }
  }
  if (profile.locale && *profile.locale != "zh-CN" && *profile.locale != "en") {
    throw Failure("request.invalid");
  }
  return profile;
}

asio::awaitable<http::Response> change_me(Services& services, Call call) {
  const Profile profile = profile_of(call);
  auto change = [&services, call, profile, principal = call.principal(), actor = call.actor(),
                 now = services.clock.now()](storage::Connection& connection) {
    auto user = accounts::find_user(connection, principal.tenant_id, principal.user_id);
    if (!user) {
      throw Failure("auth.required");
    }
    // Where forgotten passwords are sent to.
    if (profile.email && *profile.email != user->email) {
      require_confirmation(services, call);
    }
    mail_email_change(connection, services, principal.tenant_id, user->id, profile.email, now);
    user->email = profile.email.value_or(user->email);
    user->mobile = profile.mobile.value_or(user->mobile);
    user->display_name = profile.display_name.value_or(user->display_name);
    user->locale = profile.locale.value_or(user->locale);
    accounts::update_user(connection, actor, *user, now);
    return me_of(services, connection, principal);
  };
  const Value me = co_await services.database.write(change);
  services.accounts.forget(call.principal().user_id);
  services.mail.poke();
  co_return json(200, me);
}

asio::awaitable<http::Response> change_password(Services& services, Call call) {
  const std::string current = call.text("current");
  const std::string fresh = call.text("new");
  auto mail = [&services, who = call.principal(),
               now = services.clock.now()](storage::Connection& connection) {
    mail_account_change(connection, services, who.tenant_id, who.user_id, "account_password", now);
  };
  const accounts::NewSession session = co_await services.accounts.change_password(
      call.principal(), current, fresh, call.visitor(), mail);
  services.mail.poke();
  http::Response response = no_content();
  set_session_cookie(response, call.request, session.token);
  co_return response;
}

asio::awaitable<http::Response> check_user_name(Services& services, Call call) {
  services.rate.take(call.request.client_address, services.clock.now());
  const std::string name = call.parameter("name");
  List violations = accounts::check_user_name(name);
  bool taken = false;
  if (violations.empty()) {
    auto look = [name](storage::Connection& connection) {
      return accounts::user_name_taken(connection, accounts::kTenant, name);
    };
    taken = co_await services.database.read(look);
  }
  if (taken) {
    violations.push_back(Value::map(Map{{"code", Value::string("user_name.taken")},
                                        {"path", Value::string("/user_name")},
                                        {"params", Value::map({})}}));
  }
  const bool available = violations.empty();
  co_return json(200,
                 Value::map(Map{{"available", Value::boolean(available)},
                                {"violations",
                                 with_messages(Value::list(std::move(violations)), call.locale)}}));
}

} // namespace

void add_account_routes(Frame& frame) {
  frame.get("/api/v1/me", Who::signed_in_any, show_me);
  frame.get("/api/v1/me/device-secret", Who::signed_in, show_device_secret);
  frame.patch("/api/v1/me", Who::signed_in, change_me);
  frame.post("/api/v1/me/password", Who::signed_in_any, change_password);
  frame.get("/api/v1/user-names/{name}", Who::everybody, check_user_name);
}

} // namespace qudao::api

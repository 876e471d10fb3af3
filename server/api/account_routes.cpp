#include "server/api/account_mail.h"
#include "server/api/routes.h"
#include "server/api/session_cookie.h"
#include "server/crypto/digest.h"
#include "server/definitions/definitions.h"
#include "server/failure/failure.h"
#include "server/settings/settings.h"

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
         {"own_data_due",
          Value::boolean(identity::own_data_due(
              user->data_confirmed_at, settings::own_data_days(connection, principal.tenant_id),
              services.clock.now()))},
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
  std::optional<std::vector<identity::Messenger>> messengers;
  bool confirms = false; // that all of it holds
};

std::optional<std::vector<identity::Messenger>> messengers_of(const Call& call) {
  const Value* given = call.body.find("messengers");
  if (given == nullptr || given->is_null()) {
    return std::nullopt;
  }
  if (!given->is_list()) {
    throw Failure("request.invalid");
  }
  std::vector<identity::Messenger> messengers;
  for (const Value& each : given->as_list()) {
    const Value* type = each.find("type");
    const Value* name = each.find("name");
    if (type == nullptr || !type->is_string() || name == nullptr || !name->is_string()) {
      throw Failure("request.invalid");
    }
    messengers.push_back({std::string(type->as_string()), std::string(name->as_string())});
  }
  return messengers;
}

Profile profile_of(const Call& call) {
  Profile profile;
  profile.email = call.text_if("email");
  profile.mobile = call.text_if("mobile");
  profile.display_name = call.text_if("display_name");
  profile.locale = call.text_if("locale");
  profile.messengers = messengers_of(call);
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

std::vector<std::string> messenger_types(storage::Connection& connection,
                                         const std::string& tenant) {
  std::vector<std::string> types;
  const Value dictionary = definitions::dictionary(connection, tenant, "messenger_type");
  for (const Value& item : dictionary.find("items")->as_list()) {
    const Value* retired = item.find("retired");
    if (retired == nullptr || *retired != Value::boolean(true)) {
      types.emplace_back(item.find("code")->as_string());
    }
  }
  return types;
}

accounts::User with(storage::Connection& connection, const accounts::User& user,
                    const Profile& profile) {
  const identity::OwnData before{user.email, user.mobile, user.messengers};
  const identity::OwnData typed{profile.email.value_or(user.email),
                                profile.mobile.value_or(user.mobile),
                                profile.messengers.value_or(user.messengers)};
  const auto read = identity::read_own_data(
      typed, before, messenger_types(connection, std::string(accounts::kTenant)));
  if (!read) {
    List wrong;
    for (const Violation& each : read.error()) {
      wrong.push_back(qudao::to_value(each));
    }
    throw Failure("validation.failed", Value::list(std::move(wrong)));
  }
  accounts::User changed = user;
  changed.email = read->email;
  changed.mobile = read->mobile;
  changed.messengers = read->messengers;
  changed.display_name = profile.display_name.value_or(user.display_name);
  changed.locale = profile.locale.value_or(user.locale);
  return changed;
}

void store_profile(storage::Connection& connection, const Services& services, const Call& call,
                   const Profile& profile) {
  const accounts::Principal& who = call.principal();
  const Millis now = services.clock.now();
  const auto user = accounts::find_user(connection, who.tenant_id, who.user_id);
  if (!user) {
    throw Failure("auth.required");
  }
  const accounts::User changed = with(connection, *user, profile);
  // Where forgotten passwords are sent to.
  if (changed.email != user->email) {
    require_confirmation(services, call);
    mail_email_change(connection, services, who.tenant_id, user->id, changed.email, now);
  }
  if (!profile.confirms || accounts::to_value(changed) != accounts::to_value(*user)) {
    accounts::update_user(connection, call.actor(), changed, now);
  }
  if (profile.confirms) {
    accounts::note_data_confirmed(connection, who.tenant_id, who.user_id, now);
    audit::append(connection, call.actor(), "user.data_confirmed", who.user_id, {}, now);
  }
}

asio::awaitable<Value> stored_profile(Services& services, Call call, Profile profile) {
  auto change = [&services, call, profile](storage::Connection& connection) {
    store_profile(connection, services, call, profile);
    return me_of(services, connection, call.principal());
  };
  Value me = co_await services.database.write(change);
  services.accounts.forget(call.principal().user_id);
  services.mail.poke();
  co_return me;
}

asio::awaitable<http::Response> change_me(Services& services, Call call) {
  const Profile profile = profile_of(call);
  co_return json(200, co_await stored_profile(services, call, profile));
}

// What is given is corrected first.
asio::awaitable<http::Response> confirm_own_data(Services& services, Call call) {
  Profile profile = profile_of(call);
  profile.confirms = true;
  co_return json(200, co_await stored_profile(services, call, profile));
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
  frame.post("/api/v1/me/data-confirmation", Who::signed_in, confirm_own_data);
  frame.post("/api/v1/me/password", Who::signed_in_any, change_password);
  frame.get("/api/v1/user-names/{name}", Who::everybody, check_user_name);
}

} // namespace qudao::api

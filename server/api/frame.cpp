#include "server/api/frame.h"

#include <limits>

#include "core/value/json.h"
#include "server/api/language.h"
#include "server/failure/failure.h"
#include "server/log/log.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

struct Rule {
  Who who;
  bool changes; // anything but GET, HEAD and OPTIONS
  bool json;
  CallHandler handler;
  http::Pairs always;
};

bool same_origin(const http::Request& request, const config::Serve& options) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty()) {
    return site == "same-origin";
  }
  const std::string_view origin = request.header("origin");
  if (origin.empty()) {
    return true;
  } // not a browser: the custom header is what a form cannot send
  if (!options.public_url.empty() && origin == options.public_url) {
    return true;
  }
  const std::string host(request.header("host"));
  return origin == (request.secure ? "https://" : "http://") + host;
}

void refuse_cross_site(const http::Request& request, const config::Serve& options) {
  if (request.header("x-qudao-request") != "1" || !same_origin(request, options)) {
    throw Failure("request.cross_site");
  }
}

void refuse_unentitled(const Rule& rule, const std::optional<accounts::Principal>& user) {
  if (rule.who == Who::everybody) {
    return;
  }
  if (!user) {
    throw Failure("auth.required");
  }
  if (rule.who == Who::signed_in_any) {
    return;
  }
  if (user->must_change_password) {
    throw Failure("auth.password_change_required");
  }
  const bool admin = user->has_role("admin");
  const bool allowed = rule.who == Who::signed_in ||
                       (rule.who == Who::partner && user->has_role("partner")) ||
                       (rule.who == Who::manager && (admin || user->has_role("manager"))) ||
                       (rule.who == Who::admin && admin);
  if (!allowed) {
    throw Failure("auth.forbidden");
  }
}

// A worker goes on when another tab of its browser signs somebody else in.
void refuse_other_user(const http::Request& request,
                       const std::optional<accounts::Principal>& user) {
  const std::string_view meant = request.header("x-qudao-user");
  if (!meant.empty() && user && user->user_id != meant) {
    throw Failure("sync.other_user");
  }
}

Value parse_body(const http::Request& request) {
  if (request.body.empty()) {
    return {};
  }
  const std::string_view type = request.header("content-type");
  constexpr std::string_view kJson = "application/json";
  if (type.substr(0, kJson.size()) != kJson ||
      (type.size() > kJson.size() && type[kJson.size()] != ';' && type[kJson.size()] != ' ')) {
    throw Failure("request.media_type");
  }
  auto parsed = parse_json(request.body);
  if (!parsed) {
    Failure failure("request.json");
    failure.members.set("json", Value::map(Map{{"code", Value::string(parsed.error().code)},
                                               {"offset", Value::integer(static_cast<std::int64_t>(
                                                              parsed.error().offset))}}));
    throw failure;
  }
  if (!parsed->is_map()) {
    throw Failure("request.invalid");
  }
  return std::move(parsed).value();
}

asio::awaitable<http::Response> guarded(Services& services, const Rule& rule, http::Request request,
                                        std::string& locale) {
  if (rule.changes) {
    refuse_cross_site(request, services.options);
  }
  Call call;
  const std::string token(request.cookie(session_cookie_name(request)));
  if (!token.empty()) {
    call.user = co_await services.accounts.authenticate(token);
  }
  if (call.user && !asked_locale(request)) {
    locale = call.user->locale;
  }
  refuse_unentitled(rule, call.user);
  refuse_other_user(request, call.user);
  if (rule.changes && !call.user) {
    services.rate.take(request.client_address, services.clock.now());
  }
  if (rule.json) {
    call.body = parse_body(request);
  }
  call.locale = locale;
  call.request = std::move(request);
  co_return co_await rule.handler(services, std::move(call));
}

// What a storage error means to the caller; its text stays in the log.
Failure translate(const storage::StorageError& error) {
  using Kind = storage::StorageError::Kind;
  switch (error.kind()) {
  case Kind::unique:
    return Failure("unique.taken");
  case Kind::busy:
  case Kind::full:
  case Kind::closed:
    return Failure("server.unavailable");
  case Kind::constraint:
  case Kind::failed:
    break;
  }
  return Failure("server.internal");
}

Failure explain(const std::exception_ptr& thrown, const std::string& request_id) {
  try {
    std::rethrow_exception(thrown);
  } catch (const Failure& failure) {
    if (status_of(failure.code) != 500) {
      return failure;
    }
    log::error("request.failed", {{"request_id", Value::string(request_id)},
                                  {"error", Value::string("unknown code " + failure.code)}});
    return Failure("server.internal");
  } catch (const storage::StorageError& error) {
    log::error("request.failed",
               {{"request_id", Value::string(request_id)}, {"error", Value::string(error.what())}});
    return translate(error);
  } catch (const std::exception& error) {
    log::error("request.failed",
               {{"request_id", Value::string(request_id)}, {"error", Value::string(error.what())}});
    return Failure("server.internal");
  }
}

asio::awaitable<http::Response> answered(Services& services, const Rule& rule,
                                         http::Request request) {
  std::string locale = asked_locale(request).value_or("zh-CN");
  const std::string id = request.id;
  std::exception_ptr thrown; // no co_await inside a catch
  try {
    co_return co_await guarded(services, rule, std::move(request), locale);
  } catch (...) {
    thrown = std::current_exception();
  }
  co_return problem(explain(thrown, id), id, locale);
}

asio::awaitable<http::Response> run(Services& services, const Rule& rule, http::Request request) {
  http::Response response = co_await answered(services, rule, std::move(request));
  response.headers.insert(response.headers.end(), rule.always.begin(), rule.always.end());
  co_return response;
}

bool is_change(http::Method method) {
  return method != http::Method::get && method != http::Method::head &&
         method != http::Method::options;
}

} // namespace

void require_confirmation(const Services& services, const Call& call) {
  if (services.clock.now() - call.principal().confirmed_at > kConfirmedFor) {
    throw Failure("auth.confirmation_required");
  }
}

std::string_view to_string(Who who) {
  switch (who) {
  case Who::everybody:
    return "everybody";
  case Who::signed_in_any:
    return "signed_in_any";
  case Who::signed_in:
    return "signed_in";
  case Who::partner:
    return "partner";
  case Who::manager:
    return "manager";
  case Who::admin:
    break;
  }
  return "admin";
}

std::optional<std::string> asked_locale(const http::Request& request) {
  return preferred_locale(request.header("accept-language"));
}

std::string session_cookie_name(const http::Request& request) {
  return request.loopback && !request.secure ? std::string(kLoopbackCookie) : "__Host-qudao";
}

void Frame::add(http::Route route, Who who, CallHandler handler, http::Pairs always) {
  routes_.push_back({std::string(http::to_string(route.method)), route.path, who});
  const Rule rule{who, is_change(route.method), route.body == http::BodyKind::buffered, handler,
                  std::move(always)};
  Services* services = &services_;
  router_.add(std::move(route), [services, rule](http::Request request) {
    return run(*services, rule, std::move(request));
  });
}

void Frame::get(std::string path, Who who, CallHandler handler) {
  add({http::Method::get, std::move(path), http::BodyKind::none, 0}, who, handler);
}
void Frame::post(std::string path, Who who, CallHandler handler, std::uint64_t body_limit) {
  add({http::Method::post, std::move(path), http::BodyKind::buffered, body_limit}, who, handler);
}
void Frame::put(std::string path, Who who, CallHandler handler) {
  add({http::Method::put, std::move(path), http::BodyKind::buffered, kJsonLimit}, who, handler);
}
void Frame::patch(std::string path, Who who, CallHandler handler) {
  add({http::Method::patch, std::move(path), http::BodyKind::buffered, kJsonLimit}, who, handler);
}
void Frame::remove(std::string path, Who who, CallHandler handler) {
  add({http::Method::remove, std::move(path), http::BodyKind::buffered, kJsonLimit}, who, handler);
}
void Frame::upload(std::string path, Who who, CallHandler handler, std::uint64_t body_limit) {
  add({http::Method::post, std::move(path), http::BodyKind::streamed, body_limit}, who, handler);
}
void Frame::raw(http::Method method, std::string path, Who who, CallHandler handler,
                http::Pairs always) {
  const bool has_body = method == http::Method::post || method == http::Method::patch;
  http::Route route{method, std::move(path), http::BodyKind::none, 0};
  if (has_body) {
    route.body = http::BodyKind::streamed;
    route.body_limit = std::numeric_limits<std::uint64_t>::max();
  }
  add(std::move(route), who, handler, std::move(always));
}

} // namespace qudao::api

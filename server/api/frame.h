// Frame: what every API route goes through before and after its handler.
//
//   frame.post("/api/v1/records/{entity}", Who::partner, create_record);
//   asio::awaitable<http::Response> create_record(Services& services, Call call);
//
// Before: the cross-site rule for everything but GET, HEAD and OPTIONS (X-Qudao-Request: 1, and Origin or
// Sec-Fetch-Site of the same origin), the session, the forced password change, who may call the
// route at all, whether the session is that of the user the request is meant for (X-Qudao-User: its id, if it says so), JSON
// within limits. What a handler still has to decide is which records the caller
// may see (core/access). After: what was thrown becomes a problem document (RFC 9457) in the
// caller's language; unknown exceptions are logged and answered 500 without internals.
//
// Thread safety: add routes first; handlers run on any event loop, one call on one.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/api/call.h"
#include "server/api/services.h"
#include "server/failure/failure.h"
#include "server/http/router.h"

namespace qudao::api {

enum class Who {
  everybody,     // rate limited per address when it changes anything
  signed_in_any, // also while the password must be changed
  signed_in,
  partner,
  manager, // channel managers and administrators
  admin,
};

std::string_view to_string(Who who);

struct RouteInfo {
  std::string method;
  std::string path;
  Who who;
};

constexpr std::uint64_t kJsonLimit = 1 << 20;

using CallHandler = boost::asio::awaitable<http::Response> (*)(Services&, Call);

class Frame {
 public:
  Frame(http::Router& router, Services& services) : router_(router), services_(services) {}

  void get(std::string path, Who who, CallHandler handler);
  void post(std::string path, Who who, CallHandler handler, std::uint64_t body_limit = kJsonLimit);
  void put(std::string path, Who who, CallHandler handler);
  void patch(std::string path, Who who, CallHandler handler);
  void remove(std::string path, Who who, CallHandler handler);
  void upload(std::string path, Who who, CallHandler handler,
              std::uint64_t body_limit); // POST, body streamed

  // Any method, its body as it arrives and as large as it wants to be: the handler sets limits.
  // `always`: headers of every answer, problems included.
  void raw(http::Method method, std::string path, Who who, CallHandler handler, http::Pairs always);

  const std::vector<RouteInfo>& routes() const { return routes_; }

 private:
  void add(http::Route route, Who who, CallHandler handler, http::Pairs always = {});

  http::Router& router_;
  Services& services_;
  std::vector<RouteInfo> routes_;
};

// What is sensitive wants the password to have been asked in this session lately (at sign-in, or by POST
// /sessions/current/confirmation). Throws Failure auth.confirmation_required.
constexpr Millis kConfirmedFor = 10 * kMinute;
void require_confirmation(const Services& services, const Call& call);

// Failure → answer. Codes and statuses in status.cpp, texts in texts.json.
http::Response problem(const Failure& failure, const std::string& request_id,
                       std::string_view locale);
// Violations of core come with their message; those of the platform get theirs from texts.json here.
Value with_messages(const Value& violations, std::string_view locale);
int status_of(std::string_view code); // 500 for an unknown code

// `__Host-qudao`, or the named exception for plain HTTP on the same machine: a cookie without Secure.
constexpr std::string_view kLoopbackCookie = "qudao_dev";
std::string session_cookie_name(const http::Request& request);

// zh-CN or en, whichever Accept-Language wants more (language.h): what the page is read in. Nothing when it wants neither.
std::optional<std::string> asked_locale(const http::Request& request);

} // namespace qudao::api

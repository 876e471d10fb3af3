#include "server/api/session_cookie.h"

#include "server/api/frame.h"

namespace qudao::api {

namespace {

std::string attributes(const std::string& name) {
  std::string text = "; Path=/; HttpOnly; SameSite=Lax";
  if (name != kLoopbackCookie) {
    text += "; Secure";
  }
  return text;
}

} // namespace

void set_session_cookie(http::Response& response, const http::Request& request,
                        std::string_view token) {
  const std::string name = session_cookie_name(request);
  response.headers.emplace_back("Set-Cookie", name + '=' + std::string(token) + attributes(name));
}

void clear_session_cookie(http::Response& response, const http::Request& request) {
  const std::string name = session_cookie_name(request);
  response.headers.emplace_back("Set-Cookie", name + '=' + attributes(name) + "; Max-Age=0");
}

} // namespace qudao::api

// Internal of the room: the cookie that carries a session's token.
#pragma once

#include <string_view>

#include "server/http/message.h"

namespace qudao::api {

void set_session_cookie(http::Response& response, const http::Request& request,
                        std::string_view token);
void clear_session_cookie(http::Response& response, const http::Request& request);

} // namespace qudao::api

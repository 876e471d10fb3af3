// Internal of the room: the API's description, openapi.json with the paths and schemas of openapi/*.json put in.
#pragma once

#include <memory>

#include "server/http/message.h"

namespace qudao::api {

std::shared_ptr<const http::Asset> openapi_document(); // made once

} // namespace qudao::api

// The API's description: openapi.json with the paths and schemas of openapi/*.json put in, and with what the frame
// knows: `x-qudao-who` (who may call) on every operation. A route without description gets an operation marked
// `x-qudao-undocumented`, which fails a test.
#pragma once

#include <memory>

#include "server/api/frame.h"

namespace qudao::api {

std::shared_ptr<const http::Asset> openapi_document(const std::vector<RouteInfo>& routes);

} // namespace qudao::api

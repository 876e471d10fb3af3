// Internal of the room: counters as Prometheus text.
#pragma once

#include <string>

#include "server/http/server.h"
#include "server/storage/database.h"

namespace qudao::app {

void append_metrics(std::string& text, const storage::Database& database,
                    const http::ServerCounters& server);

} // namespace qudao::app

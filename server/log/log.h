// Structured logs: one JSON object per line on standard error, with time, level, event and fields.
//
//   log::info("sign_in.refused", {{"user_name", name}, {"address", address}});
//
// Events are stable words with dots. Never pass secrets: passwords, tokens, cookies, captcha
// solutions. Values are written as JSON, so no text can begin a line of its own. Lines go through a
// bounded queue to one thread; when that cannot keep up the oldest are dropped, callers never wait.
// Thread safety: any thread, after `start`.
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

#include "core/value/value.h"

namespace qudao::log {

enum class Level { debug, info, warning, error };

using Fields = std::initializer_list<std::pair<std::string_view, Value>>;

void start(Level least);
void stop(); // writes out what is queued

void write(Level level, std::string_view event, Fields fields);

inline void debug(std::string_view event, Fields fields = {}) {
  write(Level::debug, event, fields);
}
inline void info(std::string_view event, Fields fields = {}) {
  write(Level::info, event, fields);
}
inline void warning(std::string_view event, Fields fields = {}) {
  write(Level::warning, event, fields);
}
inline void error(std::string_view event, Fields fields = {}) {
  write(Level::error, event, fields);
}

// The line without its end; for tests.
std::string format(Level level, std::string_view event, Fields fields, std::string_view time);

} // namespace qudao::log

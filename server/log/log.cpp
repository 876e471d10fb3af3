#include "server/log/log.h"

#include <atomic>
#include <memory>
#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "core/value/json.h"
#include "server/clock/clock.h"

namespace qudao::log {

namespace {

constexpr std::size_t kQueuedLines = 8192;

// The pool owns the thread that writes; the logger is what hands lines to it.
struct Sink {
  std::shared_ptr<spdlog::details::thread_pool> pool;
  std::shared_ptr<spdlog::async_logger> logger;
};

Sink& sink() {
  static Sink instance;
  return instance;
}

std::atomic<Level> least_level{Level::info};

std::string_view name_of(Level level) {
  switch (level) {
  case Level::debug:
    return "debug";
  case Level::info:
    return "info";
  case Level::warning:
    return "warning";
  case Level::error:
    break;
  }
  return "error";
}

} // namespace

std::string format(Level level, std::string_view event, Fields fields, std::string_view time) {
  Map line;
  for (const auto& [name, value] : fields) {
    line.set(name, value);
  }
  line.set("time", Value::string(time));
  line.set("level", Value::string(name_of(level)));
  line.set("event", Value::string(event));
  return write_json(Value::map(std::move(line)));
}

void start(Level least) {
  least_level = least;
  auto target = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  target->set_pattern("%v");
  sink().pool = std::make_shared<spdlog::details::thread_pool>(kQueuedLines, 1);
  sink().logger = std::make_shared<spdlog::async_logger>(
      "qudao", target, sink().pool, spdlog::async_overflow_policy::overrun_oldest);
  sink().logger->flush_on(spdlog::level::info);
}

void stop() {
  if (!sink().logger) {
    return;
  }
  sink().logger->flush();
  sink().logger.reset();
  sink().pool.reset(); // joins after writing what is queued
}

void write(Level level, std::string_view event, Fields fields) {
  if (level < least_level.load() || !sink().logger) {
    return;
  }
  const std::string time = rfc3339(SystemClock().now());
  sink().logger->info("{}", format(level, event, fields, time));
}

} // namespace qudao::log

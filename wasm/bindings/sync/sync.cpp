// The module of the sync worker: core/sync's Client behind one handle. Texts pass through the exchange, as in embind.cpp.
#include <emscripten/bind.h>

#include "core/sync/events.h"
#include "core/value/json.h"
#include "wasm/bindings/exchange.h"
#include "wasm/bindings/requests.h"

namespace {

using namespace qudao;
using wasm::Exchange;

// A push answer of a full batch, or a page of a pull.
constexpr JsonLimits kLimits{32U << 20U, 64, 4'000'000};

Value failure_of(const JsonError& error) {
  return to_value(Violation{
      error.code, {}, {{"at", Value::integer(static_cast<std::int64_t>(error.offset))}}, {}, {}});
}

class SyncHandle {
 public:
  explicit SyncHandle(sync::Client client) : client_(std::move(client)) {}

  // The answer is the violation when there is no handle.
  static SyncHandle* open(std::size_t length) {
    const auto opening = parse_json(Exchange::instance().input(length), kLimits);
    if (!opening) {
      Exchange::instance().answer(failure_of(opening.error()));
      return nullptr;
    }
    auto client = sync::open(*opening);
    if (!client) {
      Exchange::instance().answer(to_value(client.error()));
      return nullptr;
    }
    return new SyncHandle(std::move(*client));
  }

  bool handle(std::size_t length) {
    const auto event = parse_json(Exchange::instance().input(length), kLimits);
    if (!event) {
      Exchange::instance().answer(failure_of(event.error()));
      return false;
    }
    const auto effects = sync::handle(client_, *event);
    Exchange::instance().answer(effects ? to_value(*effects) : to_value(effects.error()));
    return effects.has_value();
  }

  void status() const { Exchange::instance().answer(sync::status_of(client_)); }

 private:
  sync::Client client_;
};

} // namespace

EMSCRIPTEN_BINDINGS(qudao_sync) {
  using namespace emscripten;
  class_<SyncHandle>("SyncClient")
      .class_function("open", &SyncHandle::open, allow_raw_pointers())
      .function("handle", &SyncHandle::handle)
      .function("status", &SyncHandle::status);
}

// The module of the sync worker: core/sync's Client behind one handle. Texts pass through the exchange, as in embind.cpp.
#include <emscripten/bind.h>

#include "core/sync/events.h"
#include "wasm/bindings/exchange.h"
#include "wasm/bindings/requests.h"

namespace {

using namespace qudao;
using wasm::Exchange;

bool failed(const Violation& violation) {
  Exchange::instance().answer(to_value(violation));
  return false;
}

class SyncHandle {
 public:
  explicit SyncHandle(sync::Client client) : client_(std::move(client)) {}

  // The body of an answer stands behind the event, from `event_length` on.
  bool handle(std::size_t event_length, std::size_t length) {
    const std::string_view input = Exchange::instance().input(length);
    const std::string_view body = input.substr(event_length);
    const auto effects = sync::handle(client_, input.substr(0, event_length), body);
    if (!effects) return failed(effects.error());
    Exchange::instance().answer([&](std::string& out) { sync::append(out, *effects, body); });
    return true;
  }

  void status() const { Exchange::instance().answer(sync::status_of(client_)); }

 private:
  sync::Client client_;
};

// Rows of the database, some at a time, until there is a client.
class OpeningHandle {
 public:
  bool add(std::size_t length) {
    auto rows = sync::rows_in(Exchange::instance().input(length));
    if (!rows) return failed(rows.error());
    std::move(rows->begin(), rows->end(), std::back_inserter(rows_));
    return true;
  }

  // The answer is the violation when there is no client.
  SyncHandle* open(std::size_t length) {
    auto client = sync::open(Exchange::instance().input(length), rows_);
    if (client) return new SyncHandle(std::move(*client));
    failed(client.error());
    return nullptr;
  }

 private:
  std::vector<sync::Row> rows_;
};

} // namespace

EMSCRIPTEN_BINDINGS(qudao_sync) {
  using namespace emscripten;
  class_<OpeningHandle>("SyncOpening")
      .constructor()
      .function("add", &OpeningHandle::add)
      .function("open", &OpeningHandle::open, allow_raw_pointers());
  class_<SyncHandle>("SyncClient")
      .function("handle", &SyncHandle::handle)
      .function("status", &SyncHandle::status);
}

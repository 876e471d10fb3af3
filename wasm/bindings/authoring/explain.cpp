#include "core/explain/explain.h"

#include "wasm/bindings/authoring/authoring.h"
#include "wasm/bindings/exchange.h"

namespace qudao::wasm {

bool explain(SessionHandle& session, std::size_t length) {
  Exchange& exchange = Exchange::instance();
  exchange.answer(explain::to_value(explain::explain(session.session(), exchange.input(length))));
  return true;
}

} // namespace qudao::wasm

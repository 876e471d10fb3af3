// The exchange as JavaScript sees it, the same in every module.
#include <emscripten/bind.h>

#include "wasm/bindings/exchange.h"

namespace {

using qudao::wasm::Exchange;

std::uintptr_t reserve(std::size_t bytes) {
  return Exchange::instance().reserve(bytes);
}

std::uintptr_t head() {
  return Exchange::instance().head();
}

void release() {
  Exchange::instance().release();
}

} // namespace

EMSCRIPTEN_BINDINGS(qudao_exchange) {
  using namespace emscripten;
  function("reserve", &reserve);
  function("head", &head);
  function("release", &release);
}

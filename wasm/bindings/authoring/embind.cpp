// What JavaScript sees of the module for authors, beside what embind.cpp of the folder above declares.
#include <emscripten/bind.h>

#include "wasm/bindings/authoring/authoring.h"

EMSCRIPTEN_BINDINGS(qudao_authoring) {
  emscripten::function("openWritten", &qudao::wasm::open_written, emscripten::allow_raw_pointers());
  emscripten::function("expand", &qudao::wasm::expand);
  emscripten::function("check", &qudao::wasm::check);
  emscripten::function("explain", &qudao::wasm::explain);
  emscripten::function("upgrade", &qudao::wasm::upgrade);
}

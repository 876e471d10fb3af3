#include "core/lint/lint.h"
#include "core/value/json.h"
#include "wasm/bindings/authoring/authoring.h"
#include "wasm/bindings/exchange.h"
#include "wasm/bindings/requests.h"

namespace qudao::wasm {

bool check(std::size_t length) {
  const auto request = read_json(length, kBundleLimits);
  if (!request) return false;
  const Value* bundle = request->find("bundle");
  const Value* locale = request->find("locale");
  if (!bundle || !locale || !locale->is_string()) return refuse("request.malformed", "check");
  Exchange::instance().answer(lint::to_value(lint::check(*bundle), locale->as_string()));
  return true;
}

} // namespace qudao::wasm

#include "core/value/json.h"
#include "core/version/version.h"
#include "wasm/bindings/authoring/authoring.h"
#include "wasm/bindings/exchange.h"
#include "wasm/bindings/requests.h"

namespace qudao::wasm {

bool upgrade(const DefinitionHandle& older, const DefinitionHandle& newer, std::size_t length) {
  const auto record = read_json(length);
  if (!record) return false;
  const Value* data = record->find("data");
  const Value* aside = record->find("aside");
  if (!data || !data->is_map()) return refuse("request.malformed", "upgrade");
  const auto upgraded = version::upgrade(older.definition(), newer.definition(), *data,
                                         aside ? *aside : Value::null());
  Map answers = to_value(upgraded).as_map();
  answers.set("data", upgraded.data);
  Exchange::instance().answer(Value::map(std::move(answers)));
  return true;
}

} // namespace qudao::wasm

#include "core/reuse/reuse.h"

#include "core/value/json.h"
#include "wasm/bindings/authoring/authoring.h"
#include "wasm/bindings/exchange.h"
#include "wasm/bindings/requests.h"

namespace qudao::wasm {
namespace {

void answer(const std::vector<Issue>& issues) {
  List list;
  for (const Issue& issue : issues)
    list.push_back(to_value(issue));
  Exchange::instance().answer(Value::map({{"issues", Value::list(std::move(list))}}));
}

} // namespace

DefinitionHandle* open_written(std::size_t length) {
  const auto bundle = read_json(length, kBundleLimits);
  if (!bundle) return nullptr;
  auto compiled = reuse::compile(*bundle);
  if (compiled) return new DefinitionHandle(std::move(compiled).value());
  answer(compiled.error());
  return nullptr;
}

bool expand(std::size_t length) {
  const auto definition = read_json(length, kBundleLimits);
  if (!definition) return false;
  const auto expanded = reuse::expand(*definition);
  if (expanded) {
    Exchange::instance().answer(Value::map({{"definition", expanded->document}}));
  } else {
    answer(expanded.error());
  }
  return true;
}

} // namespace qudao::wasm

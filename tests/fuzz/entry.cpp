// The entry points of the wasm module, which take JSON: the first line of the input names one, the rest is what it is
// given.
#include <cstring>
#include <memory>

#include "core/value/json.h"
#include "tests/fuzz/input.h"
#include "wasm/bindings/exchange.h"
#include "wasm/bindings/handles.h"

using namespace qudao;

namespace {

std::size_t give(std::string_view input) {
  auto& exchange = wasm::Exchange::instance();
  auto* room = reinterpret_cast<char*>(exchange.reserve(input.size() + 1));
  std::memcpy(room, input.data(), input.size());
  return input.size();
}

constexpr const char* kSmall = R"({"definition":{"entity":"e","version":1,
  "fields":{"a":{"label":{"zh-CN":"a","en":"a"},"kind":"integer"},
            "b":{"label":{"zh-CN":"b","en":"b"},"kind":"text","relevant":"a != null && a > 1"}},
  "sections":[{"id":"s","label":{"zh-CN":"s","en":"s"},"fields":["a","b"]}]},"dictionaries":{},"texts":{}})";

void ask_definition(std::string_view name, std::string_view rest) {
  std::unique_ptr<wasm::DefinitionHandle> definition(wasm::DefinitionHandle::open(give(kSmall)));
  if (definition == nullptr) return;
  if (name == "outlook") definition->outlook(give(rest));
  if (name == "carry_over") definition->carry_over(give(rest));
  if (name == "text") definition->text(give(rest));
  std::string_view request = name == "open_session" ? rest : std::string_view("{}");
  std::unique_ptr<wasm::SessionHandle> session(definition->open_session(give(request)));
  if (session == nullptr) return;
  if (name == "set") session->set(give(rest));
  if (name == "set_many") session->set_many(give(rest));
  if (name == "provide") session->provide(give(rest));
  if (name == "state") session->state(give(rest));
  if (name == "actions") session->actions(give(rest));
  if (name == "decide") session->decide(give(rest));
  session->validate();
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest = fuzz::text_of(data, size);
  std::string_view name = fuzz::take_line(rest);
  if (name == "evaluate")
    wasm::evaluate(give(rest));
  else if (name == "check_format")
    wasm::check_format(give(rest));
  else if (name == "open")
    std::unique_ptr<wasm::DefinitionHandle>(wasm::DefinitionHandle::open(give(rest)));
  else
    ask_definition(name, rest);
  return 0;
}

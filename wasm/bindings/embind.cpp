// What JavaScript sees of the module. All logic is in core; the surface people use is wasm/src.
#include <emscripten/bind.h>

#include "wasm/bindings/exchange.h"
#include "wasm/bindings/handles.h"

namespace {

using qudao::wasm::DefinitionHandle;
using qudao::wasm::SessionHandle;

} // namespace

EMSCRIPTEN_BINDINGS(qudao) {
  using namespace emscripten;
  function("liveHandles", &qudao::wasm::live_handles);
  function("evaluate", &qudao::wasm::evaluate);
  function("checkFormat", &qudao::wasm::check_format);
  class_<DefinitionHandle>("Definition")
      .class_function("open", &DefinitionHandle::open, allow_raw_pointers())
      .function("openSession", &DefinitionHandle::open_session, allow_raw_pointers())
      .function("info", &DefinitionHandle::info)
      .function("outlook", &DefinitionHandle::outlook)
      .function("carryOver", &DefinitionHandle::carry_over)
      .function("text", &DefinitionHandle::text);
  class_<SessionHandle>("Session")
      .function("set", &SessionHandle::set)
      .function("setMany", &SessionHandle::set_many)
      .function("provide", &SessionHandle::provide)
      .function("state", &SessionHandle::state)
      .function("states", &SessionHandle::states)
      .function("data", &SessionHandle::data)
      .function("submission", &SessionHandle::submission)
      .function("validate", &SessionHandle::validate)
      .function("actions", &SessionHandle::actions)
      .function("decide", &SessionHandle::decide);
}

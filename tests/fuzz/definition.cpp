// Any document as a definition: refused with issues, or written out, loaded, opened, validated empty, explained and read by the linter.
#include "core/explain/explain.h"
#include "core/form/form.h"
#include "core/lint/lint.h"
#include "core/reuse/reuse.h"
#include "core/value/json.h"
#include "tests/fuzz/input.h"

using namespace qudao;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto bundle = parse_json(fuzz::text_of(data, size));
  if (!bundle) return 0;
  auto definition = reuse::compile(*bundle);
  if (!definition) return 0;
  auto session = form::Session::open(*definition, Value::map({}), form::Context{});
  (void)session.validate();
  std::string out;
  session.append_states_json(out);
  for (const form::FieldInfo& field : (*definition)->fields())
    (void)to_value(explain::explain(session, field.key));
  (void)to_value(lint::check(*bundle), "en");
  return 0;
}

// Any document as a definition: refused with issues, or written out, loaded, opened, validated with empty rows, explained and read by the linter.
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
  Map record; // a row of each repeat
  for (const form::FieldInfo& field : (*definition)->fields())
    if (field.kind == "repeat") record.set(field.key, Value::list({Value::map({})}));
  auto session = form::Session::open(*definition, Value::map(std::move(record)), form::Context{});
  (void)session.validate();
  std::string out;
  session.append_states_json(out);
  for (const form::FieldInfo& field : (*definition)->fields())
    (void)to_value(explain::explain(
        session, field.repeat.empty() ? field.key : field.repeat + "/0/" + field.key));
  (void)to_value(lint::check(*bundle), "en");
  return 0;
}

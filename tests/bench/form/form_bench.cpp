// How long the operations of a form take inside the core, on the real signing definition.
#include <string>

#include "core/form/form.h"
#include "tests/bench/measure.h"

namespace {

using qudao::Map;
using qudao::Value;
using qudao::bench::expect;
using qudao::bench::read_source;
using namespace qudao::form;

template <typename Work>
void measure(const char* name, int batch, Work work) {
  constexpr int kBatches = 400;
  qudao::bench::print_figure(name, qudao::bench::median_of(kBatches, batch, work) / 1000, "µs");
}

Value with_faults(const Value& record, const Value& faults) {
  Map out = record.as_map();
  for (const auto& [key, value] : faults.as_map())
    out.set(key, value);
  return Value::map(std::move(out));
}

} // namespace

int main() {
  Map dictionaries = read_source("core/packs/channel-signing/dictionaries.json").as_map();
  dictionaries.set("region",
                   *read_source("core/packs/channel-signing/region-sample.json").find("region"));
  const Value bundle =
      Value::map(Map{{"definition", read_source("core/packs/channel-signing/signing.json")},
                     {"dictionaries", Value::map(dictionaries)},
                     {"texts", read_source("core/packs/texts.json")}});
  const Value example = read_source("tests/bench/form/signing_example.json");
  auto compiled = Definition::compile(bundle);
  expect(compiled.has_value(), "the definition does not compile");
  const auto definition = *compiled;
  Context context;
  context.now = {1'767'578'400, 0};
  context.values = *example.find("context")->find("values");
  context.lookups = *example.find("context")->find("lookups");
  context.lookups_complete = true;
  const Value record = *example.find("record");
  const Value faulty = with_faults(record, *example.find("faults"));

  Session session = Session::open(definition, record, context);
  for (const qudao::Violation& each : session.validate().violations)
    std::fprintf(stderr, "%s %s\n", each.path.c_str(), each.code.c_str());
  expect(session.validate().valid, "the example has violations");
  Session wrong = Session::open(definition, faulty, context);
  expect(wrong.validate().violations.size() == example.find("faults")->as_map().size(),
         "not every fault is found");

  std::string out;
  measure("compile", 1, [&](int) { (void)Definition::compile(bundle); });
  measure("open", 4, [&](int) { (void)Session::open(definition, record, context); });
  measure("open_and_validate", 4, [&](int) {
    out.clear();
    Session::open(definition, record, context).append_validation_json(out);
  });
  const Value texts[] = {Value::string("浪潮"), Value::string("信息")};
  measure("set_text", 20, [&](int i) {
    out.clear();
    session.set_json("bank", texts[i % 2], out);
  });
  const Value numbers[] = {Value::integer(120), Value::integer(130)};
  measure("set_number_in_rule", 20, [&](int i) {
    out.clear();
    session.set_json("staff_total", numbers[i % 2], out);
  });
  const Value entities[] = {Value::string("inspur_software"), Value::string("inspur_info")};
  measure("set_cascade", 20, [&](int i) {
    out.clear();
    session.set_json("signing_entity", entities[i % 2], out);
  });
  (void)session.set_many(record);
  measure("validate_valid", 4, [&](int) {
    out.clear();
    session.append_validation_json(out);
  });
  measure("validate_20_errors", 4, [&](int) {
    out.clear();
    wrong.append_validation_json(out);
  });
  measure("states", 4, [&](int) {
    out.clear();
    wrong.append_states_json(out);
  });
}

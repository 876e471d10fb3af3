// How long the operations of a form take inside the core, on the real signing definition: one JSON
// object per line, {"name","value","unit"}. Natively, and as wasm under node without the call from
// JavaScript.
//
// Each figure is the median of many batches, each shorter than a time slice: what else the machine
// does is left out.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/form/form.h"
#include "core/value/json.h"

namespace {

using qudao::Map;
using qudao::Value;
using namespace qudao::form;

Value read_source(const std::string& path) {
  std::ifstream file(std::string(QUDAO_SOURCE_DIR "/") + path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  auto value = qudao::parse_json(text);
  if (value) return *value;
  std::fprintf(stderr, "%s cannot be read\n", path.c_str());
  std::exit(1);
}

template <typename Work>
void measure(const char* name, int batch, Work work) {
  constexpr int kBatches = 400;
  std::vector<double> nanoseconds;
  for (int i = 0; i < kBatches; ++i) {
    const auto start = std::chrono::steady_clock::now();
    for (int j = 0; j < batch; ++j)
      work(j);
    const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - start;
    nanoseconds.push_back(spent.count() / batch);
  }
  std::nth_element(nanoseconds.begin(), nanoseconds.begin() + kBatches / 2, nanoseconds.end());
  std::printf("{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"µs\"}\n", name,
              nanoseconds[kBatches / 2] / 1000);
}

Value with_faults(const Value& record, const Value& faults) {
  Map out = record.as_map();
  for (const auto& [key, value] : faults.as_map())
    out.set(key, value);
  return Value::map(std::move(out));
}

void expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "the bench measures nothing: %s\n", what);
  std::exit(1);
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

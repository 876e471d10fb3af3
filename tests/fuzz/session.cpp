// A filled-in session of the channel signing under any sequence of answers. Each line of the input is one step:
//
//   FIELD ANSWER      an answer as JSON
//   + ENTITY ID ROW   a row of another entity becomes known
//   ?                 validate
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "core/form/form.h"
#include "core/value/json.h"
#include "tests/fuzz/input.h"

using namespace qudao;

namespace {

Value document(const std::string& path) {
  std::ifstream file(QUDAO_SOURCE_DIR "/" + path, std::ios::binary);
  auto read = parse_json(std::string(std::istreambuf_iterator<char>(file), {}));
  if (!read) std::abort();
  return *read;
}

std::shared_ptr<const form::Definition> signing() {
  Map dictionaries = document("core/packs/channel-signing/dictionaries.json").as_map();
  dictionaries.set("region",
                   *document("core/packs/channel-signing/region-sample.json").find("region"));
  auto definition = form::Definition::compile(
      Value::map({{"definition", document("core/packs/channel-signing/signing.json")},
                  {"dictionaries", Value::map(dictionaries)},
                  {"texts", document("core/packs/texts.json")}}));
  if (!definition) std::abort();
  return *definition;
}

// The signing of the benches, filled in without a fault.
struct Example {
  Value record;
  form::Context context;

  Example() {
    Value whole = document("tests/bench/form/signing_example.json");
    record = *whole.find("record");
    context.now = {1'767'578'400, 0};
    context.values = *whole.find("context")->find("values");
    context.lookups = *whole.find("context")->find("lookups");
    context.lookups_complete = true;
  }
};

std::string_view take_word(std::string_view& line) {
  std::size_t end = line.find(' ');
  std::string_view word = line.substr(0, end);
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  return word;
}

void step(form::Session& session, std::string_view line, std::string& out) {
  if (line == "?") return session.append_validation_json(out);
  std::string_view field = take_word(line);
  if (field != "+") {
    auto answer = parse_json(line);
    if (answer) session.set_json(field, *answer, out);
    return;
  }
  std::string_view entity = take_word(line);
  std::string_view id = take_word(line);
  auto row = parse_json(line);
  if (row && row->is_map()) session.provide_json(entity, id, *row, out);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto definition = signing();
  static const Example example;
  auto session = form::Session::open(definition, example.record, example.context);
  std::string_view script = fuzz::text_of(data, size);
  std::string out;
  for (int steps = 0; steps < 40 && !script.empty(); ++steps) {
    out.clear();
    step(session, fuzz::take_line(script), out);
  }
  (void)write_json(session.data());
  return 0;
}

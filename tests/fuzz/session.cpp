// A filled-in session of the channel signing under any sequence of answers; when the first line is `rows`, of a form with
// rows that read each other every way. Each line of the input is one step:
//
//   PATH ANSWER       an answer as JSON
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

std::shared_ptr<const form::Definition> with_rows() {
  constexpr std::string_view kBundle =
      R"j({"definition":{"entity":"e","version":1,"label":{"zh-CN":"e"},
    "sections":[{"id":"s","label":{"zh-CN":"s"},"fields":["area","lines","total"]}],
    "fields":{
      "area":{"kind":"text","label":{"zh-CN":"a"}},
      "lines":{"kind":"repeat","label":{"zh-CN":"l"},"fields":["product","partner","count","sum"],"min_rows":1,"max_rows":3,
        "relevant":"area != 'none'","readonly":"area == 'closed'",
        "constraint":[{"id":"once","expression":"product.all(p, product.filter(q, q == p).size() == 1)","message":{"zh-CN":"x"}}]},
      "product":{"kind":"choice","label":{"zh-CN":"p"},"required":true,"choice_filter":"area == null || choice.of == area",
        "choices":{"list":[{"code":"a","of":"x","label":{"zh-CN":"a"}},{"code":"b","of":"y","label":{"zh-CN":"b"}},
          {"code":"c","of":"x","retired":true,"label":{"zh-CN":"c"}}]}},
      "partner":{"kind":"lookup","label":{"zh-CN":"r"},"lookup":{"entity":"p","filter":"candidate.n == count"}},
      "count":{"kind":"integer","label":{"zh-CN":"c"},"default":"lines_of == null ? 1 : lines_of","relevant":"product != null"},
      "sum":{"kind":"money","label":{"zh-CN":"s"},"calculate":"double(count) * 1.1"},
      "total":{"kind":"money","label":{"zh-CN":"t"},"calculate":"lines.exists(l, l.count == null) ? 0.0 : sum.sum()"}},
    "context":{"lines_of":"int"}},"dictionaries":{},"texts":{}})j";
  auto definition = form::Definition::compile(*parse_json(kBundle));
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
  static const auto rows = with_rows();
  static const Example example;
  std::string_view script = fuzz::text_of(data, size);
  const bool of_rows = script.substr(0, 5) == "rows\n";
  if (of_rows) script.remove_prefix(5);
  auto session = form::Session::open(of_rows ? rows : definition,
                                     of_rows ? Value::map({}) : example.record, example.context);
  std::string out;
  for (int steps = 0; steps < 40 && !script.empty(); ++steps) {
    out.clear();
    step(session, fuzz::take_line(script), out);
  }
  (void)write_json(session.data());
  return 0;
}

// Asks core the cases that cases.mjs dumped, natively and as wasm alike:
//
//   cel_conformance CASES.json ZONES OUT.json
//
// OUT: a list with one entry for each case, in order: { path, expr, wanted, got, passed }.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/cel/cel.h"
#include "core/cel/zones.h"
#include "core/text/base64.h"
#include "core/value/json.h"
#include "core/value/number_text.h"
#include "core/value/time_text.h"

using namespace qudao;

namespace {

double read_real(std::string_view text) {
  if (text == "NaN") return NAN;
  if (text == "Infinity") return HUGE_VAL;
  if (text == "-Infinity") return -HUGE_VAL;
  return *parse_real(text);
}

Value read_value(const Value& tagged) {
  const Entry& only = *tagged.as_map().begin();
  const Value& v = only.second;
  switch (only.first.as_string()[0]) {
  case 'b':
    return v;
  case 'i':
    return Value::integer(std::stoll(std::string(v.as_string())));
  case 'u':
    return Value::unsigned_integer(std::stoull(std::string(v.as_string())));
  case 'r':
    return Value::real(read_real(v.as_string()));
  case 's':
    return v;
  case 'y':
    return Value::bytes(*text::decode_base64(v.as_string()));
  case 't':
    return Value::type(v.as_string());
  case 'T':
    return Value::timestamp(*parse_timestamp(v.as_string()));
  case 'D':
    return Value::duration(*parse_duration(v.as_string()));
  case 'l': {
    List items;
    for (const Value& item : v.as_list())
      items.push_back(read_value(item));
    return Value::list(std::move(items));
  }
  case 'm': {
    Map entries;
    for (const Value& entry : v.as_list())
      entries.set(read_value(entry.as_list()[0]), read_value(entry.as_list()[1]));
    return Value::map(std::move(entries));
  }
  default:
    return Value::null();
  }
}

cel::Type read_type(std::string_view notation) {
  std::size_t at = 0;
  return cel::read_type(notation, at);
}

// The same value of the same kind; not-a-number is itself here.
bool agrees(const Value& got, const Value& wanted) {
  if (got.kind() != wanted.kind()) return false;
  if (got.kind() == Kind::real)
    return got == wanted || (std::isnan(got.as_real()) && std::isnan(wanted.as_real()));
  return got == wanted || cel::equals(got, wanted);
}

// A value with its kind, so that 1 and 1u and 1.0 differ in the report.
std::string shown(const Value& v) {
  constexpr const char* kKinds[] = {"null",     "bool",  "int",     "uint", "double",
                                    "string",   "bytes", "list",    "map",  "timestamp",
                                    "duration", "type",  "optional"};
  return std::string(kKinds[static_cast<std::size_t>(v.kind())]) + ' ' + write_json(v);
}

struct Outcome {
  std::string wanted;
  std::string got;
  bool passed = false;
};

class Case {
 public:
  Case(const Value& source, std::shared_ptr<const cel::Zones> zones) : source_(source) {
    env_.zones = std::move(zones);
    env_.limits.depth = 250;
    env_.limits.estimated_cost = UINT64_MAX;
    env_.container = std::string(text("container"));
    env_.check_types = source.find("checked")->as_bool();
    for (const Value& variable : source.find("variables")->as_list())
      env_.declare(variable.as_list()[0].as_string(), read_type(variable.as_list()[1].as_string()));
    for (const Value& function : source.find("functions")->as_list())
      functions_.push_back({function.as_list()[0].as_string(), function.as_list()[1].as_string(),
                            [](cel::Call& call) { return call.no_overload(); }});
    env_.add(functions_);
    for (const Value& binding : source.find("bindings")->as_list())
      bind(binding.as_list());
    slots_.resize(env_.size());
  }

  Outcome run() {
    Outcome out;
    auto program = cel::compile(text("expr"), env_);
    bool fails = source_.find("fails")->as_bool();
    const Value& value = *source_.find("value");
    const Value& type = *source_.find("type");
    if (fails) out.wanted = "an error";
    if (!program) {
      out.got = "refused: " + cel::describe(program.error()[0], text("expr"));
      out.passed = fails;
      return out;
    }
    out.passed = true;
    if (type.is_string()) {
      out.wanted = read_type(type.as_string()).name() + ' ';
      out.got = program->type().name() + ' ';
      out.passed = out.got == out.wanted;
      if (value.is_null()) return out;
    }
    cel::Budget budget;
    auto answer = cel::evaluate(*program, slots_, budget);
    if (!fails) out.wanted += shown(read_value(value));
    out.got += answer ? shown(*answer) : "error: " + std::string(answer.error().code);
    out.passed =
        out.passed && answer.has_value() != fails && (fails || agrees(*answer, read_value(value)));
    return out;
  }

 private:
  std::string_view text(std::string_view key) const { return source_.find(key)->as_string(); }

  void bind(const List& binding) {
    std::string_view name = binding[0].as_string();
    std::uint32_t slot = env_.find(name);
    if (slot == cel::Environment::kNone) slot = env_.declare(name, cel::Type::dyn());
    slots_.resize(env_.size());
    slots_[slot] = read_value(binding[1]);
  }

  const Value& source_;
  std::vector<cel::Function> functions_;
  cel::Environment env_;
  std::vector<Value> slots_;
};

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 4) return std::fputs("usage: cel_conformance CASES.json ZONES OUT.json\n", stderr), 2;
  JsonLimits limits;
  limits.bytes = std::size_t{100} << 20;
  limits.values = 10'000'000;
  auto cases = parse_json(read_file(argv[1]), limits);
  if (!cases) return std::fputs("the cases are no JSON\n", stderr), 1;
  auto zones = cel::Zones::read(read_file(argv[2]));
  if (zones == nullptr) return std::fputs("the zones are none\n", stderr), 1;
  List outcomes;
  for (const Value& each : cases->as_list()) {
    Outcome outcome;
    if (each.find("unaskable") == nullptr) outcome = Case(each, zones).run();
    outcomes.push_back(Value::map({{"path", *each.find("path")},
                                   {"expr", *each.find("expr")},
                                   {"wanted", Value::string(outcome.wanted)},
                                   {"got", Value::string(outcome.got)},
                                   {"passed", Value::boolean(outcome.passed)}}));
  }
  std::ofstream(argv[3], std::ios::binary) << write_json(Value::list(std::move(outcomes)));
}

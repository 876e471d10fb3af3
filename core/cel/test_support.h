// How the tests of this room evaluate: expression in, JSON text out, `!code` for failures.
#pragma once

#include <string>
#include <vector>

#include "core/cel/cel.h"
#include "core/value/json.h"

namespace qudao::cel::test {

// The variables of the tests with their values.
struct World {
  Environment env;
  std::vector<Value> slots;

  World() {
    set("i", Type::integer(), Value::integer(7));
    set("j", Type::integer(), Value::integer(-3));
    set("u", TypeKind::unsigned_integer, Value::unsigned_integer(9));
    set("d", Type::real(), Value::real(2.5));
    set("s", Type::string(), Value::string("渠道abc"));
    set("yes", Type::boolean(), Value::boolean(true));
    set("no", Type::boolean(), Value::boolean(false));
    set("absent", Type::nullable(Type::integer()), Value::null());
    set("present", Type::nullable(Type::integer()), Value::integer(5));
    set("missing", Type::nullable(Type::string()), Value::null());
    set("list", Type::list(Type::integer()),
        Value::list({Value::integer(1), Value::integer(2), Value::integer(3)}));
    set("words", Type::list(Type::string()), Value::list({Value::string("b"), Value::string("a")}));
    set("map", Type::map(Type::string(), Type::dyn()),
        Value::map({{"a", Value::integer(1)}, {"in", Value::string("x")}, {"n", Value::null()}}));
    set("when", Type::timestamp(), Value::timestamp({1'700'000'000, 123'000'000}));
    set("any", Type::dyn(), Value::string("any"));
    set("deep.name", Type::string(), Value::string("qualified"));
  }

  void set(std::string_view name, Type type, Value value) {
    env.declare(name, std::move(type));
    slots.push_back(std::move(value));
  }

  std::string run(std::string_view source, std::int64_t cost = 100'000) const {
    auto program = compile(source, env);
    if (!program) return '!' + program.error()[0].code;
    Budget budget{cost};
    auto value = evaluate(*program, slots, budget);
    return value ? write_json(*value) : '!' + std::string(value.error().code);
  }

  // Result type when it compiles, else the issues in short: "code@line:column".
  std::string check(std::string_view source) const {
    auto program = compile(source, env);
    if (program) return program->type().name();
    std::string text;
    for (const Issue& issue : program.error()) {
      if (!text.empty()) text += ' ';
      text += issue.code + '@' + std::to_string(issue.line) + ':' + std::to_string(issue.column);
    }
    return text;
  }
};

struct Case {
  const char* source;
  const char* expected;
};

} // namespace qudao::cel::test

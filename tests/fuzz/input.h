// What the fuzz targets share. libFuzzer calls LLVMFuzzerTestOneInput again and again with octets of its own making; a
// crash, a finding of the sanitizers, ten seconds or two gigabytes end the run, and the input is kept in
// build/fuzz-findings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/cel/cel.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace qudao::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Takes what stands before the next line feed.
inline std::string_view take_line(std::string_view& text) {
  std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

// Variables of every kind, for expressions to read.
struct World {
  cel::Environment env;
  std::vector<Value> slots;

  World() {
    using cel::Type;
    using cel::TypeKind;
    set("i", Type::integer(), Value::integer(INT64_MAX));
    set("u", TypeKind::unsigned_integer, Value::unsigned_integer(UINT64_MAX));
    set("d", Type::real(), Value::real(-0.0));
    set("s", Type::string(), Value::string("渠道 abc"));
    set("y", TypeKind::bytes, Value::bytes(std::string_view("\0\xFF", 2)));
    set("t", Type::boolean(), Value::boolean(true));
    set("n", Type::nullable(Type::integer()), Value::null());
    set("l", Type::list(Type::dyn()),
        Value::list({Value::integer(1), Value::string("z"), Value::null()}));
    set("m", Type::map(Type::string(), Type::dyn()),
        Value::map({{"a", Value::integer(1)}, {"b", Value::list({Value::real(1.5)})}}));
    set("now", Type::timestamp(), Value::timestamp({1'700'000'000, 1}));
    set("wait", Type::duration(), Value::duration({-3, -4}));
    set("x", Type::dyn(), Value::optional(Value::string("x")));
  }

 private:
  void set(std::string_view name, cel::Type type, Value value) {
    env.declare(name, std::move(type));
    slots.push_back(std::move(value));
  }
};

} // namespace qudao::fuzz

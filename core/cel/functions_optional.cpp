// Optionals: making them and looking into them.
#include "core/cel/library.h"

namespace qudao::cel {

namespace {

bool optional_of(Call& call) {
  return call.give(Value::optional(call[0]));
}

bool none(Call& call) {
  return call.give(Value::none());
}

// What protobuf takes for "not set".
bool is_zero(const Value& v) {
  switch (v.kind()) {
  case Kind::boolean:
    return !v.as_bool();
  case Kind::integer:
    return v.as_int() == 0;
  case Kind::unsigned_integer:
    return v.as_uint() == 0;
  case Kind::real:
    return v.as_real() == 0;
  case Kind::string:
    return v.as_string().empty();
  case Kind::bytes:
    return v.as_bytes().empty();
  case Kind::list:
    return v.as_list().empty();
  case Kind::map:
    return v.as_map().empty();
  case Kind::timestamp:
    return v.as_timestamp() == Timestamp{};
  case Kind::duration:
    return v.as_duration() == Duration{};
  case Kind::optional:
    return v.as_optional() == nullptr;
  default:
    return v.is_null();
  }
}

bool of_non_zero(Call& call) {
  return call.give(is_zero(call[0]) ? Value::none() : Value::optional(call[0]));
}

bool has_value(Call& call) {
  if (!call.are({Kind::optional})) return call.no_overload();
  return call.give(Value::boolean(call[0].as_optional() != nullptr));
}

bool value(Call& call) {
  if (!call.are({Kind::optional})) return call.no_overload();
  const Value* held = call[0].as_optional();
  return held != nullptr ? call.give(*held) : call.fail("empty_optional");
}

// The machine does these itself.
bool or_else(Call& call) {
  return call.no_overload();
}

} // namespace

bool is_or_else(NativeFunction function) {
  return function == or_else;
}

std::span<const Function> optional_functions() {
  static constexpr Function kFunctions[] = {
      {"optional.of", "A:OA", optional_of},
      {"optional.none", ":OA", none},
      {"optional.ofNonZeroValue", "A:OA", of_non_zero},
      {"hasValue", ".OA:b", has_value},
      {"value", ".OA:A", value},
      {"or", ".OAOA:OA", or_else},
      {"orValue", ".OAA:A", or_else},
  };
  return kFunctions;
}

} // namespace qudao::cel

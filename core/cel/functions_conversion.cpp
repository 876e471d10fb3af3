// size, conversions between kinds, type, dyn, coalesce.
#include <charconv>
#include <cmath>

#include "core/cel/library.h"
#include "core/text/utf8.h"
#include "core/value/number_text.h"
#include "core/value/time_text.h"

namespace qudao::cel {

namespace {

constexpr double kTwoTo63 = 9223372036854775808.0;
constexpr double kTwoTo64 = 18446744073709551616.0;

bool size(Call& call) {
  const Value& v = call[0];
  std::size_t n = 0;
  switch (v.kind()) {
  case Kind::string:
    if (!call.charge_text(v.as_string().size())) return false;
    n = text::count_code_points(v.as_string());
    break;
  case Kind::bytes:
    n = v.as_bytes().size();
    break;
  case Kind::list:
    n = v.as_list().size();
    break;
  case Kind::map:
    n = v.as_map().size();
    break;
  default:
    return call.no_overload();
  }
  return call.give(Value::integer(static_cast<std::int64_t>(n)));
}

template <typename Integer>
bool parse_integer(std::string_view text, Integer& out) {
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

bool to_int(Call& call) {
  const Value& v = call[0];
  std::int64_t n = 0;
  switch (v.kind()) {
  case Kind::integer:
    return call.give(v);
  case Kind::unsigned_integer:
    if (v.as_uint() > static_cast<std::uint64_t>(INT64_MAX)) return call.fail("overflow");
    return call.give(Value::integer(static_cast<std::int64_t>(v.as_uint())));
  case Kind::real:
    if (!(v.as_real() > -kTwoTo63 && v.as_real() < kTwoTo63)) return call.fail("overflow");
    return call.give(Value::integer(static_cast<std::int64_t>(v.as_real())));
  case Kind::string:
    if (!parse_integer(v.as_string(), n)) return call.fail("invalid_argument");
    return call.give(Value::integer(n));
  case Kind::timestamp:
    return call.give(Value::integer(v.as_timestamp().seconds));
  default:
    return call.no_overload();
  }
}

bool to_uint(Call& call) {
  const Value& v = call[0];
  std::uint64_t n = 0;
  switch (v.kind()) {
  case Kind::unsigned_integer:
    return call.give(v);
  case Kind::integer:
    if (v.as_int() < 0) return call.fail("overflow");
    return call.give(Value::unsigned_integer(static_cast<std::uint64_t>(v.as_int())));
  case Kind::real:
    if (!(v.as_real() > -1 && v.as_real() < kTwoTo64) || v.as_real() < 0)
      return call.fail("overflow");
    return call.give(Value::unsigned_integer(static_cast<std::uint64_t>(v.as_real())));
  case Kind::string:
    if (!parse_integer(v.as_string(), n)) return call.fail("invalid_argument");
    return call.give(Value::unsigned_integer(n));
  default:
    return call.no_overload();
  }
}

std::optional<double> parse_double(std::string_view text) {
  bool negative = !text.empty() && text[0] == '-';
  std::string_view unsigned_text =
      text.substr(!text.empty() && (negative || text[0] == '+') ? 1 : 0);
  if (unsigned_text == "NaN") return std::nan("");
  if (unsigned_text == "Infinity" || unsigned_text == "Inf" || unsigned_text == "inf")
    return negative ? -HUGE_VAL : HUGE_VAL;
  return parse_real(text);
}

bool to_double(Call& call) {
  const Value& v = call[0];
  switch (v.kind()) {
  case Kind::real:
    return call.give(v);
  case Kind::integer:
    return call.give(Value::real(static_cast<double>(v.as_int())));
  case Kind::unsigned_integer:
    return call.give(Value::real(static_cast<double>(v.as_uint())));
  case Kind::string: {
    auto number = parse_double(v.as_string());
    return number ? call.give(Value::real(*number)) : call.fail("invalid_argument");
  }
  default:
    return call.no_overload();
  }
}

bool to_string(Call& call) {
  const Value& v = call[0];
  std::string out;
  switch (v.kind()) {
  case Kind::string:
    return call.give(v);
  case Kind::bytes:
    if (!call.charge_text(v.as_bytes().size())) return false;
    if (!text::is_valid(v.as_bytes())) return call.fail("invalid_argument");
    return call.give(Value::string(v.as_bytes()));
  case Kind::null:
  case Kind::list:
  case Kind::map:
  case Kind::type:
  case Kind::optional:
    return call.no_overload();
  default:
    return append_display(call, out, v) && call.give(Value::string(out));
  }
}

bool to_bytes(Call& call) {
  const Value& v = call[0];
  if (v.kind() == Kind::bytes) return call.give(v);
  if (v.kind() != Kind::string) return call.no_overload();
  return call.charge_text(v.as_string().size()) && call.give(Value::bytes(v.as_string()));
}

bool to_bool(Call& call) {
  const Value& v = call[0];
  if (v.kind() == Kind::boolean) return call.give(v);
  if (v.kind() != Kind::string) return call.no_overload();
  std::string_view text = v.as_string();
  for (std::string_view yes : {"true", "True", "TRUE", "t", "T", "1"}) {
    if (text == yes) return call.give(Value::boolean(true));
  }
  for (std::string_view no : {"false", "False", "FALSE", "f", "F", "0"}) {
    if (text == no) return call.give(Value::boolean(false));
  }
  return call.fail("invalid_argument");
}

bool to_timestamp(Call& call) {
  const Value& v = call[0];
  std::optional<Timestamp> t;
  switch (v.kind()) {
  case Kind::timestamp:
    return call.give(v);
  case Kind::integer:
    t = Timestamp{v.as_int(), 0};
    break;
  case Kind::string:
    t = parse_timestamp(v.as_string());
    break;
  default:
    return call.no_overload();
  }
  if (!t) return call.fail("invalid_argument");
  return in_range(*t) ? call.give(Value::timestamp(*t)) : call.fail("overflow");
}

bool to_duration(Call& call) {
  const Value& v = call[0];
  if (v.kind() == Kind::duration) return call.give(v);
  if (v.kind() != Kind::string) return call.no_overload();
  auto d = parse_duration(v.as_string());
  return d ? call.give(Value::duration(*d)) : call.fail("invalid_argument");
}

bool type_of(Call& call) {
  constexpr std::string_view kNames[] = {"null_type",
                                         "bool",
                                         "int",
                                         "uint",
                                         "double",
                                         "string",
                                         "bytes",
                                         "list",
                                         "map",
                                         "google.protobuf.Timestamp",
                                         "google.protobuf.Duration",
                                         "type",
                                         "optional_type"};
  return call.give(Value::type(kNames[static_cast<std::size_t>(call[0].kind())]));
}

bool to_dyn(Call& call) {
  return call.give(call[0]);
}

bool coalesce(Call& call) {
  for (std::size_t i = 0; i < call.size(); ++i) {
    if (!call[i].is_null()) return call.give(call[i]);
  }
  return call.give(Value::null());
}

} // namespace

bool is_size(NativeFunction function) {
  return function == size;
}

std::span<const Function> conversion_functions() {
  constexpr std::string_view kSizes = "s:i|y:i|LA:i|MAB:i|.s:i|.y:i|.LA:i|.MAB:i";
  static constexpr Function kFunctions[] = {
      {"size", kSizes, size, Growth::scan},
      {"int", "i:i|u:i|d:i|s:i|T:i", to_int},
      {"uint", "u:u|i:u|d:u|s:u", to_uint},
      {"double", "d:d|i:d|u:d|s:d", to_double},
      {"string", "s:s|b:s|i:s|u:s|d:s|y:s|T:s|D:s", to_string, Growth::copy},
      {"bytes", "y:y|s:y", to_bytes, Growth::copy},
      {"bool", "b:b|s:b", to_bool},
      {"timestamp", "T:T|s:T|i:T", to_timestamp},
      {"duration", "D:D|s:D", to_duration},
      {"type", "?:t", type_of},
      {"dyn", "?:?", to_dyn},
      {kCoalesce, "AA*:A", coalesce},
  };
  return kFunctions;
}

} // namespace qudao::cel

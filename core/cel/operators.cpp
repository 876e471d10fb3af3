#include "core/cel/operators.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/cel/cel.h"
#include "core/value/time_text.h"

namespace qudao::cel {

namespace {

constexpr std::string_view kNoOverload = "no_such_overload";
constexpr std::string_view kOverflow = "overflow";
constexpr std::int32_t kNanosPerSecond = 1'000'000'000;

template <typename T>
int order(T a, T b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

// As the reference implementation: an integer is rounded to the nearest double first, where the range allows.
int order_int_real(std::int64_t n, double d) {
  if (d > 9223372036854775808.0) return -1;
  if (d < -9223372036854775808.0) return 1;
  return order(static_cast<double>(n), d);
}

int order_uint_real(std::uint64_t n, double d) {
  if (d > 18446744073709551616.0) return -1;
  if (d < 0) return 1;
  return order(static_cast<double>(n), d);
}

int order_int_uint(std::int64_t a, std::uint64_t b) {
  return a < 0 ? -1 : order(static_cast<std::uint64_t>(a), b);
}

std::optional<int> order_numbers(const Value& a, const Value& b, bool& nan) {
  nan = (a.kind() == Kind::real && std::isnan(a.as_real())) ||
        (b.kind() == Kind::real && std::isnan(b.as_real()));
  if (nan) return std::nullopt;
  if (a.kind() > b.kind()) {
    auto reversed = order_numbers(b, a, nan);
    return reversed ? std::optional<int>(-*reversed) : std::nullopt;
  }
  if (a.kind() == Kind::integer) {
    if (b.kind() == Kind::integer) return order(a.as_int(), b.as_int());
    if (b.kind() == Kind::real) return order_int_real(a.as_int(), b.as_real());
    return order_int_uint(a.as_int(), b.as_uint());
  }
  if (a.kind() == Kind::real) return order(a.as_real(), b.as_real());
  if (b.kind() == Kind::real) return order_uint_real(a.as_uint(), b.as_real());
  return order(a.as_uint(), b.as_uint());
}

template <typename Time>
int order_times(Time a, Time b) {
  int seconds = order(a.seconds, b.seconds);
  return seconds != 0 ? seconds : order(a.nanos, b.nanos);
}

bool checked(Operator op, std::uint64_t a, std::uint64_t b, std::uint64_t& out) {
  switch (op) {
  case Operator::add:
    return !__builtin_add_overflow(a, b, &out);
  case Operator::subtract:
    return !__builtin_sub_overflow(a, b, &out);
  default:
    return !__builtin_mul_overflow(a, b, &out);
  }
}

std::string_view integer_arithmetic(Operator op, std::int64_t a, std::int64_t b, Value& out) {
  bool divides = op == Operator::divide || op == Operator::modulo;
  if (divides && b == 0) return op == Operator::divide ? "divide_by_zero" : "modulus_by_zero";
  std::int64_t n = 0;
  if (!checked(op, a, b, n)) return kOverflow;
  out = Value::integer(n);
  return {};
}

std::string_view unsigned_arithmetic(Operator op, std::uint64_t a, std::uint64_t b, Value& out) {
  std::uint64_t n = 0;
  if (op == Operator::divide || op == Operator::modulo) {
    if (b == 0) return op == Operator::divide ? "divide_by_zero" : "modulus_by_zero";
    n = op == Operator::divide ? a / b : a % b;
  } else if (!checked(op, a, b, n)) {
    return kOverflow;
  }
  out = Value::unsigned_integer(n);
  return {};
}

bool charge(std::int64_t& cost_left, std::size_t cost) {
  cost_left -= static_cast<std::int64_t>(cost);
  return cost_left >= 0;
}

std::string concatenated(std::string_view a, std::string_view b) {
  std::string joined;
  joined.reserve(a.size() + b.size());
  joined.append(a).append(b);
  return joined;
}

std::string_view concatenate(const Value& a, const Value& b, Value& out, std::int64_t& cost_left) {
  if (a.kind() == Kind::list) {
    const List& x = a.as_list();
    const List& y = b.as_list();
    if (!charge(cost_left, x.size() + y.size())) return "cost_exceeded";
    List joined;
    joined.reserve(x.size() + y.size());
    joined.insert(joined.end(), x.begin(), x.end());
    joined.insert(joined.end(), y.begin(), y.end());
    out = Value::list(std::move(joined));
    return {};
  }
  bool is_text = a.kind() == Kind::string;
  std::string joined = is_text ? concatenated(a.as_string(), b.as_string())
                               : concatenated(a.as_bytes(), b.as_bytes());
  if (!charge(cost_left, joined.size() / 10)) return "cost_exceeded";
  out = is_text ? Value::string(joined) : Value::bytes(joined);
  return {};
}

std::string_view give(Timestamp a, Duration b, Value& out) {
  Timestamp sum;
  if (!add_times(a, b, sum)) return kOverflow;
  out = Value::timestamp(sum);
  return {};
}

std::string_view give(Duration a, Duration b, Value& out) {
  Duration sum;
  if (!add_durations(a, b, sum)) return kOverflow;
  out = Value::duration(sum);
  return {};
}

std::string_view time_arithmetic(Operator op, const Value& a, const Value& b, Value& out) {
  bool adds = op == Operator::add;
  if (!adds && op != Operator::subtract) return kNoOverload;
  auto signed_duration = [adds](const Value& v) {
    return adds ? v.as_duration() : negated(v.as_duration());
  };
  if (a.kind() == Kind::duration && b.kind() == Kind::duration)
    return give(a.as_duration(), signed_duration(b), out);
  if (a.kind() == Kind::timestamp && b.kind() == Kind::duration)
    return give(a.as_timestamp(), signed_duration(b), out);
  if (adds && a.kind() == Kind::duration && b.kind() == Kind::timestamp)
    return give(b.as_timestamp(), a.as_duration(), out);
  if (!adds && a.kind() == Kind::timestamp && b.kind() == Kind::timestamp) {
    Timestamp x = a.as_timestamp();
    Timestamp y = b.as_timestamp();
    constexpr std::int64_t kLongest =
        9'223'372'036; // seconds; as elsewhere, what 64 bits of nanoseconds hold
    if (x.seconds - y.seconds > kLongest || y.seconds - x.seconds > kLongest) return kOverflow;
    return give(Duration{x.seconds, x.nanos}, negated({y.seconds, y.nanos}), out);
  }
  return kNoOverload;
}

bool equal_lists(const List& a, const List& b, std::int64_t& cost_left) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!equals(a[i], b[i], cost_left)) return false;
  }
  return true;
}

bool equal_maps(const Map& a, const Map& b, std::int64_t& cost_left) {
  if (a.size() != b.size()) return false;
  for (const auto& [key, value] : a) {
    const Value* other = find_key(b, key);
    if (other == nullptr || !equals(value, *other, cost_left)) return false;
  }
  return true;
}

bool equal_optionals(const Value* a, const Value* b, std::int64_t& cost_left) {
  return a == nullptr || b == nullptr ? a == b : equals(*a, *b, cost_left);
}

// A number as the integer it equals, if there is one: how list indexes and map keys are compared.
std::optional<std::int64_t> as_integer(const Value& v) {
  switch (v.kind()) {
  case Kind::integer:
    return v.as_int();
  case Kind::unsigned_integer:
    if (v.as_uint() > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
    return static_cast<std::int64_t>(v.as_uint());
  case Kind::real: {
    double d = v.as_real();
    if (!(d >= -9223372036854775808.0 && d < 9223372036854775808.0) || std::trunc(d) != d)
      return std::nullopt;
    return static_cast<std::int64_t>(d);
  }
  default:
    return std::nullopt;
  }
}

} // namespace

bool checked(Operator op, std::int64_t a, std::int64_t b, std::int64_t& out) {
  switch (op) {
  case Operator::add:
    return !__builtin_add_overflow(a, b, &out);
  case Operator::subtract:
    return !__builtin_sub_overflow(a, b, &out);
  case Operator::multiply:
    return !__builtin_mul_overflow(a, b, &out);
  default:
    if (b == 0 || (a == INT64_MIN && b == -1)) return false;
    out = op == Operator::divide ? a / b : a % b;
    return true;
  }
}

double real_arithmetic(Operator op, double a, double b) {
  switch (op) {
  case Operator::add:
    return a + b;
  case Operator::subtract:
    return a - b;
  case Operator::multiply:
    return a * b;
  default:
    return a / b;
  }
}

Duration negated(Duration d) {
  return {-d.seconds, -d.nanos};
}

bool add_durations(Duration a, Duration b, Duration& out) {
  std::int64_t seconds = a.seconds + b.seconds; // both within ± 10,000 years
  std::int32_t nanos = a.nanos + b.nanos;
  seconds += nanos / kNanosPerSecond;
  nanos %= kNanosPerSecond;
  if (seconds > 0 && nanos < 0) {
    --seconds;
    nanos += kNanosPerSecond;
  } else if (seconds < 0 && nanos > 0) {
    ++seconds;
    nanos -= kNanosPerSecond;
  }
  out = {seconds, nanos};
  return in_range(out);
}

bool add_times(Timestamp a, Duration b, Timestamp& out) {
  std::int64_t nanos = std::int64_t{a.nanos} + b.nanos;
  out.seconds = a.seconds + b.seconds;
  if (nanos < 0) {
    nanos += kNanosPerSecond;
    --out.seconds;
  } else if (nanos >= kNanosPerSecond) {
    nanos -= kNanosPerSecond;
    ++out.seconds;
  }
  out.nanos = static_cast<std::int32_t>(nanos);
  return in_range(out);
}

std::string_view arithmetic(Operator op, const Value& a, const Value& b, Value& out,
                            std::int64_t& cost_left) {
  if (a.kind() != b.kind()) return time_arithmetic(op, a, b, out);
  switch (a.kind()) {
  case Kind::integer:
    return integer_arithmetic(op, a.as_int(), b.as_int(), out);
  case Kind::unsigned_integer:
    return unsigned_arithmetic(op, a.as_uint(), b.as_uint(), out);
  case Kind::real:
    if (op == Operator::modulo) return kNoOverload;
    out = Value::real(real_arithmetic(op, a.as_real(), b.as_real()));
    return {};
  case Kind::string:
  case Kind::bytes:
  case Kind::list:
    return op == Operator::add ? concatenate(a, b, out, cost_left) : kNoOverload;
  default:
    return time_arithmetic(op, a, b, out);
  }
}

std::string_view negate(const Value& a, Value& out) {
  if (a.kind() == Kind::real) {
    out = Value::real(-a.as_real());
    return {};
  }
  if (a.kind() != Kind::integer) return kNoOverload;
  if (a.as_int() == INT64_MIN) return kOverflow;
  out = Value::integer(-a.as_int());
  return {};
}

std::optional<int> order_of(const Value& a, const Value& b, bool& nan) {
  nan = false;
  if (is_number(a) && is_number(b)) return order_numbers(a, b, nan);
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
  case Kind::boolean:
    return order(a.as_bool(), b.as_bool());
  case Kind::string:
    return order(a.as_string().compare(b.as_string()), 0);
  case Kind::bytes:
    return order(a.as_bytes().compare(b.as_bytes()), 0);
  case Kind::timestamp:
    return order_times(a.as_timestamp(), b.as_timestamp());
  case Kind::duration:
    return order_times(a.as_duration(), b.as_duration());
  default:
    return std::nullopt;
  }
}

bool equal_texts(const Value& a, const Value& b, std::int64_t& cost_left) {
  const std::string_view x = a.as_string();
  const std::string_view y = b.as_string();
  return charge(cost_left, 1 + std::min(x.size(), y.size()) / 10) && x.size() == y.size() &&
         (x.empty() || std::memcmp(x.data(), y.data(), x.size()) == 0);
}

bool equals(const Value& a, const Value& b, std::int64_t& cost_left) {
  if (a.is_string() && b.is_string()) return equal_texts(a, b, cost_left);
  if (--cost_left < 0) return false;
  if (is_number(a) && is_number(b)) {
    bool nan = false;
    return order_numbers(a, b, nan) == std::optional<int>(0);
  }
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
  case Kind::list:
    return equal_lists(a.as_list(), b.as_list(), cost_left);
  case Kind::map:
    return equal_maps(a.as_map(), b.as_map(), cost_left);
  case Kind::optional:
    return equal_optionals(a.as_optional(), b.as_optional(), cost_left);
  default:
    return compare(a, b) == 0;
  }
}

bool equals(const Value& a, const Value& b) {
  std::int64_t cost_left = INT64_MAX;
  return equals(a, b, cost_left);
}

bool can_be_key(const Value& key) {
  return key.kind() == Kind::string || key.kind() == Kind::integer ||
         key.kind() == Kind::unsigned_integer || key.kind() == Kind::boolean;
}

const Value* find_key(const Map& map, const Value& key) {
  if (key.is_string()) return map.find(key.as_string());
  if (!is_number(key)) return map.find(key);
  if (auto n = as_integer(key)) {
    if (const Value* found = map.find(Value::integer(*n))) return found;
    return *n < 0 ? nullptr : map.find(Value::unsigned_integer(static_cast<std::uint64_t>(*n)));
  }
  return key.kind() == Kind::unsigned_integer ? map.find(key) : nullptr;
}

namespace {

std::string_view ordered(Operator op, const Value& a, const Value& b, bool& holds) {
  bool nan = false;
  auto found = order_of(a, b, nan);
  if (!found && !nan) return kNoOverload;
  holds = !nan && holds_of(op, *found, 0);
  return {};
}

std::string_view contains(const Value& item, const Value& container, bool& holds,
                          std::int64_t& cost_left) {
  if (container.is_map()) {
    holds = find_key(container.as_map(), item) != nullptr;
    return {};
  }
  if (!container.is_list()) return kNoOverload;
  holds = false;
  for (const Value& candidate : container.as_list()) {
    holds = equals(candidate, item, cost_left);
    if (cost_left < 0) return "cost_exceeded";
    if (holds) break;
  }
  return {};
}

} // namespace

std::string_view compared(Operator op, const Value& a, const Value& b, bool& holds,
                          std::int64_t& cost_left) {
  if (op == Operator::in) return contains(a, b, holds, cost_left);
  if (op > Operator::not_equal) return ordered(op, a, b, holds);
  if (a.kind() == b.kind() && (a.kind() == Kind::integer || a.kind() == Kind::real)) ++cost_left;
  holds = equals(a, b, cost_left) == (op == Operator::equal);
  return cost_left < 0 ? "cost_exceeded" : std::string_view();
}

std::string_view at_index(const Value& container, const Value& key, const Value*& item) {
  if (container.is_map()) {
    if (!can_be_key(key) && key.kind() != Kind::real) return kNoOverload;
    item = find_key(container.as_map(), key);
    return item != nullptr ? std::string_view() : "no_such_key";
  }
  if (!container.is_list() || !is_number(key)) return kNoOverload;
  auto n = as_integer(key);
  const List& list = container.as_list();
  if (!n) return "invalid_argument";
  if (*n < 0 || static_cast<std::uint64_t>(*n) >= list.size()) return "index_out_of_range";
  item = &list[static_cast<std::size_t>(*n)];
  return {};
}

} // namespace qudao::cel

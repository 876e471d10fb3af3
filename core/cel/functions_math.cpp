// Numbers and collections of values: the math and sets extensions, sum, min and max of lists,
// round.
#include <algorithm>
#include <cmath>

#include "core/cel/library.h"
#include "core/cel/operators.h"

namespace qudao::cel {

namespace {

// The greatest (sign 1) or least (sign −1) of the arguments, or of the one that is a list.
bool extreme(Call& call, int sign) {
  const Value* best = nullptr;
  auto consider = [&](const Value& v) {
    bool nan = false;
    auto c = best == nullptr ? std::optional<int>(sign) : order_of(v, *best, nan);
    if (!c && !nan) return false;
    if (c.value_or(0) * sign > 0) best = &v;
    return true;
  };
  bool of_list = call.size() == 1 && call[0].is_list();
  if (!of_list) {
    for (std::size_t i = 0; i < call.size(); ++i) {
      if (!is_number(call[i]) || !consider(call[i])) return call.no_overload();
    }
    return call.give(*best);
  }
  if (!call.charge(call[0].as_list().size())) return false;
  for (const Value& v : call[0].as_list()) {
    if (!consider(v)) return call.no_overload();
  }
  return best != nullptr ? call.give(*best) : call.fail("invalid_argument");
}

bool greatest(Call& call) {
  return extreme(call, 1);
}
bool least(Call& call) {
  return extreme(call, -1);
}

bool absolute(Call& call) {
  const Value& v = call[0];
  switch (v.kind()) {
  case Kind::real:
    return call.give(Value::real(std::fabs(v.as_real())));
  case Kind::unsigned_integer:
    return call.give(v);
  case Kind::integer:
    if (v.as_int() == INT64_MIN) return call.fail("overflow");
    return call.give(Value::integer(v.as_int() < 0 ? -v.as_int() : v.as_int()));
  default:
    return call.no_overload();
  }
}

bool sign(Call& call) {
  const Value& v = call[0];
  switch (v.kind()) {
  case Kind::real: {
    double d = v.as_real();
    return call.give(Value::real(d > 0 ? 1.0 : d < 0 ? -1.0 : d));
  }
  case Kind::unsigned_integer:
    return call.give(Value::unsigned_integer(v.as_uint() > 0 ? 1 : 0));
  case Kind::integer:
    return call.give(Value::integer(v.as_int() > 0 ? 1 : v.as_int() < 0 ? -1 : 0));
  default:
    return call.no_overload();
  }
}

template <double (*function)(double)>
bool real_function(Call& call) {
  if (call[0].kind() != Kind::real) return call.no_overload();
  return call.give(Value::real(function(call[0].as_real())));
}

double half_away(double d) {
  return std::round(d);
}
double down(double d) {
  return std::floor(d);
}
double up(double d) {
  return std::ceil(d);
}
double cut(double d) {
  return std::trunc(d);
}

bool square_root(Call& call) {
  const Value& v = call[0];
  switch (v.kind()) {
  case Kind::real:
    return call.give(Value::real(std::sqrt(v.as_real())));
  case Kind::integer:
    return call.give(Value::real(std::sqrt(static_cast<double>(v.as_int()))));
  case Kind::unsigned_integer:
    return call.give(Value::real(std::sqrt(static_cast<double>(v.as_uint()))));
  default:
    return call.no_overload();
  }
}

template <bool (*holds)(double)>
bool real_test(Call& call) {
  if (call[0].kind() != Kind::real) return call.no_overload();
  return call.give(Value::boolean(holds(call[0].as_real())));
}

bool not_a_number(double d) {
  return std::isnan(d);
}
bool infinite(double d) {
  return std::isinf(d);
}
bool finite(double d) {
  return std::isfinite(d);
}

// 2.675 is a little less than that as a double: what lies within two units in the last place of a
// half is one.
double round_to(double d, int digits) {
  constexpr double kPowers[] = {
      1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7, // std::pow is 4.7 kB of wasm
      1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  const double power = kPowers[std::abs(digits)];
  double scaled = digits >= 0 ? d * power : d / power;
  constexpr double kTwoUnits = 0x1p-51;
  double rounded = std::round(scaled + scaled * kTwoUnits);
  if (!std::isfinite(scaled) || std::fabs(scaled) >= 0x1p52) return d;
  return digits >= 0 ? rounded / power : rounded * power;
}

bool round_digits(Call& call) {
  constexpr std::int64_t kMost = 15;
  if (call.size() == 2 && call[1].kind() != Kind::integer) return call.no_overload();
  std::int64_t digits = call.size() == 2 ? call[1].as_int() : 0;
  if (digits < -kMost || digits > kMost) return call.fail("invalid_argument");
  double d = 0;
  if (call[0].kind() == Kind::real) {
    d = call[0].as_real();
  } else if (call[0].kind() == Kind::integer) {
    d = static_cast<double>(call[0].as_int());
  } else {
    return call.no_overload();
  }
  return call.give(Value::real(round_to(d, static_cast<int>(digits))));
}

template <typename Combine>
bool bits(Call& call, Combine combine) {
  if (call.are({Kind::integer, Kind::integer})) {
    auto a = static_cast<std::uint64_t>(call[0].as_int());
    auto b = static_cast<std::uint64_t>(call[1].as_int());
    return call.give(Value::integer(static_cast<std::int64_t>(combine(a, b))));
  }
  if (!call.are({Kind::unsigned_integer, Kind::unsigned_integer})) return call.no_overload();
  return call.give(Value::unsigned_integer(combine(call[0].as_uint(), call[1].as_uint())));
}

bool bit_and(Call& call) {
  return bits(call, [](std::uint64_t a, std::uint64_t b) { return a & b; });
}

bool bit_or(Call& call) {
  return bits(call, [](std::uint64_t a, std::uint64_t b) { return a | b; });
}

bool bit_xor(Call& call) {
  return bits(call, [](std::uint64_t a, std::uint64_t b) { return a ^ b; });
}

bool bit_not(Call& call) {
  if (call[0].kind() == Kind::integer) return call.give(Value::integer(~call[0].as_int()));
  if (call[0].kind() != Kind::unsigned_integer) return call.no_overload();
  return call.give(Value::unsigned_integer(~call[0].as_uint()));
}

// Shifts fill with zeros; by 64 and more nothing is left.
template <typename Shift>
bool shift(Call& call, Shift by) {
  if (call[1].kind() != Kind::integer) return call.no_overload();
  std::int64_t n = call[1].as_int();
  if (n < 0) return call.fail("invalid_argument");
  auto shifted = [&](std::uint64_t bits) {
    return n > 63 ? 0 : by(bits, static_cast<unsigned>(n));
  };
  if (call[0].kind() == Kind::integer) {
    return call.give(Value::integer(
        static_cast<std::int64_t>(shifted(static_cast<std::uint64_t>(call[0].as_int())))));
  }
  if (call[0].kind() != Kind::unsigned_integer) return call.no_overload();
  return call.give(Value::unsigned_integer(shifted(call[0].as_uint())));
}

bool shift_left(Call& call) {
  return shift(call, [](std::uint64_t bits, unsigned n) { return bits << n; });
}

bool shift_right(Call& call) {
  return shift(call, [](std::uint64_t bits, unsigned n) { return bits >> n; });
}

// Of an empty list the zero of what the checker knows its items to be.
bool sum_of(Call& call, Value zero) {
  if (!call[0].is_list()) return call.no_overload();
  const List& list = call[0].as_list();
  if (list.empty()) return call.give(std::move(zero));
  Value total = list[0];
  if (!is_number(total) && total.kind() != Kind::duration) return call.no_overload();
  for (std::size_t i = 1; i < list.size(); ++i) {
    std::int64_t no_cost = 1;
    Value next;
    std::string_view error = arithmetic(Operator::add, total, list[i], next, no_cost);
    if (!error.empty()) return call.fail(error);
    total = std::move(next);
  }
  return call.charge(list.size()) && call.give(total);
}

bool sum(Call& call) {
  return sum_of(call, Value::integer(0));
}

bool sum_of_uints(Call& call) {
  return sum_of(call, Value::unsigned_integer(0));
}

bool sum_of_reals(Call& call) {
  return sum_of(call, Value::real(0));
}

bool sum_of_durations(Call& call) {
  return sum_of(call, Value::duration({}));
}

// Whether all items of `part` are in `whole`; with `any`, whether one is.
bool holds_all(Call& call, const List& whole, const List& part, bool any, bool& out) {
  auto is_in_whole = [&](const Value& item) {
    return std::any_of(whole.begin(), whole.end(),
                       [&](const Value& candidate) { return call.equal(candidate, item); });
  };
  out = any ? std::any_of(part.begin(), part.end(), is_in_whole)
            : std::all_of(part.begin(), part.end(), is_in_whole);
  return call.charge(0);
}

bool sets_contains(Call& call) {
  bool holds = false;
  if (!call.are({Kind::list, Kind::list})) return call.no_overload();
  return holds_all(call, call[0].as_list(), call[1].as_list(), false, holds) &&
         call.give(Value::boolean(holds));
}

bool sets_intersects(Call& call) {
  bool holds = false;
  if (!call.are({Kind::list, Kind::list})) return call.no_overload();
  return holds_all(call, call[0].as_list(), call[1].as_list(), true, holds) &&
         call.give(Value::boolean(holds));
}

bool sets_equivalent(Call& call) {
  bool there = false;
  bool back = false;
  if (!call.are({Kind::list, Kind::list})) return call.no_overload();
  return holds_all(call, call[0].as_list(), call[1].as_list(), false, there) &&
         holds_all(call, call[1].as_list(), call[0].as_list(), false, back) &&
         call.give(Value::boolean(there && back));
}

} // namespace

std::span<const Function> math_functions() {
  constexpr std::string_view kExtreme = "Li:i|Lu:u|Ld:d|ii*:i|uu*:u|dd*:d|??*:?";
  constexpr std::string_view kOfList = ".Li:i|.Lu:u|.Ld:d|.Ls:s|.LT:T|.LD:D";
  constexpr std::string_view kBits = "ii:i|uu:u";
  static constexpr Function kFunctions[] = {
      {"round", "d:d|i:d|di:d|ii:d", round_digits},
      {"sum", ".Li:i", sum, Growth::walk},
      {"sum", ".Lu:u", sum_of_uints, Growth::walk},
      {"sum", ".Ld:d", sum_of_reals, Growth::walk},
      {"sum", ".LD:D", sum_of_durations, Growth::walk},
      {"min", kOfList, least, Growth::walk},
      {"max", kOfList, greatest, Growth::walk},
      {"math.greatest", kExtreme, greatest, Growth::walk},
      {"math.least", kExtreme, least, Growth::walk},
      {"math.abs", "i:i|u:u|d:d", absolute},
      {"math.sign", "i:i|u:u|d:d", sign},
      {"math.ceil", "d:d", real_function<up>},
      {"math.floor", "d:d", real_function<down>},
      {"math.round", "d:d", real_function<half_away>},
      {"math.trunc", "d:d", real_function<cut>},
      {"math.sqrt", "d:d|i:d|u:d", square_root},
      {"math.isNaN", "d:b", real_test<not_a_number>},
      {"math.isInf", "d:b", real_test<infinite>},
      {"math.isFinite", "d:b", real_test<finite>},
      {"math.bitAnd", kBits, bit_and},
      {"math.bitOr", kBits, bit_or},
      {"math.bitXor", kBits, bit_xor},
      {"math.bitNot", "i:i|u:u", bit_not},
      {"math.bitShiftLeft", "ii:i|ui:u", shift_left},
      {"math.bitShiftRight", "ii:i|ui:u", shift_right},
      {"sets.contains", "LALB:b", sets_contains, Growth::product},
      {"sets.intersects", "LALB:b", sets_intersects, Growth::product},
      {"sets.equivalent", "LALB:b", sets_equivalent, Growth::product},
  };
  return kFunctions;
}

} // namespace qudao::cel

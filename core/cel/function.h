// Functions of CEL: how one is written in C++ and declared to the checker.
//
//   bool twice(Call& call) { return call.give(Value::integer(call[0].as_int() * 2)); }
//   constexpr Function kTwice{"twice", "i:i", twice};
//
// A signature lists the overloads, separated by `|`: argument types, `:`, result type, in the
// notation of read_type (core/cel/type.h). A leading `.` makes the first argument the receiver
// (`x.twice()`); `*` after the last argument type lets it repeat, zero times included. All
// overloads of a name and its arity share one C++ function, which tells them apart by the kinds of
// its arguments: types are only known then where `dyn` is involved, so a function must answer
// `call.no_overload()` to kinds it does not take.
//
// A function is pure: same arguments, same result; it must charge the budget for work that grows
// with its arguments. Thread safety: a function may run in many threads at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/value/value.h"

namespace qudao::cel {

class Zones;

// One run-time failure; `code` is a literal.
struct EvalError {
  // no_such_overload, no_such_key, index_out_of_range, divide_by_zero, modulus_by_zero, overflow,
  // invalid_argument, invalid_regex, invalid_time_zone, unsupported_key_type, repeated_key,
  // empty_optional, too_deep (a result nested more than 128 deep), undefined_name, undefined_variable (a slot the caller did not bring), cost_exceeded; functions
  // of the caller add their own.
  std::string_view code;
  std::size_t offset = 0;    // bytes from the start of the source
  bool null_operand = false; // an operation met null where it wanted a value
};

class Call {
 public:
  Call(const Value* const* arguments, std::size_t count, Value& out, std::int64_t& cost_left,
       const Zones* zones = nullptr)
      : arguments_(arguments), count_(count), out_(out), cost_left_(cost_left), zones_(zones) {}

  std::size_t size() const { return count_; }
  const Value& operator[](std::size_t index) const { return *arguments_[index]; }
  bool are(std::initializer_list<Kind> kinds) const; // the arguments, all of them

  bool give(Value value) {
    out_ = std::move(value);
    return true;
  }
  bool fail(std::string_view code) {
    error_ = code;
    return false;
  }
  bool no_overload() { return fail("no_such_overload"); }

  // Takes `cost` from the budget of the evaluation; false, with the failure noted, when it is used
  // up.
  bool charge(std::uint64_t cost);
  // For work over `bytes` of text: one unit per ten bytes, as Kubernetes counts.
  bool charge_text(std::uint64_t bytes) { return charge(bytes / 10); }

  // CEL's `==`, charged; false as well when the budget is used up: then charge(0) says so.
  bool equal(const Value& a, const Value& b);

  std::string_view error() const { return error_; }
  const Zones* zones() const { return zones_; } // of the environment, or nullptr

 private:
  const Value* const* arguments_;
  std::size_t count_;
  Value& out_;
  std::int64_t& cost_left_;
  const Zones* zones_;
  std::string_view error_;
};

using NativeFunction = bool (*)(Call&);

// How cost and size of a result are estimated from the sizes of the arguments.
enum class Growth : std::uint8_t {
  constant, // small result, cost 1
  walk,     // small result, cost one for each item of the first argument
  scan,     // small result, cost grows with the first argument
  copy,     // result about as long as all arguments together, cost too
  product,  // first argument times second: replace, matches, list operations
};

struct Function {
  std::string_view name;
  std::string_view signature;
  NativeFunction call;
  Growth growth = Growth::constant;
};

} // namespace qudao::cel

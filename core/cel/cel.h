// CEL, the Common Expression Language: compile a rule once, evaluate it often.
//
//   Environment env;
//   std::uint32_t age = env.declare("age", Type::nullable(Type::integer()));
//   auto program = compile("age != null && age >= 18", env);   // Result<Program, vector<Issue>>
//   std::vector<Value> slots{Value::integer(20)};               // by slot number
//   Budget budget;
//   auto verdict = evaluate(*program, slots, budget);           // Result<Value, EvalError>
//
// Language: the public specification without protobuf messages: all literals, operators, macros (has,
// all, exists, exists_one, map, filter, cel.bind, cel.block, the two-variable comprehensions),
// conversions and time functions; optionals (a.?b, a[?b], {?k: v}, [?x], optMap, or, orValue, …);
// the extensions strings, math, sets, encoders; and of our own coalesce(a, b, …), the first argument
// that is not null, round(x, digits), half away from zero, and sum, min, max of a list (as in
// Kubernetes). Literals of messages are refused as cel.unsupported. All cases of the conformance
// data that need no messages pass but 4 that declare types of their own
// (tests/conformance/exceptions.json). Time zones by name: zones.h. `==` with null is allowed for
// every type. `&&` and `||` absorb an error of one side when the other decides.
//
// Limits: source bytes, nesting depth and estimated cost are checked when compiled, the counted cost
// (a budget that may be shared by several evaluations) when run: one unit per operation and item, one
// per ten bytes of text, comparisons by what they look at, results by all they hold once shared parts
// are written out. Recursion is bounded by the nesting depth: about 1 KB of stack per level. Regular
// expressions run in linear time.
//
// Cost: compile O(source) and its regular expressions; evaluating allocates nothing for scalars,
// variables and constants. Measured with g++ 12, processor time on a busy machine: `a + b <= c` 32 ns
// warm, 1.2 µs to compile; `x != null && x > 1.0 && x < 9.5` 87 ns; `s.matches('^1[3-9][0-9]{9}$')`
// 43 ns, 12 µs to compile; `list.all(v, v > 0)` over 8 items 210 ns.
// Errors: Issue when compiling, EvalError when running; nothing throws. Codes are stable.
// Source: github.com/google/cel-spec, doc/langdef.md; cost units as in Kubernetes.
// Thread safety: Environment is read-only while compiling; a Program is immutable and may be shared.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/cel/function.h"
#include "core/cel/type.h"
#include "core/value/result.h"
#include "core/value/value.h"

namespace qudao::cel {

struct Limits {
  std::size_t source_bytes = 16'384;
  std::size_t depth = 100; // nested operations, brackets and calls; at most 250
  std::uint64_t estimated_cost = 10'000'000;
  // Lists, maps and texts of variables are assumed to be no longer than this when cost is
  // estimated.
  std::size_t assumed_size = 100;
};

struct Variable {
  std::string name; // may be qualified: "context.now"
  Type type;
};

// What an expression may refer to. Slots are dense: the first variable declared is 0, the next 1, …
class Environment {
 public:
  std::uint32_t declare(std::string_view name, Type type); // again: the new type, the same slot
  void point(std::string_view name, std::uint32_t slot);   // from now on the name means that slot
  const Variable& variable(std::uint32_t slot) const { return variables_[slot]; }
  std::size_t size() const { return variables_.size(); }
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::uint32_t find(std::string_view name) const; // slot, or kNone

  // Functions of the caller; the array must outlive every program compiled with it.
  void add(std::span<const Function> functions) { functions_.push_back(functions); }
  const std::vector<std::span<const Function>>& functions() const { return functions_; }

  Limits limits;
  std::string container; // names are looked up here first: in "a.b", x means a.b.x, a.x or x
  std::shared_ptr<const Zones> zones; // time zones by name beside the built-in ones, see zones.h
  bool check_types = true; // false: wrong types and unknown names fail at run time, if at all

 private:
  std::vector<Variable> variables_;
  std::map<std::string, std::uint32_t, std::less<>> slots_;
  std::vector<std::span<const Function>> functions_;
};

// Why and where an expression was refused. Codes: cel.syntax, cel.encoding, cel.unterminated,
// cel.escape, cel.number, cel.reserved, cel.too_large, cel.too_deep, cel.too_costly,
// cel.undefined_variable, cel.undefined_function, cel.no_overload, cel.not_iterable, cel.macro,
// cel.regex, cel.unsupported.
struct Issue {
  std::string code;
  Map params; // by code: found, name, function, arguments, cost, limit
  std::size_t offset = 0;
  std::size_t line = 1;   // from 1
  std::size_t column = 1; // from 1, in code points
};

// "2:5 cel.undefined_variable {"name":"x"}", the source line and a caret under the place.
std::string describe(const Issue& issue, std::string_view source);

struct Code;

class Program {
 public:
  explicit Program(std::shared_ptr<const Code> code) : code_(std::move(code)) {}
  const std::vector<std::uint32_t>& variables() const; // slots it may read, ascending
  const Type& type() const;                            // of the result
  std::uint64_t estimated_cost() const;                // an upper bound within Limits::assumed_size
  bool is_constant() const;                            // needs no variable and cannot fail
  const Code& code() const { return *code_; }

 private:
  std::shared_ptr<const Code> code_;
};

Result<Program, std::vector<Issue>> compile(std::string_view source, const Environment& env);

// Cost units left; about one per operation and per ten bytes of text looked at.
struct Budget {
  std::int64_t left = 1'000'000;
};

// `slots` holds a value for every slot the program reads; values of another kind than declared give
// run-time errors.
Result<Value, EvalError> evaluate(const Program& program, std::span<const Value> slots,
                                  Budget& budget);

// CEL's `==`: numbers compare by value across int, uint and double; NaN equals nothing; other kinds
// never equal.
bool equals(const Value& a, const Value& b);

} // namespace qudao::cel

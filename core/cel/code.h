// What a program is made of once compiled: nodes in one array, children before parents, constants
// pooled, variables as slots, functions as pointers. The evaluator walks it.
#pragma once

#include "core/cel/ast.h"
#include "core/cel/cel.h"
#include "core/regex/regex.h"

namespace qudao::cel {

enum class Op : std::uint8_t {
  missing,  // fails: a name nobody declared
  constant, // aux: constants[aux]
  slot,     // aux: number of the variable
  local,    // aux: number of the local
  // What quick.h knows.
  select, // args[0] . constants[aux]
  has,    // has(args[0] . constants[aux])
  match,  // args[0] matches patterns[aux]
  logical_and,
  logical_or,
  logical_not,
  conditional,
  compare,    // args[0] and args[1]; aux is the Operator, `equal` to `in`
  arithmetic, // args[0] and args[1]; aux is the Operator
  // The rest.
  negate,
  index, // args[0] [ args[1] ]
  call,  // functions[aux] over the operands
  list,
  map,
  fold,       // aux: first local; args: range, filter or kNoNode, body
  count,      // size() of args[0], a fold that counts
  bind,       // aux: local; args: value, body
  opt_select, // args[0] .? constants[aux]
  opt_index,  // args[0] [? args[1] ]
  opt_map,    // aux: local; args: optional, body; flat: the body is an optional already
  or_else,    // args[0].or(args[1]), or unwrapped orValue
  maybe,      // ?args[0] in a list or map
};

struct Node {
  Op op = Op::constant;
  Fold fold = Fold::all;
  bool two_locals = false;
  bool flat = false;  // see opt_map; of or_else: orValue; of a filter: how many items, not which
  bool plain = false; // made of what quick.h knows alone, and in nothing else that is
  std::uint32_t offset = 0; // in the source
  std::uint32_t aux = 0;
  std::uint32_t count = 0;    // operands of calls, logic, lists and maps: children[args[0] + i]
  std::uint32_t args[3] = {}; // of the others: nodes
};

struct Code {
  std::vector<Node> nodes;
  std::vector<std::uint32_t> children;
  std::vector<Value> constants;
  std::vector<NativeFunction> functions;
  std::vector<regex::Pattern> patterns;
  std::uint32_t root = 0;
  std::uint32_t locals = 0; // live at once
  std::vector<std::uint32_t> variables;
  Type type;
  std::uint64_t estimated_cost = 0;
  std::shared_ptr<const Zones> zones;
};

constexpr std::uint32_t kMostLocals = 32;

} // namespace qudao::cel

// The tree between parser and emitter: nodes in one array, children as index ranges of another,
// names as pieces of the source. It lives for one compilation.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/cel/function.h"
#include "core/cel/type.h"
#include "core/value/value.h"

namespace qudao::cel {

using NodeId = std::uint32_t;
constexpr NodeId kNoNode = 0xFFFFFFFF;

enum class ExprKind : std::uint8_t {
  constant,      // aux: index into Ast::constants
  name,          // text; absolute when written with a leading dot
  select,        // child 0 . text
  has,           // has(child 0 . text)
  index,         // child 0 [ child 1 ]
  call,          // text ( children )
  receiver_call, // child 0 . text ( other children )
  operation,     // op over children; && and || take two or more
  list,
  map,   // key, value, key, value, …
  fold,  // a macro with local variables: fold, children: range, filter or none, body
  bind,  // child 0 named text, used in child 1
  maybe, // ?child 0, an optional, in a list or as the value of a map: left out when it holds nothing
  // child 0, an optional, whose value is named text in child 1: an optional of that, or (optional: already one) that
  opt_map,
};

enum class Operator : std::uint8_t {
  logical_not,
  logical_and,
  logical_or,
  conditional,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  add,
  subtract,
  multiply,
  divide,
  modulo,
  negate,
};

enum class Fold : std::uint8_t {
  all,
  exists,
  exists_one,
  map,             // to a list
  filter,          // to a list of the items
  transform_map,   // to a map of the same keys
  transform_entry, // to a map, of the one-entry maps the body gives
};

enum class Meaning : std::uint8_t {
  missing,    // no such name: where types are not checked, a failure at run time
  plain,      // as written
  slot,       // a (qualified) variable; aux: its slot
  local,      // of a fold or bind; aux: its number
  constant,   // a type name; aux: index into Ast::constants
  namespaced, // math.abs(x): child 0 is no receiver but part of the name
};

struct Expr {
  ExprKind kind = ExprKind::constant;
  Operator op = Operator::logical_not;
  Fold fold = Fold::all;
  bool absolute = false;
  bool optional = false; // a.?b, a[?b], optFlatMap
  std::uint16_t depth = 1;
  std::uint32_t offset = 0;
  std::uint32_t first_child = 0;
  std::uint32_t child_count = 0;
  std::uint32_t aux = 0;  // constant: index; resolved names: slot or local
  std::string_view text;  // name, field, function, or first local of a fold
  std::string_view text2; // second local of a fold, or empty
  // Set by the checker.
  Meaning meaning = Meaning::plain;
  NativeFunction function = nullptr; // of calls
  Growth growth = Growth::constant;  // of calls
  Type type;
};

struct Ast {
  std::vector<Expr> nodes;
  std::vector<NodeId> children;
  std::vector<Value> constants;
  NodeId root = kNoNode;

  NodeId child(const Expr& e, std::size_t i) const { return children[e.first_child + i]; }
};

} // namespace qudao::cel

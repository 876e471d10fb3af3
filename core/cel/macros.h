// Macros: calls that the parser turns into folds, because their arguments name variables.
//
// has(x.f) · all exists exists_one existsOne map filter with one variable, on lists and keys of
// maps · all exists existsOne transformList transformMap transformMapEntry with two, index or key
// and value · cel.bind(x, value, body) · optMap optFlatMap of an optional · what optimizers of CEL write:
// cel.block([…], body) with cel.index(n) and cel.iterVar(m, n), whose parts are all computed, in order
#pragma once

#include <span>

#include "core/cel/ast.h"

namespace qudao::cel {

struct Expansion {
  enum class Outcome : std::uint8_t { none, expanded, block, refused } outcome = Outcome::none;
  Expr expr;
  NodeId children[3] = {}; // of a block: the list and the body
  std::size_t child_count = 0;
  std::size_t offset = 0; // of what is wrong, when refused
};

// `call` with `arguments` (the receiver first) as what it means.
Expansion expand_macro(Ast& ast, const Expr& call, std::span<const NodeId> arguments);

// A name no source can contain, kept in the tree: "@index3".
std::string_view block_name(Ast& ast, std::string_view prefix, std::uint64_t number);

} // namespace qudao::cel

// Macros: calls that the parser turns into folds, because their arguments name variables.
//
// has(x.f) · all exists exists_one existsOne map filter with one variable, on lists and keys of
// maps · all exists existsOne transformList transformMap transformMapEntry with two, index or key
// and value · cel.bind(x, value, body)
#pragma once

#include <span>

#include "core/cel/ast.h"

namespace qudao::cel {

struct Expansion {
  enum class Outcome : std::uint8_t { none, expanded, refused } outcome = Outcome::none;
  Expr expr;
  NodeId children[3] = {};
  std::size_t child_count = 0;
  std::size_t offset = 0; // of what is wrong, when refused
};

// `call` with `arguments` (the receiver first) as what it means.
Expansion expand_macro(const Ast& ast, const Expr& call, std::span<const NodeId> arguments);

} // namespace qudao::cel

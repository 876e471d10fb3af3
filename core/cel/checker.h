// Finds what every name means and the type of every node; resolves calls to functions.
#pragma once

#include "core/cel/ast.h"
#include "core/cel/cel.h"

namespace qudao::cel {

struct Checked {
  std::vector<Issue> issues;
  std::vector<std::uint32_t> variables; // slots referred to, ascending
  std::uint32_t locals = 0;             // most of them alive at once
};

Checked check(Ast& ast, std::string_view source, const Environment& env);

} // namespace qudao::cel

// Where the parts of an expression stand in its source. The tree keeps one offset for each node; the rest is worked out
// from the tokens when somebody asks, so that those who only evaluate pay nothing for it. (What optimizers write,
// cel.block and cel.index, has no words of its own.)
#pragma once

#include <string_view>

#include "core/cel/ast.h"

namespace qudao::cel {

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0; // behind it
};

// By node. Cost: O(tokens × nesting).
std::vector<Span> spans_of(const Ast& ast, std::string_view source);

} // namespace qudao::cel

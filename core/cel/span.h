// Where a part of an expression stands in its source. The tree keeps one offset for each node; the rest is worked out from
// the tokens when somebody asks, so that those who only evaluate pay nothing for it.
#pragma once

#include <string_view>

#include "core/cel/ast.h"

namespace qudao::cel {

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0; // behind it
};

Span span_of(const Ast& ast, NodeId part, std::string_view source);

} // namespace qudao::cel

// Source to tree: the whole grammar, macros expanded to folds. Recursion is bounded by
// Limits::depth.
#pragma once

#include "core/cel/ast.h"
#include "core/cel/cel.h"

namespace qudao::cel {

// Fills line and column of an issue from its offset.
Issue issue_at(const char* code, std::size_t offset, std::string_view source, Map params = {});

Result<Ast, Issue> parse(std::string_view source, const Limits& limits);

} // namespace qudao::cel

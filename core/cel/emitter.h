// Tree to code: constants folded, operands laid out, cost estimated.
#pragma once

#include <optional>

#include "core/cel/ast.h"
#include "core/cel/code.h"

namespace qudao::cel {

struct EmitError {
  std::size_t offset; // of the constant pattern that is none
  const char* reason; // code of core/regex
};

// Into code that is empty. Of nodes, constants, estimated cost and the like; the rest of Code is the caller's.
std::optional<EmitError> emit(const Ast& ast, const Limits& limits, Code& code);

} // namespace qudao::cel

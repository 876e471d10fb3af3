// Tree to code: constants folded, operands laid out, cost estimated.
#pragma once

#include "core/cel/ast.h"
#include "core/cel/code.h"

namespace qudao::cel {

struct EmitError {
  std::size_t offset; // of the constant pattern that is none
  const char* reason; // code of core/regex
};

Result<Code, EmitError> emit(const Ast& ast, const Limits& limits);

} // namespace qudao::cel

// Tree to code: constants folded, operands laid out, cost estimated.
#pragma once

#include "core/cel/ast.h"
#include "core/cel/code.h"

namespace qudao::cel {

Code emit(const Ast& ast, const Limits& limits);

} // namespace qudao::cel

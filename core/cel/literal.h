// Literal tokens to values.
#pragma once

#include "core/cel/lexer.h"
#include "core/value/result.h"
#include "core/value/value.h"

namespace qudao::cel {

struct LiteralError {
  const char* code;   // cel.number, cel.escape
  std::size_t offset; // from the start of the token
};

// `negative`: a minus stands right before the number, which matters for the smallest integer.
Result<Value, LiteralError> decode_literal(const Token& token, bool negative);

} // namespace qudao::cel

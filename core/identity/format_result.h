// What every reader of core/identity answers: the canonical text, or the stable code of what is
// wrong.
//
// Codes are literals (`format.mobile`, `format.credit_code.check`): they live for ever and are
// translated by the texts document of a definition, never here. All readers are forgiving about how
// a person types (full-width characters, spaces, dashes, lower case) and strict about what is
// stored: equal things have equal canonical texts, so they can be compared, indexed and kept
// unique.
//
// Cost: O(length); inputs over kLongestInput bytes are refused unread. Thread safety: pure
// functions.
#pragma once

#include <string>
#include <string_view>

#include "core/value/result.h"

namespace qudao::identity {

inline constexpr std::size_t kLongestInput = 2048;

using FormatResult = Result<std::string, std::string_view>;

inline Unexpected<std::string_view> wrong(std::string_view code) {
  return {code};
}

} // namespace qudao::identity

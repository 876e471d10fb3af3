// Folding of typed text before it is read as a code or number: what an input method makes of plain
// characters is turned back, so that readers only meet ASCII.
#pragma once

#include <string>
#include <string_view>

#include "core/text/ascii.h"

namespace qudao::identity {

// Full-width forms (U+FF01…FF5E) and the ideographic stop, comma and brackets become ASCII; every
// Unicode space becomes ' '; every Unicode dash '-'; zero-width characters go; ends are trimmed.
// Other characters stay as they are.
std::string fold_input(std::string_view utf8);

// fold_input without any spaces and, when `dashes` is set, dashes; letters in upper case: for
// codes.
std::string fold_code(std::string_view utf8, bool dashes);

// Trimmed at both ends (Unicode spaces), CRLF and CR become LF: how text fields are stored.
std::string trim_text(std::string_view utf8);

bool all_digits(std::string_view text);

} // namespace qudao::identity

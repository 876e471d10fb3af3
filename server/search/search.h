// search: text folded for "contains" searches, and LIKE patterns that match it.
//
// Folding makes ASCII letters small and full-width forms half-width (Ａ → a, １ → 1), so that what people type on a Chinese
// keyboard finds what is stored; everything else is kept. Stored search texts are folded once, when they are written.
//
// Cost: O(bytes). Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace qudao::search {

std::string fold(std::string_view typed);

// Literally that, inside a pattern for `LIKE … ESCAPE '\'`.
std::string escaped(std::string_view text);

// "50%" → "%50\%%": for `column LIKE $n ESCAPE '\'`. Empty text matches everything.
std::string contains(std::string_view typed);

} // namespace qudao::search

// White space of Unicode (property White_Space).
//
// Cost: O(bytes looked at). Thread safety: pure functions.
#pragma once

#include <string_view>

namespace qudao::text {

bool is_space(char32_t c);
std::string_view trim_spaces(std::string_view utf8); // without those at both ends

} // namespace qudao::text

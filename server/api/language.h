// Internal of the room: which of the languages of the product somebody asks for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qudao::api {

// zh-CN or en, by an Accept-Language header: the one of higher weight (q), of equal ones the one named first; any variety of
// a language is that language, * the one that is not named. What is not well-formed counts as not there. Nothing when it wants
// neither, or both only by a *. Cost: O(header). Source: RFC 9110, 12.4.2 and 12.5.4; RFC 4647, 3.4.
std::optional<std::string> preferred_locale(std::string_view accept_language);

} // namespace qudao::api

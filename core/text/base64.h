// Base64 of RFC 4648, the standard alphabet. Writing pads; reading takes text with and without
// padding.
//
// Cost: O(bytes). Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qudao::text {

void append_base64(std::string& out, std::string_view octets);
std::optional<std::string> decode_base64(std::string_view text); // nothing when malformed

} // namespace qudao::text

// TOTP: codes of six digits that change every 30 seconds (RFC 6238 over HMAC-SHA-1, the only variant every authenticator app
// knows), and base32 (RFC 4648), in which apps take the secret.
//
// Who keeps which code from counting twice: accounts/second_factor. Cost: about 2 µs a code. Thread safety: pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace qudao::crypto {

std::int64_t totp_step(std::int64_t now_ms); // 30 seconds each
std::string totp_code(std::string_view secret, std::int64_t step);

std::string base32_encode(std::string_view bytes); // without padding

} // namespace qudao::crypto

#include "server/crypto/totp.h"

#include <array>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdexcept>

namespace qudao::crypto {

namespace {

constexpr std::int64_t kStepMillis = 30'000;
constexpr std::uint32_t kCodes = 1'000'000; // six digits
constexpr std::size_t kDigits = 6;

std::array<unsigned char, 8> big_endian(std::int64_t number) {
  std::array<unsigned char, 8> bytes{};
  auto rest = static_cast<std::uint64_t>(number);
  for (std::size_t i = bytes.size(); i-- > 0;) {
    bytes[i] = static_cast<unsigned char>(rest & 0xFFU);
    rest >>= 8U;
  }
  return bytes;
}

std::array<unsigned char, 20> hmac_sha1(std::string_view key, std::int64_t counter) {
  const auto message = big_endian(counter);
  std::array<unsigned char, 20> mac{};
  unsigned int length = mac.size();
  if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(), message.size(),
           mac.data(), &length) == nullptr) {
    throw std::runtime_error("HMAC-SHA-1 is not available");
  }
  return mac;
}

} // namespace

std::int64_t totp_step(std::int64_t now_ms) {
  return now_ms / kStepMillis;
}

// RFC 4226, 5.3: four bytes from where the last one points to, without the sign.
std::string totp_code(std::string_view secret, std::int64_t step) {
  const auto mac = hmac_sha1(secret, step);
  const std::size_t at = mac.back() & 0x0FU;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    number = (number << 8U) | mac.at(at + i);
  }
  const std::string digits = std::to_string((number & 0x7FFFFFFFU) % kCodes);
  return std::string(kDigits - digits.size(), '0') + digits;
}

std::string base32_encode(std::string_view bytes) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char byte : bytes) {
    held = (held << 8U) | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) {
      text += kAlphabet[(held >> (bits - 5)) & 31U];
    }
  }
  if (bits > 0) {
    text += kAlphabet[(held << (5 - bits)) & 31U];
  }
  return text;
}

} // namespace qudao::crypto

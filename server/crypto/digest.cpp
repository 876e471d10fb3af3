#include "server/crypto/digest.h"

#include <mutex>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <sodium.h>
#include <stdexcept>

#include "server/crypto/octets.h"

namespace qudao::crypto {

namespace {

template <std::size_t N>
std::string hex_of(const std::array<unsigned char, N>& bytes) {
  return hex({reinterpret_cast<const char*>(bytes.data()), N});
}

} // namespace

void initialise() {
  if (sodium_init() < 0) {
    throw std::runtime_error("libsodium cannot be initialised");
  }
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto octet = static_cast<unsigned char>(c);
    text += kDigits[octet >> 4U];
    text += kDigits[octet & 15U];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(octets(bytes), bytes.size(), digest.data());
  return hex_of(digest);
}

std::string hmac_sha256_hex(std::string_view key, std::string_view bytes) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, octets(key), key.size());
  crypto_auth_hmacsha256_update(&state, octets(bytes), bytes.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest{};
  crypto_auth_hmacsha256_final(&state, digest.data());
  return hex_of(digest);
}

struct Digester::State {
  struct Free {
    void operator()(EVP_MD_CTX* used) const { EVP_MD_CTX_free(used); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
};

Digester::Digester(Algorithm algorithm) : state_(std::make_unique<State>()) {
  const EVP_MD* chosen = algorithm == Algorithm::sha1 ? EVP_sha1() : EVP_sha256();
  if (EVP_DigestInit_ex(state_->context.get(), chosen, nullptr) != 1) {
    throw std::runtime_error("OpenSSL cannot digest");
  }
}
Digester::~Digester() = default;

void Digester::update(std::string_view bytes) {
  EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size());
}

std::string Digester::finish() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  EVP_DigestFinal_ex(state_->context.get(), digest.data(), &length);
  return {reinterpret_cast<const char*>(digest.data()), length};
}

bool equal_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), count);
  return bytes;
}

std::string random_token() {
  const std::string bytes = random_bytes(32);
  std::array<char, 48> text{};
  sodium_bin2base64(text.data(), text.size(), octets(bytes), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

std::string uuid_v7(std::int64_t now_ms) {
  // 12 bits of counter after the time keep ids of one process in the order they were made.
  static std::mutex mutex;
  static std::uint64_t last = 0;
  std::uint64_t stamp = 0;
  {
    const std::lock_guard lock(mutex);
    const std::uint64_t fresh = static_cast<std::uint64_t>(now_ms) << 12U;
    last = fresh > last ? fresh : last + 1;
    stamp = last;
  }
  std::string bytes = random_bytes(16);
  const std::uint64_t time = stamp >> 12U;
  for (unsigned i = 0; i < 6; ++i) {
    bytes[i] = static_cast<char>((time >> (40U - 8U * i)) & 0xFFU);
  }
  bytes[6] = static_cast<char>(0x70U | ((stamp >> 8U) & 0x0FU));
  bytes[7] = static_cast<char>(stamp & 0xFFU);
  bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3FU) | 0x80U);
  std::string text = hex(bytes);
  for (const std::size_t position : {20U, 16U, 12U, 8U}) {
    text.insert(position, 1, '-');
  }
  return text;
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (dash ? c != '-' : !digit) {
      return false;
    }
  }
  return true;
}

std::string base64_encode(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), octets(bytes), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back(); // the terminating zero
  return text;
}

bool base64_decode(std::string_view text, std::string& bytes) {
  bytes.assign(text.size() / 4 * 3 + 3, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  const int status =
      sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &length, &end, sodium_base64_VARIANT_ORIGINAL);
  bytes.resize(length);
  return status == 0 && end == text.data() + text.size();
}

} // namespace qudao::crypto

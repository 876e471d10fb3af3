// Digests, keyed digests, random tokens and ids. SHA-256 by OpenSSL, which uses the processor's own
// instructions (libsodium took 21 µs for a signing of 4 KB, OpenSSL 8); all else by libsodium.
//
// Cost: about 1 µs for short texts. Errors: none (a missing source of randomness ends the program).
// Thread safety: pure functions, any thread; `Digester` one thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace qudao::crypto {

// Must be called once before anything else of this room; throws std::runtime_error when libsodium
// cannot start.
void initialise();

std::string hex(std::string_view bytes);
std::string sha256_hex(std::string_view bytes);
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes); // any key length

enum class Algorithm {
  sha1, // only to see whether bytes arrived as they were sent, where a protocol asks for it
  sha256,
};

// For content that arrives in pieces.
class Digester {
 public:
  explicit Digester(Algorithm algorithm = Algorithm::sha256);
  ~Digester();
  Digester(const Digester&) = delete;
  Digester& operator=(const Digester&) = delete;
  void update(std::string_view bytes);
  std::string finish(); // the digest's bytes; once
  std::string finish_hex() { return hex(finish()); }

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Compares without telling by its duration where the difference is.
bool equal_constant_time(std::string_view a, std::string_view b);

std::string random_bytes(std::size_t count);
std::string random_token(); // 256 random bits, base64url without padding: 43 characters

// UUID version 7 of the given time, rising within one process even inside one millisecond.
std::string uuid_v7(std::int64_t now_ms);
bool is_uuid(std::string_view text); // canonical lower-case form

std::string base64_encode(std::string_view bytes);
bool base64_decode(std::string_view text,
                   std::string& bytes); // standard alphabet, padding required

} // namespace qudao::crypto

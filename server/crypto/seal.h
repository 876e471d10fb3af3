// Seal: secrets that lie in the database, readable only with a key that does not.
//
// XSalsa20-Poly1305 of libsodium with a random nonce: what was changed does not open. Whoever has both the database and the
// data folder's key can read everything; a copy of the database alone tells nothing.
//
// Cost: about 1 µs. Errors: open answers nothing for what this key did not seal. Thread safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qudao::crypto {

class Seal {
 public:
  explicit Seal(std::string_view key); // of any length; its hash is the key

  std::string close(std::string_view secret) const; // base64
  std::optional<std::string> open(std::string_view sealed) const;

 private:
  std::string key_;
};

} // namespace qudao::crypto

#include "server/crypto/seal.h"

#include <sodium.h>

#include "server/crypto/digest.h"
#include "server/crypto/octets.h"

namespace qudao::crypto {

namespace {

unsigned char* octets(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

} // namespace

Seal::Seal(std::string_view key) : key_(crypto_secretbox_KEYBYTES, '\0') {
  crypto_generichash(octets(key_), key_.size(), octets(key), key.size(), nullptr, 0);
}

std::string Seal::close(std::string_view secret) const {
  const std::string nonce = random_bytes(crypto_secretbox_NONCEBYTES);
  std::string box(secret.size() + crypto_secretbox_MACBYTES, '\0');
  crypto_secretbox_easy(octets(box), octets(secret), secret.size(), octets(std::string_view(nonce)),
                        octets(std::string_view(key_)));
  return base64_encode(nonce + box);
}

std::optional<std::string> Seal::open(std::string_view sealed) const {
  std::string bytes;
  if (!base64_decode(sealed, bytes) ||
      bytes.size() < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES) {
    return std::nullopt;
  }
  const std::string_view nonce = std::string_view(bytes).substr(0, crypto_secretbox_NONCEBYTES);
  const std::string_view box = std::string_view(bytes).substr(crypto_secretbox_NONCEBYTES);
  std::string secret(box.size() - crypto_secretbox_MACBYTES, '\0');
  const int opened = crypto_secretbox_open_easy(octets(secret), octets(box), box.size(),
                                                octets(nonce), octets(std::string_view(key_)));
  if (opened != 0) {
    return std::nullopt;
  }
  return secret;
}

} // namespace qudao::crypto

#include "server/crypto/hasher.h"

#include <array>
#include <functional>
#include <sodium.h>
#include <stdexcept>

#include "server/crypto/digest.h"
#include "server/failure/failure.h"

namespace qudao::crypto {

namespace asio = boost::asio;

namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = std::size_t{19} * 1024 * 1024;

// What an unknown user's password is compared with: made once, of a random password, before anybody signs in.
const std::string& decoy() {
  static const std::string kHash = Hasher::hash_now(random_token());
  return kHash;
}

bool verify_now(const std::string& hash, const std::string& password) {
  const std::string& against = hash.empty() ? decoy() : hash;
  const bool same =
      crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
  return same && !hash.empty();
}

} // namespace

Hasher::Hasher(HasherOptions options)
    : pool_(options.threads), most_(options.queue + options.threads) {
  decoy();
}

void Hasher::refuse_overload() const {
  if (pool_.load() < most_) {
    return;
  }
  Failure busy("auth.busy");
  busy.retry_after_seconds = 1;
  throw busy;
}

std::string Hasher::hash_now(const std::string& password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), kPasses, kMemory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::runtime_error("no memory for hashing a password");
  }
  return hash.data();
}

bool Hasher::needs_rehash(const std::string& hash) {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), kPasses, kMemory) != 0;
}

asio::awaitable<std::string> Hasher::hash(std::string password) {
  refuse_overload();
  std::string hash;
  std::function<void()> work = [&hash, &password] { hash = hash_now(password); };
  co_await pool_.run(std::move(work));
  co_return hash;
}

asio::awaitable<bool> Hasher::verify(std::string hash, std::string password) {
  refuse_overload();
  bool same = false;
  std::function<void()> work = [&] { same = verify_now(hash, password); };
  co_await pool_.run(std::move(work));
  co_return same;
}

} // namespace qudao::crypto

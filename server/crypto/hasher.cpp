#include "server/crypto/hasher.h"

#include <array>
#include <atomic>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <sodium.h>
#include <stdexcept>

#include "server/crypto/digest.h"
#include "server/failure/failure.h"

namespace qudao::crypto {

namespace asio = boost::asio;

namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = 19 * 1024 * 1024;

// What an unknown user's password is compared with: made once, of a random password.
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

class Hasher::Queue {
 public:
  explicit Queue(HasherOptions options)
      : pool_(static_cast<std::size_t>(options.threads)),
        most_(options.queue + static_cast<std::size_t>(options.threads)) {}
  ~Queue() { pool_.join(); }

  // Runs `work` on a thread of the pool, then goes on on the caller's executor.
  asio::awaitable<void> run(std::function<void()> work) {
    if (running_.fetch_add(1) >= most_) {
      --running_;
      Failure busy("auth.busy");
      busy.retry_after_seconds = 1;
      throw busy;
    }
    Initiate initiate{this, std::move(work)};
    co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(std::exception_ptr)>(
        std::move(initiate), asio::use_awaitable);
  }

 private:
  struct Initiate {
    Queue* queue;
    std::function<void()> work;

    template <typename Handler>
    void operator()(Handler handler) {
      auto executor = asio::prefer(asio::get_associated_executor(handler),
                                   asio::execution::outstanding_work.tracked);
      auto waiting = std::make_shared<Handler>(std::move(handler));
      asio::post(queue->pool_, [queue = queue, work = std::move(work), waiting, executor]() {
        std::exception_ptr failure;
        try {
          work();
        } catch (...) {
          failure = std::current_exception();
        }
        --queue->running_;
        asio::post(executor, [waiting, failure]() { (*waiting)(failure); });
      });
    }
  };

  asio::thread_pool pool_;
  std::size_t most_;
  std::atomic<std::size_t> running_{0};
};

Hasher::Hasher(HasherOptions options) : queue_(std::make_unique<Queue>(options)) {}
Hasher::~Hasher() = default;

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
  std::string hash;
  std::function<void()> work = [&hash, &password] { hash = hash_now(password); };
  co_await queue_->run(std::move(work));
  co_return hash;
}

asio::awaitable<bool> Hasher::verify(std::string hash, std::string password) {
  bool same = false;
  std::function<void()> work = [&] { same = verify_now(hash, password); };
  co_await queue_->run(std::move(work));
  co_return same;
}

} // namespace qudao::crypto

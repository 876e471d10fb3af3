// Password hashing with argon2id, bounded.
//
// Memory-hard hashing is the most expensive thing a stranger can ask for, so it runs on threads of
// its own, and what exceeds the queue is refused with Failure auth.busy (503) at once instead of
// piling up.
//
// Cost: 19 MiB and two passes, about 25 ms on one core (the OWASP parameters). Thread safety: any
// thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "server/workers/workers.h"

namespace qudao::crypto {

struct HasherOptions {
  std::size_t threads = 1;
  std::size_t queue = 32; // waiting besides those being worked on
};

class Hasher {
 public:
  explicit Hasher(HasherOptions options = {});
  boost::asio::awaitable<std::string> hash(std::string password);

  // An empty hash (unknown user) costs the same and answers false.
  boost::asio::awaitable<bool> verify(std::string hash, std::string password);

  // Made with weaker parameters than today's.
  static bool needs_rehash(const std::string& hash);

  // Blocking, for start-up and tests.
  static std::string hash_now(const std::string& password);

 private:
  void refuse_overload() const;

  WorkerPool pool_;
  std::size_t most_;
};

} // namespace qudao::crypto

// WorkerPool: blocking or long work on threads of its own, awaited by coroutines.
//
//   std::function<void()> work = [&] { … };   // a named variable: g++ 12, see storage/database.h
//   co_await pool.run(std::move(work));       // goes on on the caller's own loop; what work throws comes out here
//
// Cost: about 20 µs of thread hops. Thread safety: any thread. The destructor finishes what was given.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <functional>
#include <memory>

namespace qudao {

class WorkerPool {
 public:
  explicit WorkerPool(std::size_t threads);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  boost::asio::awaitable<void> run(std::function<void()> work);

  // Running and waiting now: for callers that refuse instead of piling up.
  std::size_t load() const { return load_.load(); }

 private:
  struct Threads;
  std::atomic<std::size_t> load_{0};
  std::unique_ptr<Threads> threads_;
};

} // namespace qudao

// Database: transactions off the I/O threads, with durable group commit.
//
//   auto load = [tenant, id](storage::Connection& c) { return find_user(c, tenant, id); };   // a
//   named variable: see below User user = co_await database.read(load);
//
// write: closures queue up for one writer thread. It runs all that wait in one transaction, commits
// (synchronous=FULL), and only then resumes the waiters: whoever got an answer has it on disk. A
// closure that throws undoes only itself; the exception comes out of the co_await. If the commit
// itself fails, every closure of the batch fails. A closure must be a function of the database's
// state alone: it is run again when another one of its batch throws after a change, and other
// engines will retry it. read: a pool of
// connections; each closure sees one consistent snapshot, including every write acknowledged
// before.
//
// g++ 12 destroys lambdas with captures twice when they are written inside a co_await expression:
// give the closure a name first and pass that. Captures must be copyable.
//
// Cost: about 20 µs of thread hops each way; a commit about 0.2 ms of fsync shared by everybody in
// the batch. Errors: StorageError, and whatever the closure throws. Thread safety: everything, from
// any thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

#include "server/storage/connection.h"

namespace qudao::storage {

namespace detail {

// Where a closure leaves its result for the coroutine that waits.
template <typename T>
struct Slot {
  std::optional<T> value;
  template <typename F>
  void fill(F& work, Connection& connection) {
    value.emplace(work(connection));
  }
  T take() { return std::move(*value); }
};

template <>
struct Slot<void> {
  template <typename F>
  void fill(F& work, Connection& connection) {
    work(connection);
  }
  void take() {}
};

} // namespace detail

class Database {
 public:
  using Work = std::function<void(Connection&)>;
  using Done = std::function<void(std::exception_ptr)>; // called on a thread of the storage

  struct Counters {
    std::uint64_t reads = 0;
    std::uint64_t writes = 0;
    std::uint64_t commits = 0;
    std::uint64_t waiting = 0; // writes queued now
  };

  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  virtual ~Database() = default; // finishes what is queued

  template <typename F>
  boost::asio::awaitable<std::invoke_result_t<F&, Connection&>> read(F work) {
    auto slot = std::make_shared<detail::Slot<std::invoke_result_t<F&, Connection&>>>();
    Work job = [slot, work](Connection& connection) mutable { slot->fill(work, connection); };
    co_await await_read(std::move(job));
    co_return slot->take();
  }

  template <typename F>
  boost::asio::awaitable<std::invoke_result_t<F&, Connection&>> write(F work) {
    auto slot = std::make_shared<detail::Slot<std::invoke_result_t<F&, Connection&>>>();
    Work job = [slot, work](Connection& connection) mutable { slot->fill(work, connection); };
    co_await await_write(std::move(job));
    co_return slot->take();
  }

  // Blocking twins for start-up, command line and tests; never on an I/O thread.
  template <typename F>
  auto read_now(F work) {
    detail::Slot<std::invoke_result_t<F&, Connection&>> slot;
    run_now(false, [&](Connection& connection) { slot.fill(work, connection); });
    return slot.take();
  }
  template <typename F>
  auto write_now(F work) {
    detail::Slot<std::invoke_result_t<F&, Connection&>> slot;
    run_now(true, [&](Connection& connection) { slot.fill(work, connection); });
    return slot.take();
  }

  virtual void submit_read(Work work, Done done) = 0;
  virtual void submit_write(Work work, Done done) = 0;

  // A consistent copy of everything while others go on writing.
  virtual void copy_to(const std::filesystem::path& file) = 0;

  virtual Counters counters() const = 0;

 private:
  boost::asio::awaitable<void> await_read(Work work);
  boost::asio::awaitable<void> await_write(Work work);
  void run_now(bool writing, const Work& work);
};

struct SqliteOptions {
  std::filesystem::path file;
  int readers = 2;
  int busy_timeout_ms = 10'000;
  int largest_batch = 512; // closures per commit: bounds how long the first one waits
};

// Opens (creates) the file: WAL, synchronous=FULL, foreign keys on. Throws StorageError.
std::unique_ptr<Database> open_sqlite(const SqliteOptions& options);

} // namespace qudao::storage

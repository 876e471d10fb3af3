#include "server/workers/workers.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace qudao {

namespace asio = boost::asio;

namespace {

struct Initiate {
  asio::thread_pool* pool;
  std::atomic<std::size_t>* load;
  std::function<void()> work;

  template <typename Handler>
  void operator()(Handler handler) {
    auto executor = asio::prefer(asio::get_associated_executor(handler),
                                 asio::execution::outstanding_work.tracked);
    auto waiting = std::make_shared<Handler>(std::move(handler));
    ++*load;
    asio::post(*pool, [load = load, work = std::move(work), waiting, executor]() {
      std::exception_ptr failure;
      try {
        work();
      } catch (...) {
        failure = std::current_exception();
      }
      --*load;
      asio::post(executor, [waiting, failure]() { (*waiting)(failure); });
    });
  }
};

} // namespace

struct WorkerPool::Threads {
  explicit Threads(std::size_t count) : pool(count) {}
  asio::thread_pool pool;
};

WorkerPool::WorkerPool(std::size_t threads) : threads_(std::make_unique<Threads>(threads)) {}
WorkerPool::~WorkerPool() {
  threads_->pool.join();
}

asio::awaitable<void> WorkerPool::run(std::function<void()> work) {
  Initiate initiate{&threads_->pool, &load_, std::move(work)};
  return asio::async_initiate<const asio::use_awaitable_t<>&, void(std::exception_ptr)>(
      std::move(initiate), asio::use_awaitable);
}

} // namespace qudao

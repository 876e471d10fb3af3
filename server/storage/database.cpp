#include "server/storage/database.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <future>

namespace qudao::storage {

namespace asio = boost::asio;

namespace {

// Hands the closure to the storage and arranges that the waiting coroutine goes on on its own
// executor.
struct Submit {
  Database* database;
  bool writing;
  Database::Work work;

  template <typename Handler>
  void operator()(Handler handler) {
    auto executor = asio::prefer(asio::get_associated_executor(handler),
                                 asio::execution::outstanding_work.tracked);
    auto waiting = std::make_shared<Handler>(std::move(handler));
    Database::Done done = [waiting, executor](std::exception_ptr failure) {
      asio::post(executor, [waiting, failure]() { (*waiting)(failure); });
    };
    if (writing) {
      database->submit_write(std::move(work), std::move(done));
    } else {
      database->submit_read(std::move(work), std::move(done));
    }
  }
};

} // namespace

asio::awaitable<void> Database::await_read(Work work) {
  Submit submit{this, false, std::move(work)};
  return asio::async_initiate<const asio::use_awaitable_t<>&, void(std::exception_ptr)>(
      std::move(submit), asio::use_awaitable);
}

asio::awaitable<void> Database::await_write(Work work) {
  Submit submit{this, true, std::move(work)};
  return asio::async_initiate<const asio::use_awaitable_t<>&, void(std::exception_ptr)>(
      std::move(submit), asio::use_awaitable);
}

void Database::run_now(bool writing, const Work& work) {
  std::promise<void> finished;
  Done done = [&finished](const std::exception_ptr& failure) {
    if (failure) {
      finished.set_exception(failure);
    } else {
      finished.set_value();
    }
  };
  if (writing) {
    submit_write(work, done);
  } else {
    submit_read(work, done);
  }
  finished.get_future().get();
}

} // namespace qudao::storage

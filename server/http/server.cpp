#include "server/http/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <set>
#include <thread>

#include "server/http/connection.h"

namespace qudao::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

// One thread with its own event loop and the connections that live on it.
struct Loop {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(context);
  std::set<std::shared_ptr<Connection>> connections; // touched by the loop's thread only
  asio::steady_timer ticker{context};
  bool finished = false;
  std::thread thread;

  void close(bool idle_only) {
    for (const auto& connection : connections) {
      if (!idle_only || connection->idle()) {
        connection->close();
      }
    }
  }
};

} // namespace

class Server::Loops {
 public:
  Loops(ServerOptions options, const Router& router, Fallbacks fallbacks)
      : options_(std::move(options)), common_{options_,
                                              router,
                                              std::move(fallbacks),
                                              TrustedProxies(options_.trusted_proxies),
                                              {},
                                              {}} {
    for (int i = 0; i < std::max(1, options_.threads); ++i) {
      loops_.push_back(std::make_unique<Loop>());
    }
    listen();
    for (const auto& loop : loops_) {
      loop->thread = std::thread([context = &loop->context] { context->run(); });
    }
    for (const auto& loop : loops_) {
      asio::co_spawn(loop->context, watch(*loop), asio::detached);
    }
    asio::co_spawn(loops_.front()->context, accept(), asio::detached);
  }

  Loops(const Loops&) = delete;
  Loops& operator=(const Loops&) = delete;
  // A thread that cannot be joined ends the program: there is nothing left to do about it.
  // NOLINTNEXTLINE(bugprone-exception-escape)
  ~Loops() { stop(std::chrono::milliseconds(0)); }

  std::uint16_t port() const { return acceptor_->local_endpoint().port(); }
  const ServerCounters& counters() const { return common_.counters; }

  void stop(std::chrono::milliseconds grace) {
    if (common_.stopping.exchange(true)) {
      return;
    }
    asio::post(loops_.front()->context, [this] { acceptor_->close(); });
    each_loop([](Loop& loop) { loop.close(true); });
    const auto deadline = std::chrono::steady_clock::now() + grace;
    while (common_.counters.connections.load() > 0 && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    each_loop([](Loop& loop) {
      loop.close(false);
      loop.finished = true;
      loop.ticker.cancel();
      loop.work.reset();
    });
    for (const auto& loop : loops_) {
      loop->thread.join();
    }
  }

 private:
  template <typename F>
  void each_loop(F act) {
    for (const auto& loop : loops_) {
      asio::post(loop->context, [act, target = loop.get()] { act(*target); });
    }
  }

  void listen() {
    const tcp::endpoint endpoint(asio::ip::make_address(options_.host), options_.port);
    acceptor_.emplace(loops_.front()->context, endpoint, true);
  }

  asio::awaitable<void> accept();
  static asio::awaitable<void> watch(Loop& loop);
  asio::awaitable<void> serve(Loop& loop, std::shared_ptr<Connection> connection);

  ServerOptions options_;
  Common common_;
  std::vector<std::unique_ptr<Loop>> loops_;
  std::optional<tcp::acceptor> acceptor_;
};

asio::awaitable<void> Server::Loops::accept() {
  std::size_t turn = 0;
  while (acceptor_->is_open()) {
    Loop& loop = *loops_[turn++ % loops_.size()];
    boost::system::error_code error;
    tcp::socket socket = co_await acceptor_->async_accept(
        loop.context, asio::redirect_error(asio::use_awaitable, error));
    if (error == asio::error::operation_aborted) {
      co_return;
    }
    if (error) {
      // Out of descriptors: what is open goes on, new ones wait a little.
      asio::steady_timer pause(loops_.front()->context, std::chrono::milliseconds(50));
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
      continue;
    }
    if (common_.counters.connections.load() >= options_.limits.connections) {
      continue;
    }
    ++common_.counters.connections;
    ++common_.counters.accepted;
    auto connection = make_connection(std::move(socket), common_);
    asio::co_spawn(loop.context, serve(loop, std::move(connection)), asio::detached);
  }
}

asio::awaitable<void> Server::Loops::serve(Loop& loop, std::shared_ptr<Connection> connection) {
  loop.connections.insert(connection);
  co_await connection->run();
  loop.connections.erase(connection);
  --common_.counters.connections;
}

// One timer per loop instead of one per connection: time limits are exact to a quarter of a second, and cost a request
// nothing but reading the clock.
asio::awaitable<void> Server::Loops::watch(Loop& loop) {
  while (!loop.finished) {
    loop.ticker.expires_after(std::chrono::milliseconds(250));
    boost::system::error_code error;
    co_await loop.ticker.async_wait(asio::redirect_error(asio::use_awaitable, error));
    const auto now = std::chrono::steady_clock::now();
    for (const auto& connection : loop.connections) {
      connection->check(now);
    }
  }
}

Server::Server(ServerOptions options, const Router& router, Fallbacks fallbacks)
    : loops_(std::make_unique<Loops>(std::move(options), router, std::move(fallbacks))) {}
Server::~Server() = default;

std::uint16_t Server::port() const {
  return loops_->port();
}
const ServerCounters& Server::counters() const {
  return loops_->counters();
}
void Server::stop(std::chrono::milliseconds grace) {
  loops_->stop(grace);
}

} // namespace qudao::http

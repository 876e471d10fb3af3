// Internal of the room: one client connection, from accept to close.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>

#include "server/http/proxy.h"
#include "server/http/server.h"

namespace qudao::http {

// What all connections share.
struct Common {
  const ServerOptions& options;
  const Router& router;
  Fallbacks fallbacks;
  TrustedProxies proxies;
  ServerCounters counters;
  std::atomic<bool> stopping{false};
};

class Connection {
 public:
  virtual ~Connection() = default;
  virtual boost::asio::awaitable<void> run() = 0;
  virtual bool idle() const = 0; // waits for a request of which nothing has arrived
  // On the connection's own loop:
  virtual void close() = 0;
  virtual void check(std::chrono::steady_clock::time_point now) = 0; // ends what takes too long
};

std::shared_ptr<Connection> make_connection(boost::asio::ip::tcp::socket socket, Common& common);

} // namespace qudao::http

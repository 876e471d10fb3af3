// Server: HTTP/1.1 on a TCP port, one coroutine per connection, one thread per event loop.
//
// What it refuses before any handler runs: ambiguous message lengths, bare line feeds, folded or
// oversized headers (431), oversized bodies (413), unknown transfer codings, clients slower than
// the limits (408 or closed), more connections than allowed (closed at once). X-Forwarded-For and
// -Proto count only from the configured proxies. Every answer carries the security headers.
//
// TLS ends at a proxy in front; the server itself speaks plain HTTP.
// Cost: about 15 µs per small keep-alive request. Errors: the constructor throws std::system_error
// (port taken). Thread safety: constructor, stop and wait from one thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/failure/failure.h"
#include "server/http/router.h"

namespace qudao::http {

struct Limits {
  std::size_t header_bytes = std::size_t{16} * 1024;
  std::size_t connections = 4096;
  std::chrono::milliseconds header_time{10'000}; // first byte to the end of the header
  std::chrono::milliseconds idle_time{75'000};   // between requests
  std::chrono::milliseconds body_time{30'000};   // a buffered body; of a streamed one: each piece
  std::chrono::milliseconds write_time{30'000};  // each piece written
};

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0; // 0: any free one
  int threads = 2;
  Limits limits;
  std::vector<std::string> trusted_proxies; // addresses or CIDR blocks
  bool behind_https = false;                // the public address is https: send HSTS always
};

struct ServerCounters {
  std::atomic<std::uint64_t> connections{0}; // open now
  std::atomic<std::uint64_t> accepted{0};
  std::atomic<std::uint64_t> answers[6]{}; // by hundreds of the status; [0] unused
};

struct Fallbacks {
  Handler not_found; // asked when no route has the path; also serves the web app
  std::function<Response(const Failure&, const Request&)>
      problem; // the answer to what is refused before a handler
};

class Server {
 public:
  Server(ServerOptions options, const Router& router, Fallbacks fallbacks);
  ~Server(); // stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  const ServerCounters& counters() const;

  // Takes no new connections and requests; running requests get `grace` to finish, then everything
  // is closed.
  void stop(std::chrono::milliseconds grace);

 private:
  class Loops;
  std::unique_ptr<Loops> loops_;
};

} // namespace qudao::http

// Pokes: tells who listens that there is something to pull. It never says what.
//
// A stream of server-sent events, one per listening tab or worker: `event: poke` when something changed that may concern its
// user, a comment every 25 seconds so that both sides notice a dead connection. A stream that is opened has missed what
// happened before: pull once. It ends with the session, with a change of rights, when a user opens more than kMostStreams (the
// oldest one), and when the server stops; clients then come again, and poll meanwhile.
//
// One thread looks at the log of changes twice a second while anybody listens; so it is told too what another process wrote.
// Cost: an idle stream is a timer; a look about 20 µs, with changes a query per kind of reader. Thread safety: any thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "server/accounts/principal.h"
#include "server/http/message.h"
#include "server/storage/database.h"

namespace qudao::sync_server {

inline constexpr std::size_t kMostStreams = 8; // of one user
inline constexpr std::chrono::seconds kHeartbeat{25};

class Pokes {
 public:
  explicit Pokes(storage::Database& database);
  // NOLINTNEXTLINE(bugprone-exception-escape)
  ~Pokes(); // closes
  Pokes(const Pokes&) = delete;
  Pokes& operator=(const Pokes&) = delete;

  // Whether the listener is still who they were; asked before anything is said.
  using StillThere = std::function<boost::asio::awaitable<bool>()>;

  // On the loop that will send it.
  std::shared_ptr<http::BodySource> listen(const boost::asio::any_io_executor& loop,
                                           const accounts::Principal& who, StillThere still_there);

  void poke(const std::string& user_id);

  // Ends every stream, now and from now on.
  void close();

 private:
  struct Hub;
  std::shared_ptr<Hub> hub_;
};

} // namespace qudao::sync_server

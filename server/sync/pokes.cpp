#include "server/sync/pokes.h"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <list>
#include <mutex>
#include <set>
#include <thread>

#include "server/changes/changes.h"
#include "server/log/log.h"
#include "server/stamps/stamps.h"

namespace qudao::sync_server {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds kLook{500};
constexpr std::int64_t kMostChanges = 1000; // after more of them everybody is poked

// One who listens. Everything but `wake` happens on its loop.
class Ear final : public http::BodySource, public std::enable_shared_from_this<Ear> {
 public:
  Ear(const asio::any_io_executor& loop, accounts::Principal who, Pokes::StillThere still_there)
      : who_(std::move(who)), still_there_(std::move(still_there)), timer_(loop) {}

  const accounts::Principal& who() const { return who_; }
  std::uint64_t size() const override { return 0; }
  bool endless() const override { return true; }

  asio::awaitable<std::string> next() override {
    if (!greeted_) {
      greeted_ = true;
      co_return ": qudao-sync/1\n\n";
    }
    if (!poked_ && !ended_) {
      timer_.expires_after(kHeartbeat);
      boost::system::error_code ignored;
      co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    const bool there = !ended_ && co_await still_there_();
    if (!there || ended_) {
      co_return std::string();
    }
    if (!poked_) {
      co_return ":\n\n";
    }
    poked_ = false;
    co_return "event: poke\ndata: pull\n\n";
  }

  // From any thread.
  void wake(bool end) {
    asio::post(timer_.get_executor(), [ear = shared_from_this(), end] {
      ear->poked_ = true;
      ear->ended_ = ear->ended_ || end;
      ear->timer_.cancel();
    });
  }

 private:
  const accounts::Principal who_;
  const Pokes::StillThere still_there_;
  asio::steady_timer timer_;
  bool greeted_ = false;
  bool poked_ = false;
  bool ended_ = false;
};

// Whom what happened may concern.
struct Concerned {
  bool everybody = false;
  std::set<std::string> partners;
  std::set<std::string> users;

  bool has(const accounts::Principal& who) const {
    return everybody || users.count(who.user_id) != 0 ||
           (!who.partner_id.empty() && partners.count(who.partner_id) != 0) ||
           (who.has_role("admin") && !(partners.empty() && users.empty()));
  }
};

// How far a tenant has been looked at.
struct Seen {
  std::int64_t position = 0;
  std::int64_t definitions = 0;
};

Seen now_at(storage::Connection& connection, const std::string& tenant) {
  return {changes::log(connection, tenant).position,
          stamps::current(connection, tenant, stamps::kDefinitions)};
}

Concerned concerned(storage::Connection& connection, const std::string& tenant, const Seen& before,
                    const Seen& now) {
  Concerned concerned;
  if (now.definitions != before.definitions || now.position < before.position ||
      now.position - before.position > kMostChanges) {
    concerned.everybody = true;
    return concerned;
  }
  for (const auto& row : connection.query("SELECT DISTINCT partner_id FROM sync_change"
                                          " WHERE tenant_id = $1 AND position > $2",
                                          {tenant, before.position})) {
    concerned.partners.insert(row.text(0));
  }
  for (const auto& row : connection.query(
           "SELECT p.user_id FROM sync_change c JOIN participant p"
           " ON p.tenant_id = c.tenant_id AND p.record_id = c.record_id"
           " WHERE c.tenant_id = $1 AND c.position > $2"
           " UNION SELECT user_id FROM sync_removal WHERE tenant_id = $1 AND position > $2",
           {tenant, before.position})) {
    concerned.users.insert(row.text(0));
  }
  return concerned;
}

} // namespace

struct Pokes::Hub {
  explicit Hub(storage::Database& storage) : database(storage) {}

  storage::Database& database;
  std::mutex guard;
  std::condition_variable changed;
  std::list<std::weak_ptr<Ear>> ears; // oldest first
  std::map<std::string, Seen> seen;
  bool closed = false;
  std::thread watcher;

  std::vector<std::shared_ptr<Ear>> listening() { // under guard
    std::vector<std::shared_ptr<Ear>> there;
    for (auto each = ears.begin(); each != ears.end();) {
      if (auto ear = each->lock()) {
        there.push_back(std::move(ear));
        ++each;
      } else {
        each = ears.erase(each);
      }
    }
    return there;
  }

  void look() {
    std::vector<std::shared_ptr<Ear>> there;
    std::map<std::string, Seen> before;
    {
      const std::lock_guard lock(guard);
      there = listening();
      before = seen;
    }
    std::set<std::string> tenants;
    for (const auto& ear : there) {
      tenants.insert(ear->who().tenant_id);
    }
    for (const std::string& tenant : tenants) {
      Seen now;
      const Seen last = before[tenant];
      const Concerned whom = database.read_now([&](storage::Connection& connection) {
        now = now_at(connection, tenant);
        return concerned(connection, tenant, last, now);
      });
      for (const auto& ear : there) {
        if (ear->who().tenant_id == tenant && whom.has(ear->who())) {
          ear->wake(false);
        }
      }
      const std::lock_guard lock(guard);
      seen[tenant] = now;
    }
  }

  void watch() {
    std::unique_lock lock(guard);
    while (!closed) {
      changed.wait(lock, [this] { return closed || !ears.empty(); });
      changed.wait_for(lock, kLook, [this] { return closed; });
      if (closed) {
        return;
      }
      lock.unlock();
      try {
        look();
      } catch (const std::exception& error) {
        log::error("sync.watch", {{"error", Value::string(error.what())}});
      }
      lock.lock();
      listening(); // forgets who went
    }
  }
};

Pokes::Pokes(storage::Database& database) : hub_(std::make_shared<Hub>(database)) {}

// A thread that cannot be joined ends the program: there is nothing left to do about it.
// NOLINTNEXTLINE(bugprone-exception-escape)
Pokes::~Pokes() {
  close();
}

std::shared_ptr<http::BodySource> Pokes::listen(const asio::any_io_executor& loop,
                                                const accounts::Principal& who,
                                                StillThere still_there) {
  auto ear = std::make_shared<Ear>(loop, who, std::move(still_there));
  const std::lock_guard lock(hub_->guard);
  if (hub_->closed) {
    ear->wake(true);
    return ear;
  }
  std::vector<std::shared_ptr<Ear>> own;
  for (auto& each : hub_->listening()) {
    if (each->who().user_id == who.user_id) {
      own.push_back(std::move(each));
    }
  }
  if (own.size() >= kMostStreams) {
    own.front()->wake(true);
    hub_->ears.remove_if(
        [&](const std::weak_ptr<Ear>& each) { return each.lock() == own.front(); });
  }
  hub_->ears.push_back(ear);
  if (!hub_->watcher.joinable()) {
    hub_->watcher = std::thread([hub = hub_.get()] { hub->watch(); });
  }
  hub_->changed.notify_all();
  return ear;
}

void Pokes::poke(const std::string& user_id) {
  const std::lock_guard lock(hub_->guard);
  for (const auto& ear : hub_->listening()) {
    if (ear->who().user_id == user_id) {
      ear->wake(false);
    }
  }
}

void Pokes::close() {
  std::thread watcher;
  {
    const std::lock_guard lock(hub_->guard);
    hub_->closed = true;
    for (const auto& ear : hub_->listening()) {
      ear->wake(true);
    }
    hub_->ears.clear();
    watcher.swap(hub_->watcher);
  }
  hub_->changed.notify_all();
  if (watcher.joinable()) {
    watcher.join();
  }
}

} // namespace qudao::sync_server

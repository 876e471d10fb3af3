#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "server/log/log.h"
#include "server/mail/smtp.h"

namespace qudao::mail {

namespace {

constexpr Millis kLongestPause = 6 * kHour;
constexpr auto kLookAgain = std::chrono::seconds(5);
// While one process delivers a message the others leave it alone; longer than a delivery may take.
constexpr Millis kLease = 2 * kMinute;

struct Due {
  std::string tenant_id;
  std::string id;
  Message message;
  std::int64_t attempts = 0;
  Millis created_at = 0;
};

// Takes the next message that is due, for the length of the lease.
std::optional<Due> claim(storage::Connection& connection, Millis now) {
  const auto row = connection.one(
      "SELECT tenant_id, id, recipient, subject, body, attempts, created_at FROM mail_message "
      "WHERE state = 'queued' AND next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT 1",
      {now});
  if (!row) {
    return std::nullopt;
  }
  connection.execute(
      "UPDATE mail_message SET next_attempt_at = $3 WHERE tenant_id = $1 AND id = $2",
      {row->text(0), row->text(1), now + kLease});
  return Due{row->text(0),
             row->text(1),
             {row->text(2), row->text(3), row->text(4)},
             row->integer(5),
             row->integer(6)};
}

Millis pause_after(std::int64_t attempts, Millis first) {
  Millis pause = first;
  for (std::int64_t i = 1; i < attempts && pause < kLongestPause; ++i) {
    pause *= 2;
  }
  return std::min(pause, kLongestPause);
}

void note(storage::Connection& connection, const Due& due, const Delivery& delivery,
          Millis first_retry, Millis now) {
  const std::int64_t attempts = due.attempts + 1;
  if (delivery.accepted) {
    connection.execute("UPDATE mail_message SET state = 'sent', sent_at = $3, attempts = $4, "
                       "last_error = '', body = '' WHERE tenant_id = $1 AND id = $2",
                       {due.tenant_id, due.id, now, attempts});
    return;
  }
  const bool over = delivery.permanent || attempts >= kMostAttempts;
  connection.execute("UPDATE mail_message SET state = $3, attempts = $4, last_error = $5, "
                     "next_attempt_at = $6 WHERE tenant_id = $1 AND id = $2",
                     {due.tenant_id, due.id, over ? "failed" : "queued", attempts, delivery.error,
                      now + pause_after(attempts, first_retry)});
}

} // namespace

class Outbox::Sender {
 public:
  Sender(storage::Database& database, const Clock& clock, SmtpOptions options)
      : database_(database), clock_(clock), options_(std::move(options)) {
    if (!options_.url.empty()) {
      thread_ = std::thread([this] { loop(); });
    }
  }

  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;
  ~Sender() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) {
      thread_.join();
    }
  }

  void poke() {
    {
      const std::lock_guard lock(mutex_);
      poked_ = true;
    }
    wake_.notify_all();
  }

 private:
  void loop() {
    for (;;) {
      {
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, kLookAgain, [this] { return stopping_ || poked_; });
        if (stopping_) {
          return;
        }
        poked_ = false;
      }
      try {
        while (!stopping() && send_one()) {
        }
      } catch (const std::exception& error) {
        log::warning("mail.storage", {{"error", Value::string(error.what())}});
      }
    }
  }

  bool stopping() {
    const std::lock_guard lock(mutex_);
    return stopping_;
  }

  bool send_one() {
    const Millis now = clock_.now();
    const auto due = database_.write_now([now](storage::Connection& c) { return claim(c, now); });
    if (!due) {
      return false;
    }
    const std::string wire = render(due->message, options_.from, due->id, due->created_at);
    const Delivery delivery = deliver(options_, due->message.to, wire);
    if (!delivery.accepted) {
      log::warning("mail.delayed", {{"id", Value::string(due->id)},
                                    {"attempts", Value::integer(due->attempts + 1)},
                                    {"error", Value::string(delivery.error)}});
    }
    database_.write_now([&](storage::Connection& c) {
      note(c, *due, delivery, options_.first_retry, clock_.now());
    });
    return true;
  }

  storage::Database& database_;
  const Clock& clock_;
  SmtpOptions options_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  bool poked_ = true;
  std::thread thread_;
};

Outbox::Outbox(storage::Database& database, const Clock& clock, SmtpOptions options)
    : sender_(std::make_unique<Sender>(database, clock, std::move(options))) {}
Outbox::~Outbox() = default;

void Outbox::poke() {
  sender_->poke();
}

} // namespace qudao::mail

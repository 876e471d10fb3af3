// Mail: an outbox in the database and one thread that empties it over SMTP.
//
// `enqueue` belongs into the write closure of what the mail is about: no change without its mail,
// no mail without its change. Delivery never delays a request; when the mail server is down
// messages wait, with growing pauses, and are given up after `kMostAttempts` with the state
// `failed`, visible to administrators. A message may be sent twice if the program dies between the
// server's yes and our note of it; it carries the same Message-ID then. What was sent is kept
// without its text, which may hold a link that opens something.
//
// Errors: StorageError. Thread safety: any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "server/clock/clock.h"
#include "server/storage/database.h"

namespace qudao::mail {

constexpr int kMostAttempts = 20;

struct Message {
  std::string to;      // an address
  std::string subject; // any text; line breaks become spaces
  std::string body;    // plain text, UTF-8
};

struct SmtpOptions {
  std::string url; // empty: nothing is sent, messages wait
  std::string user;
  std::string password;
  std::string from;
  Millis first_retry = kMinute;
};

// Answers the message's id; a message without address is not queued and answers "".
std::string enqueue(storage::Connection& connection, std::string_view tenant,
                    const Message& message, Millis now);

// The message as it goes over the wire (RFC 5322, headers and body encoded); for tests.
std::string render(const Message& message, std::string_view from, std::string_view id, Millis now);

class Outbox {
 public:
  Outbox(storage::Database& database, const Clock& clock, SmtpOptions options);
  ~Outbox(); // stops after the message under way
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  void poke(); // something was queued: look now

 private:
  class Sender;
  std::unique_ptr<Sender> sender_;
};

} // namespace qudao::mail

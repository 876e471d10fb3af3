// Internal of the room: one message over SMTP, through libcurl.
#pragma once

#include <string>

#include "server/mail/mail.h"

namespace qudao::mail {

struct Delivery {
  bool accepted = false;
  bool permanent = false; // the server said no for good (5xx): trying again is useless
  std::string error;
};

// Blocking, at most a minute.
Delivery deliver(const SmtpOptions& options, const std::string& to, const std::string& wire);

} // namespace qudao::mail

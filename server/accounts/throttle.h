// Internal of the room: failures counted by subject, in the database, so that the counts hold across processes and restarts.
//
// Whoever fails too often within a window is blocked for a time, never for ever. A subject is a name (known or not: hashed,
// since a password typed into the wrong field must not be kept readable) or an address.
#pragma once

#include <string>
#include <string_view>

#include "server/clock/clock.h"
#include "server/storage/connection.h"

namespace qudao::accounts::throttle {

struct Limits {
  int failures; // the one that reaches this number blocks
  Millis window;
  Millis block;
};

std::string by_name(std::string_view purpose, std::string_view folded);
std::string by_address(std::string_view purpose, std::string_view address);

Millis blocked_until(storage::Connection& connection, const std::string& subject); // 0: not
Millis count(storage::Connection& connection, const std::string& subject, const Limits& limits,
             Millis now); // answers until when it is blocked now, 0 when it is not
void forget(storage::Connection& connection, const std::string& subject);

} // namespace qudao::accounts::throttle

// What may go wrong in a world, in percent of the occasions, and what a test takes out to see it missed.
#pragma once

#include <cstdint>
#include <string_view>

namespace qudao::sim {

struct Faults {
  std::uint32_t lost = 0;        // of messages, each way
  std::uint32_t doubled = 0;     // of requests
  std::uint32_t cut = 0;         // of answers: what comes is no JSON
  std::uint32_t portal = 0;      // of answers: 200 with somebody else's page
  std::uint32_t failing = 0;     // of requests: 500
  std::uint32_t signed_out = 0;  // of requests: 401
  std::uint32_t slow = 0;        // of messages: minutes
  std::uint32_t server_dies = 0; // of commands, before or after the commit
  std::uint32_t device_dies = 0; // of events, before or after the commit
  std::uint32_t disk_full = 0;   // of commits
  std::uint32_t clock_jumps = 0; // of events
};

// Protections, each of which the simulation must be able to miss.
enum class Without : std::uint8_t {
  nothing,
  stored_verdicts,    // the server carries out whatever comes
  one_transaction,    // effect and verdict are two commits
  commit_before_send, // a device sends what is not on its disk yet
  recognised_success, // a 200 without the protocol counts
  dependencies,       // a command behind a rejected one is carried out
  merge,              // the later save wins
  removals,           // nobody is told what is no longer theirs
  start_again,        // a cursor is taken as it is
  own_session,        // the queue is sent whoever is signed in
  kept_on_failure,    // the queue forgets what it has sent
  sweep               // what did not come with a full pull stays
};

inline constexpr std::string_view kWithout[] = {"nothing",
                                                "stored_verdicts",
                                                "one_transaction",
                                                "commit_before_send",
                                                "recognised_success",
                                                "dependencies",
                                                "merge",
                                                "removals",
                                                "start_again",
                                                "own_session",
                                                "kept_on_failure",
                                                "sweep"};

} // namespace qudao::sim

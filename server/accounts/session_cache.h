// Internal of the room: who the tokens of the last second belong to, so that a busy session costs
// no query per request.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/accounts/principal.h"
#include "server/clock/clock.h"

namespace qudao::accounts {

class SessionCache {
 public:
  // Entries older than this are asked from the database again: what another process changed counts
  // by then.
  static constexpr Millis kFresh = 1 * kSecond;

  std::optional<Principal> find(const std::string& token_hash, Millis now) const;

  // `generation` must be taken before the database was read: an answer that was overtaken by
  // `forget` is not kept.
  std::uint64_t generation() const;
  void keep(const std::string& token_hash, const Principal& principal, Millis now,
            std::uint64_t generation);

  void forget_user(std::string_view user_id);
  void forget_stale(Millis now);

 private:
  struct Entry {
    Principal principal;
    Millis read_at;
  };
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_; // by hash of the token
  std::uint64_t generation_ = 0;
};

} // namespace qudao::accounts

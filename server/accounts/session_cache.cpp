#include "server/accounts/session_cache.h"

namespace qudao::accounts {

namespace {

// More sessions than this within a second: start over rather than grow.
constexpr std::size_t kMostEntries = 20'000;

} // namespace

std::optional<Principal> SessionCache::find(const std::string& token_hash, Millis now) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(token_hash);
  if (found == entries_.end() || now - found->second.read_at >= kFresh) {
    return std::nullopt;
  }
  return found->second.principal;
}

std::uint64_t SessionCache::generation() const {
  const std::lock_guard lock(mutex_);
  return generation_;
}

void SessionCache::keep(const std::string& token_hash, const Principal& principal, Millis now,
                        std::uint64_t generation) {
  const std::lock_guard lock(mutex_);
  if (generation != generation_) {
    return;
  }
  if (entries_.size() >= kMostEntries) {
    entries_.clear();
  }
  entries_.insert_or_assign(token_hash, Entry{principal, now});
}

void SessionCache::forget_user(std::string_view user_id) {
  const std::lock_guard lock(mutex_);
  ++generation_;
  std::erase_if(entries_,
                [user_id](const auto& item) { return item.second.principal.user_id == user_id; });
}

void SessionCache::forget_stale(Millis now) {
  const std::lock_guard lock(mutex_);
  std::erase_if(entries_, [now](const auto& item) { return now - item.second.read_at >= kFresh; });
}

} // namespace qudao::accounts

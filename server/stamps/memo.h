// Memo: values worked out from the database, kept as long as a stamp stands still.
//
// The stamp is read in the caller's own transaction, so what is answered is what that transaction would have read.
// Cost: one lock and one hash look-up when known. Errors: those of `work`. Thread safety: any thread; two may work out the
// same value at once, and both are right.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace qudao::stamps {

template <typename T>
class Memo {
 public:
  template <typename Work>
  T get(const std::string& key, std::int64_t stamp, Work work) {
    {
      const std::lock_guard lock(guard_);
      if (stamp > stamp_) {
        values_.clear();
        stamp_ = stamp;
      }
      if (auto known = values_.find(key); stamp_ == stamp && known != values_.end()) {
        return known->second;
      }
    }
    T value = work();
    const std::lock_guard lock(guard_);
    if (stamp_ == stamp && values_.size() < kMost) {
      values_.emplace(key, value);
    }
    return value;
  }

 private:
  static constexpr std::size_t kMost = 10'000;
  std::mutex guard_;
  std::int64_t stamp_ = -1;
  std::unordered_map<std::string, T> values_;
};

} // namespace qudao::stamps

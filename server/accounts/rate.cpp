#include "server/accounts/rate.h"

#include <algorithm>
#include <cmath>

#include "server/failure/failure.h"

namespace qudao::accounts {

namespace {

constexpr std::size_t kManyBuckets = 50'000;

} // namespace

void RateLimit::take(const std::string& key, Millis now) {
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= kManyBuckets) {
    forget_full(now);
  }
  Bucket& bucket = buckets_.try_emplace(key, Bucket{burst_, now}).first->second;
  const double minutes = static_cast<double>(now - bucket.filled_at) / kMinute;
  bucket.left = std::min(burst_, bucket.left + minutes * per_minute_);
  bucket.filled_at = now;
  if (bucket.left < 1) {
    Failure failure("request.throttled");
    failure.retry_after_seconds = static_cast<int>(std::ceil((1 - bucket.left) * 60 / per_minute_));
    throw failure;
  }
  bucket.left -= 1;
}

void RateLimit::forget_full(Millis now) {
  std::erase_if(buckets_, [&](const auto& item) {
    const double minutes = static_cast<double>(now - item.second.filled_at) / kMinute;
    return item.second.left + minutes * per_minute_ >= burst_;
  });
  // An attack from that many addresses at once: forgetting all is the lesser evil.
  if (buckets_.size() >= kManyBuckets) {
    buckets_.clear();
  }
}

} // namespace qudao::accounts

// RateLimit: how often one address may do what everybody may do (name checks, drafts,
// registrations, captchas).
//
// A token bucket per key in memory: per process, forgotten on restart; the durable counts of failed
// sign-ins are in accounts. Thread safety: any thread.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "server/clock/clock.h"

namespace qudao::accounts {

class RateLimit {
 public:
  RateLimit(double per_minute, double burst) : per_minute_(per_minute), burst_(burst) {}

  // Takes one; throws Failure request.throttled with the seconds to wait when there is none.
  void take(const std::string& key, Millis now);

 private:
  struct Bucket {
    double left;
    Millis filled_at;
  };
  void forget_full(Millis now);

  const double per_minute_;
  const double burst_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

} // namespace qudao::accounts

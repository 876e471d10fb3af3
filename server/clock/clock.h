// The time, passed in: no room of the server asks the operating system by itself, so tests can set
// it.
//
// Unit: milliseconds since 1970-01-01T00:00:00Z, as stored in every time column (BIGINT).
// Thread safety: all of it may be called by any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace qudao {

using Millis = std::int64_t;

constexpr Millis kSecond = 1000;
constexpr Millis kMinute = 60 * kSecond;
constexpr Millis kHour = 60 * kMinute;
constexpr Millis kDay = 24 * kHour;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Millis now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Millis now() const override;
};

// Stands still until told otherwise.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Millis start) : now_(start) {}
  Millis now() const override { return now_.load(); }
  void advance(Millis by) { now_ += by; }

 private:
  std::atomic<Millis> now_;
};

// 1763774807123 → "2025-11-22T01:26:47.123Z"
std::string rfc3339(Millis time);

// 1763774807123 → "Sat, 22 Nov 2025 01:26:47 GMT", as headers of HTTP write times
std::string http_date(Millis time);

} // namespace qudao

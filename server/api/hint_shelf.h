// Hints (core/match/hint.h) that were built lately, of each person and library: one is built of all keys there are, so it is kept for
// some hours, and its ETag with it.
//
// Memory: kMostBytes, the oldest go first. Thread safety: any thread; two may build the same at once, the later is kept.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "server/clock/clock.h"
#include "server/http/message.h"

namespace qudao::api {

class HintShelf {
 public:
  static constexpr Millis kKept = 6 * kHour;
  static constexpr std::size_t kMostBytes = 64'000'000;

  std::shared_ptr<const http::Asset> find(const std::string& key, Millis now);
  void put(const std::string& key, std::shared_ptr<const http::Asset> hint, Millis now);

 private:
  struct Kept {
    Millis since = 0;
    std::shared_ptr<const http::Asset> hint;
  };
  std::mutex guard_;
  std::map<std::string, Kept> kept_;
  std::size_t bytes_ = 0;
};

} // namespace qudao::api

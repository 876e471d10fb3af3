#include "server/api/hint_shelf.h"

#include <algorithm>

namespace qudao::api {

std::shared_ptr<const http::Asset> HintShelf::find(const std::string& key, Millis now) {
  const std::lock_guard lock(guard_);
  const auto found = kept_.find(key);
  return found != kept_.end() && now - found->second.since < kKept ? found->second.hint : nullptr;
}

void HintShelf::put(const std::string& key, std::shared_ptr<const http::Asset> hint, Millis now) {
  const std::lock_guard lock(guard_);
  const auto remove = [this](std::map<std::string, Kept>::iterator at) {
    bytes_ -= at->second.hint->plain.size();
    kept_.erase(at);
  };
  if (const auto known = kept_.find(key); known != kept_.end()) {
    remove(known);
  }
  while (!kept_.empty() && bytes_ + hint->plain.size() > kMostBytes) {
    remove(std::min_element(kept_.begin(), kept_.end(), [](const auto& a, const auto& b) {
      return a.second.since < b.second.since;
    }));
  }
  bytes_ += hint->plain.size();
  kept_[key] = {now, std::move(hint)};
}

} // namespace qudao::api

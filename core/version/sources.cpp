#include "core/version/sources.h"

#include "core/form/plan.h"

namespace qudao::version {

Sources sources_of(const form::Definition& from, const form::Definition& to) {
  Sources known; // of fields that were moved, in the version looked at
  for (const form::Upgrade& step : to.plan().upgrades.upgrades) {
    if (step.to <= from.version()) continue;
    Sources next = known;
    for (const form::UpgradeField& field : step.fields) {
      for (const std::string& source : field.from)
        next.erase(source);
    }
    for (const form::UpgradeField& field : step.fields) {
      std::vector<std::string>& origins = next[field.key];
      for (const std::string& source : field.from) {
        const auto at = known.find(source);
        if (at == known.end()) {
          origins.push_back(source);
        } else {
          origins.insert(origins.end(), at->second.begin(), at->second.end());
        }
      }
    }
    known = std::move(next);
  }
  return known;
}

} // namespace qudao::version

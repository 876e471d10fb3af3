#include <algorithm>
#include <set>

#include "core/version/sources.h"
#include "core/version/version.h"

namespace qudao::version {
namespace {

std::vector<Violation> faults(const std::shared_ptr<const form::Definition>& definition,
                              const Value& data, const form::Context& context) {
  return form::Session::open(definition, data, context).validate().violations;
}

} // namespace

Effect effect(const std::shared_ptr<const form::Definition>& from,
              const std::shared_ptr<const form::Definition>& to, const Value& data,
              const Value& aside, const form::Context& context) {
  Effect effect{upgrade(*from, *to, data, aside), {}};
  std::set<std::string, std::less<>> wrong;
  for (const Violation& violation : faults(from, data, context))
    wrong.insert(violation.path);
  const Sources sources = sources_of(*from, *to);
  // A cell is compared with its sources in the same row.
  const auto was_wrong = [&](const std::string& path) {
    const std::size_t key = path.rfind('/') + 1; // 0 without a slash
    const auto at = sources.find(path.substr(key));
    if (at == sources.end()) return wrong.count(path) != 0;
    return std::all_of(at->second.begin(), at->second.end(), [&](const std::string& source) {
      return wrong.count(path.substr(0, key) + source) != 0;
    });
  };
  for (Violation& violation : faults(to, effect.upgraded.data, context)) {
    if (!was_wrong(violation.path)) effect.needs_answer.push_back(std::move(violation));
  }
  return effect;
}

} // namespace qudao::version

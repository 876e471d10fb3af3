#include <algorithm>

#include "core/lint/scene.h"

namespace qudao::lint {

std::vector<Finding> examine(const form::Definition& definition) {
  Scene scene(definition);
  check_reach(scene); // first: the others build on it
  check_conditions(scene);
  check_demands(scene);
  check_choices(scene);
  check_defaults(scene);
  check_translations(scene);
  check_costs(scene);
  std::stable_sort(scene.findings.begin(), scene.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.path < b.path; });
  return std::move(scene.findings);
}

} // namespace qudao::lint

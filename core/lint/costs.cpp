#include "core/lint/scene.h"

namespace qudao::lint {

// A rule is estimated with lists and texts of cel::Limits::assumed_size; what it really uses up counts when it runs.
void check_costs(Scene& scene) {
  const auto limit = static_cast<std::uint64_t>(cel::Budget().left);
  for (const Rule& rule : scene.rules) {
    const std::uint64_t cost = rule.tree.program().estimated_cost();
    if (cost <= limit / 2) continue;
    scene.note(Severity::warning, cost > limit ? "lint.cost_over_limit" : "lint.cost_near_limit",
               rule.source.path,
               Map{{"cost", Value::integer(static_cast<std::int64_t>(cost))},
                   {"limit", Value::integer(static_cast<std::int64_t>(limit))}});
  }
}

} // namespace qudao::lint

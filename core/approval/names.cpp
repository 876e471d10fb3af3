#include <algorithm>
#include <array>

#include "core/approval/approval.h"

namespace qudao::approval {
namespace {

constexpr std::array<std::string_view, 5> kStates = {"draft", "pending", "approved", "rejected",
                                                     "withdrawn"};
constexpr std::array<std::string_view, 5> kActions = {"submit", "fill", "approve", "reject",
                                                      "withdraw"};

} // namespace

std::string_view name_of(State state) {
  return kStates[static_cast<std::size_t>(state)];
}

std::string_view name_of(Action action) {
  return kActions[static_cast<std::size_t>(action)];
}

std::optional<State> state_named(std::string_view name) {
  const auto found = std::find(kStates.begin(), kStates.end(), name);
  if (found == kStates.end()) return std::nullopt;
  return static_cast<State>(found - kStates.begin());
}

std::optional<Action> action_named(std::string_view name) {
  const auto found = std::find(kActions.begin(), kActions.end(), name);
  if (found == kActions.end()) return std::nullopt;
  return static_cast<Action>(found - kActions.begin());
}

} // namespace qudao::approval

#include <algorithm>

#include "core/approval/standing.h"

namespace qudao::approval {
namespace {

ActionState state_of(const Standing& standing, Action action) {
  ActionState state;
  state.action = action;
  const auto& needed = standing.process.opinion_required;
  state.opinion_required = std::find(needed.begin(), needed.end(), action) != needed.end();
  if (auto found = obstacle(standing, action)) {
    state.blocked_by.push_back(std::move(*found));
    return state;
  }
  state.blocked_by = failed_guards(standing, action);
  if (action == Action::fill) {
    auto fields = approver_fields(standing, standing.process.behind(standing.current()).id);
    if (!fields) {
      state.blocked_by.push_back(fields.error());
    } else if (fields.value().empty()) {
      state.blocked_by.push_back({"approval.not_fillable", "", {}, "", ""});
    } else {
      state.fields = std::move(fields).value();
    }
  }
  state.allowed = state.blocked_by.empty();
  return state;
}

Value names(const std::vector<std::string>& ids) {
  List list;
  list.reserve(ids.size());
  for (const std::string& id : ids)
    list.push_back(Value::string(id));
  return Value::list(std::move(list));
}

} // namespace

std::vector<ActionState> actions(const Process& process, const Case& record,
                                 const Context& context) {
  const Standing standing{process, record, context};
  std::vector<ActionState> states;
  for (const Action action :
       {Action::submit, Action::fill, Action::approve, Action::reject, Action::withdraw}) {
    states.push_back(state_of(standing, action));
  }
  return states;
}

std::vector<Upcoming> outlook(const Process& process, const Case& record, const Context& context) {
  const Standing standing{process, record, context};
  std::vector<Upcoming> upcoming;
  if (record.state == State::approved) return upcoming;
  for (int level = std::max(standing.current(), 1); level <= standing.levels(); ++level) {
    const Level& behind = process.behind(level);
    upcoming.push_back({level, behind.id, behind.label, standing.approvers(level),
                        level == standing.current(), !standing.deciders(level).empty()});
  }
  return upcoming;
}

Value to_value(const Decision& decision) {
  List notices;
  for (const Notice& notice : decision.notices) {
    notices.push_back(
        Value::map({{"user", Value::string(notice.user)}, {"kind", Value::string(notice.kind)}}));
  }
  return Value::map({{"case", to_value(decision.next)},
                     {"clears", names(decision.clears)},
                     {"claims", names(decision.claims)},
                     {"assignments", names(decision.assignments)},
                     {"notices", Value::list(std::move(notices))}});
}

Value to_value(const std::vector<ActionState>& states) {
  List list;
  for (const ActionState& state : states) {
    List blocked;
    for (const Violation& violation : state.blocked_by)
      blocked.push_back(to_value(violation));
    list.push_back(Value::map({{"action", Value::string(name_of(state.action))},
                               {"allowed", Value::boolean(state.allowed)},
                               {"blocked_by", Value::list(std::move(blocked))},
                               {"fields", names(state.fields)},
                               {"opinion_required", Value::boolean(state.opinion_required)}}));
  }
  return Value::list(std::move(list));
}

Value to_value(const std::vector<Upcoming>& levels) {
  List list;
  for (const Upcoming& level : levels) {
    list.push_back(Value::map({{"level", Value::integer(level.level)},
                               {"level_id", Value::string(level.level_id)},
                               {"label", level.label},
                               {"approvers", names(level.approvers)},
                               {"current", Value::boolean(level.current)},
                               {"decidable", Value::boolean(level.decidable)}}));
  }
  return Value::list(std::move(list));
}

} // namespace qudao::approval

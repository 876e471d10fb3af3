#include <algorithm>

#include "core/approval/standing.h"
#include "core/text/utf8.h"

namespace qudao::approval {
namespace {

using Violations = std::vector<Violation>;

// White space at both ends, the ideographic space included: an opinion of blanks is none.
std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kIdeographicSpace = "\xE3\x80\x80";
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  for (;;) {
    if (!text.empty() && blank(text.front())) {
      text.remove_prefix(1);
    } else if (text.substr(0, 3) == kIdeographicSpace) {
      text.remove_prefix(3);
    } else if (!text.empty() && blank(text.back())) {
      text.remove_suffix(1);
    } else if (text.size() >= 3 && text.substr(text.size() - 3) == kIdeographicSpace) {
      text.remove_suffix(3);
    } else {
      return text;
    }
  }
}

bool needs_opinion(const Process& process, Action action) {
  const auto& actions = process.opinion_required;
  return std::find(actions.begin(), actions.end(), action) != actions.end();
}

// A decision meant for a level or round that is over must not land on the next one.
bool is_late(const Case& record, const Command& command) {
  return (command.round != 0 && command.round != record.round) ||
         (command.level != 0 && command.level != record.level);
}

void check_opinion(const Process& process, const Command& command, Violations& found) {
  const std::string_view opinion = trimmed(command.opinion);
  if (opinion.empty() && needs_opinion(process, command.action))
    found.push_back(violation("approval.opinion_required"));
  if (text::count_code_points(opinion) > kLongestOpinion) {
    const auto max = static_cast<std::int64_t>(kLongestOpinion);
    found.push_back(violation("approval.opinion_too_long", {{"max", Value::integer(max)}}));
  }
}

void check_fields(const Standing& standing, const Command& command, Violations& found) {
  const bool filling = command.action == Action::fill || command.action == Action::approve;
  if (command.fields.empty() && command.action != Action::fill) return;
  std::vector<std::string> open;
  if (filling) {
    auto fields = approver_fields(standing, standing.process.behind(standing.current()).id);
    if (!fields) return found.push_back(fields.error());
    open = std::move(fields).value();
  }
  for (const std::string& key : command.fields) {
    if (std::find(open.begin(), open.end(), key) == open.end())
      found.push_back(violation("approval.not_fillable", {}, key));
  }
  if (command.fields.empty()) found.push_back(violation("approval.not_fillable"));
}

Violations check(const Standing& standing, const Command& command) {
  if (auto found = obstacle(standing, command.action)) return {std::move(*found)};
  if (is_late(standing.record, command)) return {violation("approval.already_decided")};
  Violations found = failed_guards(standing, command.action);
  check_opinion(standing.process, command, found);
  check_fields(standing, command, found);
  return found;
}

void tell(Decision& decision, const std::vector<std::string>& users, std::string_view kind) {
  for (const std::string& user : users)
    decision.notices.push_back({user, std::string(kind)});
}

// The level that decides next is told to; the owners are told what became of it.
void hand_to(Decision& decision, const Standing& standing, int level,
             std::string_view owners_hear) {
  decision.next.state = State::pending;
  decision.next.level = level;
  decision.assignments = standing.deciders(level);
  tell(decision, decision.assignments, "decide");
  tell(decision, standing.context.owners, owners_hear);
}

void close(Decision& decision, const Standing& standing, State state) {
  decision.next.state = state;
  decision.next.level = 0;
  tell(decision, standing.context.owners, name_of(state));
}

std::string_view decision_name(Action action, int round) {
  return action == Action::submit && round > 1 ? "resubmit" : name_of(action);
}

void add_step(Decision& decision, const Standing& standing, const Command& command) {
  Step step;
  step.round = decision.next.round;
  const bool by_approver = command.action == Action::approve || command.action == Action::reject;
  if (by_approver) {
    step.level = standing.current();
    step.level_id = standing.process.behind(step.level).id;
  }
  step.actor = standing.context.actor;
  step.decision = std::string(decision_name(command.action, step.round));
  step.opinion = std::string(trimmed(command.opinion));
  step.time = standing.context.now;
  decision.next.trail.push_back(step);
  decision.step = std::move(step);
}

void approve(Decision& decision, const Standing& standing) {
  if (standing.current() < standing.levels())
    return hand_to(decision, standing, standing.current() + 1, "advanced");
  close(decision, standing, State::approved);
  decision.claims = standing.process.claims;
}

void withdraw(Decision& decision, const Standing& standing) {
  tell(decision, standing.deciders(standing.current()), "withdrawn");
  close(decision, standing, State::withdrawn);
}

// The record is the partner's before; whatever stands in the approvers' fields now was not put
// there by one.
Result<std::vector<std::string>, Violation> fields_to_clear(const Standing& standing,
                                                            Action action) {
  if (action != Action::submit) return std::vector<std::string>();
  return approver_fields(standing, "");
}

} // namespace

Result<Decision, std::vector<Violation>> decide(const Process& process, const Case& record,
                                                const Command& command, const Context& context) {
  const Standing standing{process, record, context};
  Violations found = check(standing, command);
  if (!found.empty()) return Unexpected<Violations>{std::move(found)};
  auto clears = fields_to_clear(standing, command.action);
  if (!clears) return Unexpected<Violations>{{clears.error()}};

  Decision decision;
  decision.next = record;
  decision.clears = std::move(clears).value();
  if (command.action == Action::submit) ++decision.next.round;
  if (command.action != Action::fill) add_step(decision, standing, command);
  switch (command.action) {
  case Action::submit:
    hand_to(decision, standing, 1, "submitted");
    break;
  case Action::fill:
    decision.assignments = standing.deciders(standing.current());
    break;
  case Action::approve:
    approve(decision, standing);
    break;
  case Action::reject:
    close(decision, standing, State::rejected);
    break;
  case Action::withdraw:
    withdraw(decision, standing);
    break;
  }
  return decision;
}

} // namespace qudao::approval

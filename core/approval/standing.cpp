#include "core/approval/standing.h"

#include <algorithm>

namespace qudao::approval {
namespace {

bool holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::string text_in(const Value& texts, const std::string& locale) {
  for (const std::string_view wanted : {std::string_view(locale), std::string_view("zh-CN")}) {
    const Value* text = texts.find(wanted);
    if (text && text->is_string()) return std::string(text->as_string());
  }
  return {};
}

Violation rule_error(const std::string& rule, const std::string& path, const std::string& reason) {
  return {"rule.error",
          path,
          {{"reason", Value::string(reason)}, {"rule", Value::string(rule)}},
          rule,
          ""};
}

Violation wrong_state(const Standing& standing) {
  return violation("approval.wrong_state",
                   {{"state", Value::string(name_of(standing.record.state))}});
}

std::optional<Violation> obstacle_to_submit(const Standing& standing) {
  if (!standing.is_owner()) return violation("approval.not_entitled");
  const State state = standing.record.state;
  if (state == State::pending || state == State::approved) return wrong_state(standing);
  if (!standing.context.valid) return violation("approval.invalid_record");
  // Whom the partner named must be able to act; a gap further up the path is the administrator's to
  // fill meanwhile.
  if (standing.deciders(1).empty())
    return violation("approval.no_approver", {{"level", Value::integer(1)}});
  return std::nullopt;
}

std::optional<Violation> obstacle_to_withdraw(const Standing& standing) {
  if (standing.process.withdraw == Withdraw::never || !standing.is_owner())
    return violation("approval.not_entitled");
  if (standing.record.state != State::pending) return wrong_state(standing);
  if (standing.decided_in_round()) return violation("approval.already_decided");
  return std::nullopt;
}

// Somebody without a part in it learns nothing of the state; somebody with a part who comes late is
// told so.
std::optional<Violation> obstacle_to_decide(const Standing& standing) {
  const State state = standing.record.state;
  if (state == State::pending) {
    if (standing.stands_on(standing.current())) return std::nullopt;
    return violation(standing.stands_below(standing.current()) ? "approval.already_decided"
                                                               : "approval.not_entitled");
  }
  if (!standing.takes_part()) return violation("approval.not_entitled");
  if (state == State::approved || state == State::rejected)
    return violation("approval.already_decided");
  return wrong_state(standing);
}

} // namespace

int Standing::levels() const {
  const auto named = static_cast<int>(process.levels.size());
  if (named == 0 || !process.levels.back().path) return named;
  return std::max(named - 1, static_cast<int>(context.approvers.size()));
}

int Standing::current() const {
  return record.state == State::pending ? std::min(record.level, levels()) : 0;
}

const std::vector<std::string>& Standing::approvers(int level) const {
  static const std::vector<std::string> kNobody;
  const auto index = static_cast<std::size_t>(level) - 1;
  return level > 0 && index < context.approvers.size() ? context.approvers[index] : kNobody;
}

std::vector<std::string> Standing::deciders(int level) const {
  std::vector<std::string> able;
  for (const std::string& user : approvers(level)) {
    if (is_active(user) && !holds(able, user)) able.push_back(user);
  }
  return able;
}

bool Standing::is_active(const std::string& user) const {
  return holds(context.active, user);
}

bool Standing::is_owner() const {
  return is_active(context.actor) && holds(context.owners, context.actor);
}

bool Standing::stands_on(int level) const {
  return is_active(context.actor) && holds(approvers(level), context.actor);
}

bool Standing::stands_below(int level) const {
  for (int earlier = 1; earlier < level; ++earlier) {
    if (stands_on(earlier)) return true;
  }
  return false;
}

bool Standing::takes_part() const {
  if (!is_active(context.actor)) return false;
  if (stands_below(levels() + 1)) return true;
  return std::any_of(record.trail.begin(), record.trail.end(), [&](const Step& step) {
    return step.level > 0 && step.actor == context.actor;
  });
}

bool Standing::decided_in_round() const {
  return std::any_of(record.trail.begin(), record.trail.end(), [&](const Step& step) {
    return step.round == record.round && step.level > 0;
  });
}

std::optional<Violation> obstacle(const Standing& standing, Action action) {
  if (standing.process.levels.empty()) return violation("approval.not_entitled");
  switch (action) {
  case Action::submit:
    return obstacle_to_submit(standing);
  case Action::withdraw:
    return obstacle_to_withdraw(standing);
  case Action::fill:
  case Action::approve:
  case Action::reject:
    break;
  }
  return obstacle_to_decide(standing);
}

std::vector<Violation> failed_guards(const Standing& standing, Action action) {
  std::vector<Violation> failed;
  const int level = standing.current();
  for (const Guard& guard : standing.process.guards) {
    if (guard.action != action) continue;
    if (!guard.level.empty() && (level == 0 || standing.process.behind(level).id != guard.level))
      continue;
    const auto answer = standing.context.holds(guard.rule);
    if (!answer) {
      failed.push_back(rule_error(guard.id, guard.field_path, answer.error()));
    } else if (!answer.value()) {
      failed.push_back({"approval.guard",
                        guard.field_path,
                        {},
                        guard.id,
                        text_in(guard.message, standing.context.locale)});
    }
  }
  return failed;
}

Result<std::vector<std::string>, Violation> approver_fields(const Standing& standing,
                                                            std::string_view level_id) {
  std::vector<std::string> fields;
  for (const ApproverFields& entry : standing.process.approver_fields) {
    if (!level_id.empty() && entry.level != level_id) continue;
    if (entry.relevant) {
      const auto relevant = standing.context.holds(*entry.relevant);
      if (!relevant)
        return Unexpected<Violation>{rule_error("approver_fields", "", relevant.error())};
      if (!relevant.value()) continue;
    }
    fields.insert(fields.end(), entry.fields.begin(), entry.fields.end());
  }
  return fields;
}

} // namespace qudao::approval

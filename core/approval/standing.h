// Who stands where: the case, the process and the people configured now, read together. Internal to
// this room.
#pragma once

#include "core/approval/approval.h"

namespace qudao::approval {

struct Standing {
  const Process& process;
  const Case& record;
  const Context& context;

  int levels() const;  // how many levels there are now
  int current() const; // the level that decides now; 0 unless pending
  const std::vector<std::string>&
  approvers(int level) const;                         // empty list beyond what is configured
  std::vector<std::string> deciders(int level) const; // of these, the active ones
  bool is_active(const std::string& user) const;
  bool is_owner() const;              // the actor, active
  bool stands_on(int level) const;    // the actor, active
  bool stands_below(int level) const; // the actor is an approver of an earlier level
  bool takes_part() const;       // the actor is an approver of any level, or decided in any round
  bool decided_in_round() const; // somebody approved or rejected since the last submission
};

inline Violation violation(std::string_view code, Map params = {}, std::string_view path = {}) {
  return {std::string(code), std::string(path), std::move(params), "", ""};
}

// What forbids the action itself, before its content is looked at; nothing when the actor may do it
// now.
std::optional<Violation> obstacle(const Standing& standing, Action action);

// Guards of the action that do not hold.
std::vector<Violation> failed_guards(const Standing& standing, Action action);

// Approver fields relevant now: of one level, or of all with an empty id.
Result<std::vector<std::string>, Violation> approver_fields(const Standing& standing,
                                                            std::string_view level_id);

} // namespace qudao::approval

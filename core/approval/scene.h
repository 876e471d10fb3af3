// The scene of this room's tests: a process as the signing has it, its people, and rules that are
// switches.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/approval/approval.h"
#include "core/value/json.h"
#include "tests/support/catch.h"

namespace qudao::approval {

inline constexpr const char* kDefinition = R"({
  "fields": {"manager": {"kind": "lookup"}, "distributor": {"kind": "lookup"}, "contact": {"kind": "lookup"}},
  "unique": [{"id": "one_per_year", "when": "approved"}, {"id": "name", "when": "saved"}],
  "approval": {
    "levels": [
      {"id": "manager", "label": {"zh-CN": "渠道经理", "en": "Manager"}, "approver": {"field": "manager"}},
      {"id": "path", "label": {"zh-CN": "审批路径", "en": "Path"}, "approver": {"path_of": "manager"}}],
    "guards": [{"id": "bound", "level": "manager", "action": "approve", "expression": "is_bound",
                "message": {"zh-CN": "请绑定", "en": "Bind first"}, "fieldPath": "distributor"}],
    "approver_fields": [{"level": "manager", "relevant": "is_dealer", "fields": ["distributor", "contact"]}],
    "opinion_required": ["reject"],
    "withdraw": "before_first_decision"}})";

// Rules are named switches: true, false, or broken.
struct Rules {
  std::vector<std::string> texts;
  std::map<std::string, std::string> broken;
  std::map<std::string, bool> values;

  CompileRule compiler() {
    return [this](std::string_view text, const std::string&) {
      texts.emplace_back(text);
      return texts.size() - 1;
    };
  }
  RuleHolds asker() const {
    return [this](Rule rule) -> Result<bool, std::string> {
      const std::string& name = texts[rule];
      if (broken.count(name)) return Unexpected<std::string>{broken.at(name)};
      return values.count(name) ? values.at(name) : true;
    };
  }
};

inline Process compile_text(const std::string& text, Rules& rules, std::vector<Issue>& issues) {
  const auto definition = parse_json(text);
  REQUIRE(definition);
  return Process::compile(definition.value(), rules.compiler(), issues);
}

struct Scene {
  Rules rules;
  Process process;
  Case record;
  // m1 is the named manager; the path has two levels, the first with two approvers.
  std::vector<std::vector<std::string>> approvers{{"m1"}, {"a1", "a2"}, {"b1"}};
  std::vector<std::string> active{"p1", "p2", "m1", "a1", "a2", "b1", "c1"};
  bool valid = true;

  Scene() {
    std::vector<Issue> issues;
    process = compile_text(kDefinition, rules, issues);
    REQUIRE(issues.empty());
    rules.values["is_dealer"] = false;
  }

  Context context(const std::string& actor) const {
    Context context;
    context.now = {1'700'000'000 + static_cast<std::int64_t>(record.trail.size()), 0};
    context.locale = "en";
    context.actor = actor;
    context.owners = {"p1", "p2"};
    context.approvers = approvers;
    context.active = active;
    context.valid = valid;
    context.holds = rules.asker();
    return context;
  }

  // "ok", or the codes of what is in the way, joined; what was decided becomes the case.
  std::string act(const std::string& actor, Command command) {
    auto decision = decide(process, record, command, context(actor));
    if (!decision) return codes(decision.error());
    last = decision.value();
    record = last.next;
    return "ok";
  }
  std::string act(const std::string& actor, Action action, const std::string& opinion = "because") {
    return act(actor, Command{action, opinion, {}, 0, 0});
  }

  std::string state() const {
    return std::string(name_of(record.state)) + " " + std::to_string(record.level);
  }

  static std::string codes(const std::vector<Violation>& violations) {
    std::string joined;
    for (const Violation& violation : violations)
      joined += (joined.empty() ? "" : ",") + violation.code;
    return joined;
  }

  Decision last;
};

} // namespace qudao::approval

#include "tests/differential/judge.h"

#include <algorithm>

#include "core/value/json.h"

namespace qudao::differential {
namespace {

Judge::States states_of(const form::Session& session) {
  Judge::States out;
  for (const form::FieldState& state : session.states())
    session.append_state_json(state.path, out[state.path]);
  return out;
}

bool is_about_the_past(const Value& violation) {
  // With a retired choice among several, what is wrong with the next one is not said.
  if (violation.find("code")->as_string().starts_with("choice.")) return true;
  const Value* rule = violation.find("params")->find("rule");
  if (rule == nullptr) return false;
  return rule->as_string().ends_with(".default") || rule->as_string().ends_with(".choice_filter");
}

// The state of a field without the violations that are about the past.
Value present(const std::string& state) {
  Map out = parse_json(state)->as_map();
  List violations;
  for (const Value& each : out.find("violations")->as_list())
    if (!is_about_the_past(each)) violations.push_back(each);
  out.set("violations", Value::list(std::move(violations)));
  return Value::map(std::move(out));
}

} // namespace

Judge::Judge(std::shared_ptr<const form::Definition> definition, const Opening& opening,
             const form::Session& session)
    : definition_(std::move(definition)), opening_(opening), oracle_(*definition_, opening_),
      before_(states_of(session)) {
  note(oracle_.disagreement(session));
}

void Judge::note(std::string what) {
  if (disagreement_.empty()) disagreement_ = std::move(what);
}

void Judge::after(const Edit& edit, const std::string& changes, const form::Session& session) {
  if (!disagreement_.empty()) return;
  oracle_.apply(edit);
  note(oracle_.disagreement(session));
  compare_reported(changes, session);
  if (edit.kind != Edit::Kind::provide || !edit.value.is_map()) return;
  // What became known is known to whoever opens the record afresh.
  Map entities = opening_.context.lookups.as_map();
  const Value* known = entities.find(edit.path);
  Map rows = known != nullptr ? known->as_map() : Map();
  rows.set(edit.id, edit.value);
  entities.set(edit.path, Value::map(std::move(rows)));
  opening_.context.lookups = Value::map(std::move(entities));
}

void Judge::compare_reported(const std::string& changes, const form::Session& session) {
  States now = states_of(session);
  for (const auto& [path, state] : now) {
    if (state == before_[path] || changes.find(state) != std::string::npos) continue;
    note(std::string(path)
             .append(": changed from ")
             .append(before_[path])
             .append(" to ")
             .append(state)
             .append(", not reported"));
  }
  before_ = std::move(now);
}

void Judge::compare_afresh(const form::Session& session) {
  if (!disagreement_.empty()) return;
  const Value stored = *parse_json(write_json(session.data()));
  const form::Session fresh =
      form::Session::open(definition_, stored, opening_.context, opening_.mode, opening_.editable);
  const States states = states_of(fresh);
  if (states.size() != before_.size()) note("opened afresh there are other cells");
  for (const auto& [path, state] : states) {
    const std::string& before = before_[path];
    const bool retired = before.find("choice.retired") != std::string::npos ||
                         before.find("choice.not_current") != std::string::npos;
    const bool failed = before.find(".default\"") != std::string::npos;
    if (state == before) continue;
    if ((retired || failed) && present(state) == present(before)) continue;
    note(std::string(path).append(": is ").append(before).append(", opened afresh ").append(state));
  }
}

} // namespace qudao::differential

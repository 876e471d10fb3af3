// Cases as stored and sent.
#include "core/approval/approval.h"
#include "core/value/time_text.h"

namespace qudao::approval {
namespace {

Value text(std::string_view utf8) {
  return Value::string(utf8);
}

Value to_value(const Step& step) {
  std::string time;
  append_timestamp(time, step.time);
  return Value::map({{"round", Value::integer(step.round)},
                     {"level", Value::integer(step.level)},
                     {"level_id", text(step.level_id)},
                     {"actor", text(step.actor)},
                     {"decision", text(step.decision)},
                     {"opinion", text(step.opinion)},
                     {"time", text(time)}});
}

bool read(const Value& map, std::string_view key, int& out) {
  const Value* found = map.find(key);
  if (!found || found->kind() != Kind::integer || found->as_int() < 0 ||
      found->as_int() > 1'000'000)
    return false;
  out = static_cast<int>(found->as_int());
  return true;
}

bool read(const Value& map, std::string_view key, std::string& out) {
  const Value* found = map.find(key);
  if (!found || !found->is_string()) return false;
  out = std::string(found->as_string());
  return true;
}

bool read(const Value& value, Step& step) {
  std::string time;
  if (!read(value, "round", step.round) || !read(value, "level", step.level) ||
      !read(value, "level_id", step.level_id) || !read(value, "actor", step.actor) ||
      !read(value, "decision", step.decision) || !read(value, "opinion", step.opinion) ||
      !read(value, "time", time)) {
    return false;
  }
  const auto parsed = parse_timestamp(time);
  if (parsed) step.time = *parsed;
  return parsed.has_value();
}

Unexpected<Violation> malformed(std::string_view code, std::string_view at) {
  return Unexpected<Violation>{{std::string(code), "", {{"at", text(at)}}, "", ""}};
}

bool read_names(const Value& list, std::vector<std::string>& out) {
  if (!list.is_list()) return false;
  for (const Value& item : list.as_list()) {
    if (!item.is_string()) return false;
    out.emplace_back(item.as_string());
  }
  return true;
}

bool read_names(const Value& map, std::string_view key, std::vector<std::string>& out) {
  const Value* found = map.find(key);
  return found && read_names(*found, out);
}

bool read_approvers(const Value& map, std::vector<std::vector<std::string>>& out) {
  const Value* levels = map.find("approvers");
  if (!levels || !levels->is_list()) return false;
  for (const Value& level : levels->as_list()) {
    out.emplace_back();
    if (!read_names(level, out.back())) return false;
  }
  return true;
}

} // namespace

Value to_value(const Case& record) {
  List trail;
  trail.reserve(record.trail.size());
  for (const Step& step : record.trail)
    trail.push_back(to_value(step));
  return Value::map({{"state", text(name_of(record.state))},
                     {"round", Value::integer(record.round)},
                     {"level", Value::integer(record.level)},
                     {"trail", Value::list(std::move(trail))}});
}

Result<Case, Violation> case_from(const Value& value) {
  constexpr std::string_view kCode = "case.malformed";
  Case record;
  std::string state;
  if (!read(value, "state", state) || !state_named(state)) return malformed(kCode, "state");
  record.state = *state_named(state);
  if (!read(value, "round", record.round)) return malformed(kCode, "round");
  if (!read(value, "level", record.level)) return malformed(kCode, "level");
  if ((record.level > 0) != (record.state == State::pending)) return malformed(kCode, "level");
  const Value* trail = value.find("trail");
  if (!trail || !trail->is_list()) return malformed(kCode, "trail");
  for (const Value& item : trail->as_list()) {
    Step step;
    if (!read(item, step)) return malformed(kCode, "trail/" + std::to_string(record.trail.size()));
    record.trail.push_back(std::move(step));
  }
  return record;
}

Result<Context, Violation> context_from(const Value& value) {
  constexpr std::string_view kCode = "context.malformed";
  Context context;
  if (!read(value, "actor", context.actor)) return malformed(kCode, "actor");
  if (!read(value, "locale", context.locale)) return malformed(kCode, "locale");
  if (!read_names(value, "owners", context.owners)) return malformed(kCode, "owners");
  if (!read_approvers(value, context.approvers)) return malformed(kCode, "approvers");
  if (!read_names(value, "active", context.active)) return malformed(kCode, "active");
  const Value* valid = value.find("valid");
  if (!valid || valid->kind() != Kind::boolean) return malformed(kCode, "valid");
  context.valid = valid->as_bool();
  return context;
}

} // namespace qudao::approval

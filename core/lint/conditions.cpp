#include "core/lint/scene.h"

namespace qudao::lint {
namespace {

using form::Role;

bool is_condition(Role role) {
  return role != Role::calculate && role != Role::default_value && role != Role::choices &&
         role != Role::message;
}

bool refuses(Role role) {
  return role == Role::constraint || role == Role::rule || role == Role::guard;
}

Map params_of(const Scene& scene, const Rule& rule) {
  Map params{{"rule", Value::string(rule.source.id)}};
  if (rule.source.field != form::kNone)
    params.set("field", Value::string(scene.plan.fields[rule.source.field].key));
  return params;
}

// What an always true or never true condition means depends on what it is for.
std::string_view never_code(Role role) {
  if (refuses(role)) return "lint.never_satisfied";
  if (role == Role::choice_filter || role == Role::lookup_filter) return "lint.filter_never_passes";
  return "lint.never_true";
}

std::string_view always_code(Role role) {
  if (refuses(role)) return "lint.never_refuses";
  return "lint.always_true";
}

void examine(Scene& scene, const Rule& rule) {
  const Role role = rule.source.role;
  if (!is_condition(role)) return;
  if (rule.source.field != form::kNone && scene.never_relevant[rule.source.field]) return;
  const Outcomes out = scene.outcomes_of(rule);
  const cel::NodeId whole = rule.tree.root();
  if (out.fails && !out.yes && !out.no) {
    scene.note(Severity::error, "lint.always_fails", rule, whole, params_of(scene, rule));
  } else if (out.always()) {
    scene.note(Severity::warning, always_code(role), rule, whole, params_of(scene, rule));
  } else if (out.never()) {
    const bool broken = refuses(role) || role == Role::choice_filter || role == Role::lookup_filter;
    scene.note(broken ? Severity::error : Severity::warning, never_code(role), rule, whole,
               params_of(scene, rule));
  } else if (out.fails_empty && role != Role::guard && out.empty != cel::Environment::kNone) {
    // Guards are asked of records that are complete.
    scene.note(Severity::warning, "lint.fails_when_empty", rule, whole,
               Map{{"field", Value::string(scene.name_of(out.empty))}});
  }
}

} // namespace

void check_conditions(Scene& scene) {
  for (const Rule& rule : scene.rules)
    examine(scene, rule);
}

} // namespace qudao::lint

#include "core/lint/scene.h"

namespace qudao::lint {
namespace {

using form::FieldIndex;
using form::FieldPlan;
using form::Role;

// A condition of a field as an expression: its rule, or the literal it stands for.
std::string written(const Scene& scene, FieldIndex field, Role role, bool always) {
  const Rule* rule = scene.rule_of(field, role);
  if (rule != nullptr) return '(' + std::string(rule->source.source) + ')';
  return always ? "true" : "false";
}

bool possible(const Scene& scene, FieldIndex field, const std::string& condition) {
  const auto out = scene.outcomes_of(condition, field);
  return !out || !out->never();
}

Map named(const FieldPlan& field) {
  return Map{{"field", Value::string(field.key)}};
}

// Whenever an answer is demanded, nobody can give it.
void examine_readonly(Scene& scene, FieldIndex index) {
  const FieldPlan& field = scene.plan.fields[index];
  if (field.calculate >= 0 || field.default_value >= 0 || scene.never_relevant[index]) return;
  const bool asked = field.always_required || field.must_accept;
  const std::string required = written(scene, index, Role::required, asked);
  const std::string readonly = written(scene, index, Role::readonly, field.always_readonly);
  if (readonly == "false" || !possible(scene, index, required)) return;
  if (possible(scene, index, required + " && !" + readonly)) return;
  const bool accept = field.must_accept && field.required < 0 && !field.always_required;
  scene.note(Severity::error, "lint.required_readonly",
             field_path(field, accept ? "must_accept" : "required"), named(field));
}

// It is never relevant when it is required.
void examine_relevance(Scene& scene, FieldIndex index) {
  const FieldPlan& field = scene.plan.fields[index];
  const std::string required = written(scene, index, Role::required, field.always_required);
  const std::string relevant = written(scene, index, Role::relevant, true);
  if (relevant == "true" || !possible(scene, index, required)) return;
  if (scene.never_relevant[index] || !possible(scene, index, required + " && " + relevant)) {
    scene.note(Severity::warning, "lint.required_never_relevant", field_path(field, "required"),
               named(field));
  }
}

// Each constraint can hold, all together cannot.
void examine_constraints(Scene& scene, FieldIndex index) {
  std::string all;
  List names;
  for (const Rule& rule : scene.rules) {
    if (rule.source.role != Role::constraint || rule.source.field != index) continue;
    if (scene.outcomes_of(rule).never()) return;
    all += (all.empty() ? "(" : " && (") + std::string(rule.source.source) + ')';
    names.push_back(Value::string(rule.source.id));
  }
  if (names.size() < 2 || possible(scene, index, all)) return;
  const FieldPlan& field = scene.plan.fields[index];
  Map params = named(field);
  params.set("rules", Value::list(std::move(names)));
  scene.note(Severity::error, "lint.constraints_contradict", field_path(field, "constraint"),
             std::move(params));
}

} // namespace

void check_demands(Scene& scene) {
  for (FieldIndex i = 0; i < scene.plan.fields.size(); ++i) {
    examine_readonly(scene, i);
    examine_relevance(scene, i);
    if (!scene.never_relevant[i]) examine_constraints(scene, i);
  }
}

} // namespace qudao::lint

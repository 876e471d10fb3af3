#include <algorithm>

#include "core/lint/scene.h"

namespace qudao::lint {
namespace {

using form::FieldIndex;
using form::FieldPlan;
using form::Role;

Map named(const std::string& field) {
  return Map{{"field", Value::string(field)}};
}

bool always_readonly(const Scene& scene, FieldIndex field) {
  if (scene.plan.fields[field].always_readonly) return true;
  const Rule* rule = scene.rule_of(field, Role::readonly);
  return rule != nullptr && scene.outcomes_of(*rule).always();
}

bool offers_nothing(const FieldPlan& field) {
  if (field.choices == nullptr || !field.kind->has(form::kChoices)) return false;
  if (field.fixed_choices) return field.fixed_choices->empty();
  const auto& items = field.choices->items();
  return std::all_of(items.begin(), items.end(),
                     [](const form::ChoiceItem& item) { return item.retired; });
}

void examine_field(Scene& scene, FieldIndex index) {
  const FieldPlan& field = scene.plan.fields[index];
  const Rule* relevant = scene.rule_of(index, Role::relevant);
  if (relevant != nullptr && scene.outcomes_of(*relevant).never()) {
    scene.note(Severity::error, "lint.never_relevant", *relevant, relevant->tree.root(),
               named(field.key));
    scene.never_relevant[index] = true;
  }
  const bool has_value = field.calculate >= 0 || field.default_value >= 0;
  const bool stuck = !has_value && always_readonly(scene, index);
  const bool asked = field.always_required || field.required >= 0 || field.must_accept;
  // A demand nobody can meet is the graver finding: check_demands.
  if (stuck && !asked) {
    scene.note(Severity::warning, "lint.readonly_without_value", field_path(field, "readonly"),
               named(field.key));
  }
  if (offers_nothing(field) && field.calculate < 0)
    scene.note(Severity::error, "lint.no_choices", field_path(field, "choices"), named(field.key));
  scene.never_set[index] =
      scene.never_relevant[index] || stuck || (offers_nothing(field) && !has_value);
  if (scene.never_set[index]) scene.domains.never_set(index);
}

// The first place where a rule reads a variable; kNoNode when it does not.
cel::NodeId reader_of(const cel::Tree& tree, std::uint32_t slot) {
  for (const cel::NodeId part : tree.parts(tree.root())) {
    const cel::Expr& e = tree.at(part);
    if (e.meaning == cel::Meaning::slot && e.aux == slot) return part;
  }
  return cel::kNoNode;
}

void examine_readers(Scene& scene, FieldIndex field) {
  const std::string& key = scene.plan.fields[field].key;
  for (const Rule& rule : scene.rules) {
    const bool own = rule.source.field == field;
    const bool idle = rule.source.field != form::kNone && scene.never_relevant[rule.source.field];
    const cel::NodeId part = own || idle ? cel::kNoNode : reader_of(rule.tree, field);
    if (part != cel::kNoNode)
      scene.note(Severity::warning, "lint.reads_never_set", rule, part, named(key));
  }
  for (const FieldPlan& each : scene.plan.fields) {
    const auto& upstream = each.depends_on;
    if (std::find(upstream.begin(), upstream.end(), field) != upstream.end())
      scene.note(Severity::error, "lint.waits_forever", field_path(each, "depends_on"), named(key));
  }
}

} // namespace

void check_reach(Scene& scene) {
  // What a field's relevance reads comes before it.
  for (const FieldIndex field : scene.plan.graph.order)
    examine_field(scene, field);
  for (FieldIndex i = 0; i < scene.plan.fields.size(); ++i)
    if (scene.never_set[i]) examine_readers(scene, i);
}

} // namespace qudao::lint

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

// The first place where a rule reads a variable that it does read.
cel::NodeId reader_of(const cel::Tree& tree, std::uint32_t slot) {
  for (const cel::NodeId part : tree.parts(tree.root())) {
    const cel::Expr& e = tree.at(part);
    if (e.meaning == cel::Meaning::slot && e.aux == slot) return part;
  }
  return tree.root();
}

// Rules that read what is never set, but for those of the field itself and of fields nobody sees.
void examine_reads(Scene& scene, const Rule& rule) {
  const FieldIndex owner = rule.source.field;
  if (owner != form::kNone && scene.never_relevant[owner]) return;
  for (const std::uint32_t slot : rule.tree.variables(rule.tree.root())) {
    if (slot >= scene.never_set.size() || !scene.never_set[slot] || slot == owner) continue;
    scene.note(Severity::warning, "lint.reads_never_set", rule, reader_of(rule.tree, slot),
               named(scene.plan.fields[slot].key));
  }
}

void examine_waiting(Scene& scene, const FieldPlan& field) {
  for (const FieldIndex upstream : field.depends_on) {
    if (!scene.never_set[upstream]) continue;
    scene.note(Severity::error, "lint.waits_forever", field_path(field, "depends_on"),
               named(scene.plan.fields[upstream].key));
  }
}

} // namespace

void check_reach(Scene& scene) {
  // What a field's relevance reads comes before it.
  for (const FieldIndex field : scene.plan.graph.order)
    examine_field(scene, field);
  for (const Rule& rule : scene.rules)
    examine_reads(scene, rule);
  for (const FieldPlan& field : scene.plan.fields)
    examine_waiting(scene, field);
}

} // namespace qudao::lint

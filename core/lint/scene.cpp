#include "core/lint/scene.h"

namespace qudao::lint {
namespace {

std::vector<Rule> rules_of(const form::Plan& plan) {
  std::vector<Rule> rules;
  for (form::RuleSource& source : form::rule_sources(plan)) {
    auto tree = cel::Tree::parse(source.source, plan.environment_of(source.field));
    if (tree) rules.push_back({std::move(source), std::move(*tree)});
  }
  return rules;
}

// From the second line of describe on: the line of the rule and the caret.
std::string excerpt(const cel::Issue& place, std::string_view source) {
  const std::string text = cel::describe(place, source);
  return text.substr(text.find('\n') + 1);
}

} // namespace

Scene::Scene(const form::Definition& examined)
    : definition(examined), plan(examined.plan()), rules(rules_of(plan)), domains(plan),
      never_relevant(plan.fields.size(), false), never_set(plan.fields.size(), false) {}

const Rule* Scene::rule_of(form::FieldIndex field, form::Role role) const {
  for (const Rule& rule : rules)
    if (rule.source.field == field && rule.source.role == role) return &rule;
  return nullptr;
}

Outcomes Scene::outcomes_of(const Rule& rule) const {
  // Constraints are asked when their field is answered.
  const bool answered = rule.source.role == form::Role::constraint;
  return outcomes(rule.tree, domains, answered ? rule.source.field : cel::Environment::kNone,
                  effort);
}

std::optional<Outcomes> Scene::outcomes_of(const std::string& source,
                                           form::FieldIndex field) const {
  const auto tree = cel::Tree::parse(source, plan.environment_of(field));
  if (!tree) return std::nullopt;
  return outcomes(*tree, domains, cel::Environment::kNone, effort);
}

const std::string& Scene::name_of(std::uint32_t slot) const {
  return slot < plan.fields.size() ? plan.fields[slot].key : plan.environment.variable(slot).name;
}

void Scene::note(Severity severity, std::string_view code, std::string path, Map params) {
  if (findings.size() == kMostFindings) return;
  findings.push_back(
      {std::string(code), severity, std::move(path), std::move(params), 0, 0, {}, {}});
}

void Scene::note(Severity severity, std::string_view code, const Rule& rule, cel::NodeId part,
                 Map params) {
  if (findings.size() == kMostFindings) return;
  const cel::Issue place = rule.tree.place(part, "");
  findings.push_back({std::string(code),
                      severity,
                      rule.source.path,
                      std::move(params),
                      static_cast<int>(place.line),
                      static_cast<int>(place.column),
                      excerpt(place, rule.tree.source()),
                      {}});
}

std::string field_path(const form::FieldPlan& field, std::string_view key) {
  std::string path = "/fields/" + field.key;
  return key.empty() ? path : path + '/' + std::string(key);
}

} // namespace qudao::lint

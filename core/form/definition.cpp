#include "core/form/definition_reader.h"
#include "core/form/fixed_choices.h"
#include "core/form/form.h"
#include "core/form/graph.h"
#include "core/form/plan.h"
#include "core/form/texts.h"
#include "core/value/json.h"

namespace qudao::form {
namespace {

// English for authors, from the texts of the bundle when they have one, else code and parameters as
// they are.
void describe(Issue& issue, const Plan& plan) {
  if (!issue.message.empty()) return;
  const auto text = plan.texts.find(issue.code);
  if (text == plan.texts.end()) {
    issue.message = issue.code;
    if (!issue.params.empty()) issue.message += ' ' + write_json(Value::map(issue.params));
    return;
  }
  append_filled(issue.message, pick_locale(text->second, "en"), issue.params);
}

} // namespace

Result<std::shared_ptr<const Definition>, std::vector<Issue>>
Definition::compile(const Value& bundle, const Limits& limits) {
  IssueList issues(limits.issues);
  std::unique_ptr<Plan> plan = read_definition(bundle, limits, issues);
  if (issues.empty()) build_graph(*plan, issues);
  if (!issues.empty()) {
    std::vector<Issue> found = issues.take();
    for (Issue& issue : found)
      describe(issue, *plan);
    return Unexpected{std::move(found)};
  }
  fix_choices(*plan);
  std::shared_ptr<const Definition> definition = std::make_shared<Definition>(std::move(plan));
  return definition;
}

Definition::Definition(std::unique_ptr<const Plan> plan) : plan_(std::move(plan)) {}
Definition::~Definition() = default;

std::string_view Definition::entity() const {
  return plan_->entity;
}
std::int64_t Definition::version() const {
  return plan_->version;
}
const Value& Definition::document() const {
  return plan_->document;
}
const std::vector<FieldInfo>& Definition::fields() const {
  return plan_->infos;
}
const std::vector<UniqueRule>& Definition::unique_rules() const {
  return plan_->unique_rules;
}
const approval::Process& Definition::process() const {
  return plan_->process;
}

const FieldInfo* Definition::field(std::string_view key) const {
  const FieldIndex index = plan_->find_field(key);
  return index == kNone ? nullptr : &plan_->infos[index];
}

std::string Definition::text(std::string_view code, const Map& params,
                             std::string_view locale) const {
  const auto at = plan_->texts.find(code);
  if (at == plan_->texts.end()) return std::string(code);
  std::string out;
  append_filled(out, pick_locale(at->second, locale), params);
  return out;
}

} // namespace qudao::form

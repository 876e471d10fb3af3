#include <algorithm>

#include "core/lint/scene.h"

namespace qudao::lint {
namespace {

using cel::NodeId;
using cel::Operator;

// A rule that compares with a code which no item has.
class CodeSearch {
 public:
  CodeSearch(Scene& scene, const Rule& rule) : scene_(scene), rule_(rule), tree_(rule.tree) {}

  void run() {
    for (const NodeId part : tree_.parts(tree_.root())) {
      const cel::Expr& e = tree_.at(part);
      if (e.kind != cel::ExprKind::operation || tree_.child_count(part) != 2) continue;
      const NodeId left = tree_.child(part, 0);
      const NodeId right = tree_.child(part, 1);
      if (e.op == Operator::equal || e.op == Operator::not_equal) {
        compare(left, right);
        compare(right, left);
      } else if (e.op == Operator::in) {
        compare_all(left, right);
        compare(right, left); // 'code' in field of several choices
      }
    }
  }

 private:
  struct Picked {
    std::string name;
    const form::ChoiceSet* choices = nullptr;
  };

  // The field whose code stands here: its variable, or choice.code in its own filter.
  Picked picked(NodeId part) const {
    const cel::Expr& e = tree_.at(part);
    if (e.meaning == cel::Meaning::slot && e.aux < scene_.plan.fields.size())
      return {scene_.plan.fields[e.aux].key, scene_.plan.fields[e.aux].choices};
    const bool own = e.kind == cel::ExprKind::select && e.text == "code" &&
                     rule_.source.role == form::Role::choice_filter;
    if (!own || tree_.at(tree_.child(part, 0)).aux != scene_.plan.variables.choice) return {};
    return {"choice.code", scene_.plan.fields[rule_.source.field].choices};
  }

  void compare(NodeId variable, NodeId constant) {
    const Picked found = picked(variable);
    const Value* code = tree_.constant(constant);
    if (found.choices == nullptr || code == nullptr || !code->is_string()) return;
    if (found.choices->find(code->as_string()) != form::ChoiceSet::kNone) return;
    scene_.note(Severity::warning, "lint.choice_unknown", rule_, constant,
                Map{{"field", Value::string(found.name)}, {"code", *code}});
  }

  void compare_all(NodeId variable, NodeId list) {
    if (tree_.at(list).kind != cel::ExprKind::list) return;
    for (std::size_t i = 0; i < tree_.child_count(list); ++i)
      compare(variable, tree_.child(list, i));
  }

  Scene& scene_;
  const Rule& rule_;
  const cel::Tree& tree_;
};

} // namespace

void check_choices(Scene& scene) {
  for (const Rule& rule : scene.rules)
    CodeSearch(scene, rule).run();
}

} // namespace qudao::lint

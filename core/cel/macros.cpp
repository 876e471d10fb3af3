#include "core/cel/macros.h"

namespace qudao::cel {

namespace {

using Outcome = Expansion::Outcome;

struct Macro {
  std::string_view name;
  std::size_t variables;
  bool optional_filter; // takes one more argument before the last
  bool body_filters;    // the last argument is the condition, there is no other body
  Fold fold;
};

constexpr Macro kMacros[] = {
    {"all", 1, false, false, Fold::all},
    {"exists", 1, false, false, Fold::exists},
    {"exists_one", 1, false, false, Fold::exists_one},
    {"existsOne", 1, false, false, Fold::exists_one},
    {"map", 1, true, false, Fold::map},
    {"filter", 1, false, true, Fold::filter},
    {"all", 2, false, false, Fold::all},
    {"exists", 2, false, false, Fold::exists},
    {"exists_one", 2, false, false, Fold::exists_one},
    {"existsOne", 2, false, false, Fold::exists_one},
    {"transformList", 2, true, false, Fold::map},
    {"transformMap", 2, true, false, Fold::transform_map},
    {"transformMapEntry", 2, true, false, Fold::transform_entry},
};

bool is_plain_name(const Expr& e) {
  return e.kind == ExprKind::name && !e.absolute;
}

Expansion refused(const Expr& e) {
  Expansion out;
  out.outcome = Outcome::refused;
  out.offset = e.offset;
  return out;
}

Expansion expand_has(const Ast& ast, const Expr& call, NodeId argument) {
  const Expr& selection = ast.nodes[argument];
  if (selection.kind != ExprKind::select) return refused(selection);
  Expansion out;
  out.outcome = Outcome::expanded;
  out.expr = selection;
  out.expr.kind = ExprKind::has;
  out.expr.offset = call.offset;
  out.children[0] = ast.child(selection, 0);
  out.child_count = 1;
  return out;
}

Expansion expand_bind(const Ast& ast, const Expr& call, std::span<const NodeId> arguments) {
  const Expr& variable = ast.nodes[arguments[1]];
  if (!is_plain_name(variable)) return refused(variable);
  Expansion out;
  out.outcome = Outcome::expanded;
  out.expr = call;
  out.expr.kind = ExprKind::bind;
  out.expr.text = variable.text;
  out.children[0] = arguments[2];
  out.children[1] = arguments[3];
  out.child_count = 2;
  return out;
}

Expansion expand_fold(const Ast& ast, const Macro& macro, const Expr& call,
                      std::span<const NodeId> arguments) {
  Expansion out;
  out.outcome = Outcome::expanded;
  out.expr = call;
  out.expr.kind = ExprKind::fold;
  out.expr.fold = macro.fold;
  for (std::size_t i = 0; i < macro.variables; ++i) {
    const Expr& variable = ast.nodes[arguments[1 + i]];
    if (!is_plain_name(variable)) return refused(variable);
    (i == 0 ? out.expr.text : out.expr.text2) = variable.text;
  }
  if (out.expr.text == out.expr.text2) return refused(ast.nodes[arguments[2]]);
  bool filtered = macro.body_filters || arguments.size() == macro.variables + 3;
  out.children[0] = arguments[0];
  out.children[1] = filtered ? arguments[macro.variables + 1] : kNoNode;
  out.children[2] = macro.body_filters ? kNoNode : arguments.back();
  out.child_count = 3;
  return out;
}

} // namespace

Expansion expand_macro(const Ast& ast, const Expr& call, std::span<const NodeId> arguments) {
  if (call.kind == ExprKind::call) {
    if (call.text == "has" && arguments.size() == 1) return expand_has(ast, call, arguments[0]);
    return {};
  }
  const Expr& receiver = ast.nodes[arguments[0]];
  if (call.text == "bind" && arguments.size() == 4 && is_plain_name(receiver) &&
      receiver.text == "cel")
    return expand_bind(ast, call, arguments);
  for (const Macro& macro : kMacros) {
    std::size_t fewest = macro.variables + 2;
    bool fits =
        arguments.size() == fewest || (macro.optional_filter && arguments.size() == fewest + 1);
    if (!fits || call.text != macro.name) continue;
    return expand_fold(ast, macro, call, arguments);
  }
  return {};
}

} // namespace qudao::cel

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
  if (selection.kind != ExprKind::select || selection.optional) return refused(selection);
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

Expansion expand_opt_map(const Ast& ast, const Expr& call, std::span<const NodeId> arguments) {
  const Expr& variable = ast.nodes[arguments[1]];
  if (!is_plain_name(variable)) return refused(variable);
  Expansion out;
  out.outcome = Outcome::expanded;
  out.expr = call;
  out.expr.kind = ExprKind::opt_map;
  out.expr.optional = call.text == "optFlatMap";
  out.expr.text = variable.text;
  out.children[0] = arguments[0];
  out.children[1] = arguments[2];
  out.child_count = 2;
  return out;
}

Expansion expand_block(const Ast& ast, std::span<const NodeId> arguments) {
  const Expr& list = ast.nodes[arguments[1]];
  if (list.kind != ExprKind::list) return refused(list);
  Expansion out;
  out.outcome = Outcome::block;
  out.children[0] = arguments[1];
  out.children[1] = arguments[2];
  out.child_count = 2;
  return out;
}

// cel.index(2), cel.iterVar(0, 1): names.
Expansion expand_block_name(Ast& ast, const Expr& call, std::span<const NodeId> arguments) {
  std::string_view name = call.text == "index" ? "@index" : "@it";
  for (NodeId id : arguments.subspan(1)) {
    const Expr& number = ast.nodes[id];
    bool is_number = number.kind == ExprKind::constant &&
                     ast.constants[number.aux].kind() == Kind::integer &&
                     ast.constants[number.aux].as_int() >= 0;
    if (!is_number) return refused(number);
    name = block_name(ast, name, static_cast<std::uint64_t>(ast.constants[number.aux].as_int()));
  }
  Expansion out;
  out.outcome = Outcome::expanded;
  out.expr = call;
  out.expr.kind = ExprKind::name;
  out.expr.text = name;
  return out;
}

Expansion expand_cel(Ast& ast, const Expr& call, std::span<const NodeId> arguments) {
  std::size_t count = arguments.size() - 1;
  if (call.text == "bind" && count == 3) return expand_bind(ast, call, arguments);
  if (call.text == "block" && count == 2) return expand_block(ast, arguments);
  if ((call.text == "index" && count == 1) || (call.text == "iterVar" && count == 2))
    return expand_block_name(ast, call, arguments);
  return {};
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

std::string_view block_name(Ast& ast, std::string_view prefix, std::uint64_t number) {
  ast.constants.push_back(Value::string(std::string(prefix) + ':' + std::to_string(number)));
  return ast.constants.back().as_string();
}

Expansion expand_macro(Ast& ast, const Expr& call, std::span<const NodeId> arguments) {
  if (call.kind == ExprKind::call) {
    if (call.text == "has" && arguments.size() == 1) return expand_has(ast, call, arguments[0]);
    return {};
  }
  const Expr& receiver = ast.nodes[arguments[0]];
  if (is_plain_name(receiver) && receiver.text == "cel") {
    if (Expansion out = expand_cel(ast, call, arguments); out.outcome != Outcome::none) return out;
  }
  if ((call.text == "optMap" || call.text == "optFlatMap") && arguments.size() == 3)
    return expand_opt_map(ast, call, arguments);
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

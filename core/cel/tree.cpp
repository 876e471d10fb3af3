#include "core/cel/tree.h"

#include <algorithm>

#include "core/cel/checker.h"
#include "core/cel/emitter.h"
#include "core/cel/machine.h"
#include "core/cel/parser.h"
#include "core/cel/weight.h"
#include "core/value/sorting.h"

namespace qudao::cel {
namespace {

bool declares_local(const Expr& e) {
  return e.kind == ExprKind::fold || e.kind == ExprKind::bind || e.kind == ExprKind::opt_map;
}

} // namespace

Result<Tree, std::vector<Issue>> Tree::parse(std::string_view source, const Environment& env) {
  auto compiled = compile(source, env);
  if (!compiled) return Unexpected{std::move(compiled.error())};
  Tree tree;
  tree.program_ = std::move(*compiled);
  tree.source_ = std::make_unique<const std::string>(source);
  tree.limits_ = env.limits;
  tree.zones_ = env.zones;
  auto ast = cel::parse(*tree.source_, env.limits);
  if (!ast) return Unexpected{std::vector{std::move(ast).error()}};
  tree.ast_ = std::move(*ast);
  tree.root_ = tree.ast_.root;
  check(tree.ast_, *tree.source_, env);
  return tree;
}

const Value* Tree::constant(NodeId part) const {
  const Expr& e = at(part);
  return e.kind == ExprKind::constant ? &ast_.constants[e.aux] : nullptr;
}

const Span& Tree::span(NodeId part) const {
  if (spans_.empty()) spans_ = spans_of(ast_, *source_);
  return spans_[part];
}

std::string_view Tree::text(NodeId part) const {
  const Span& place = span(part);
  return std::string_view(*source_).substr(place.begin, place.end - place.begin);
}

Issue Tree::place(NodeId part, const char* code) const {
  return issue_at(code, span(part).begin, *source_);
}

std::vector<NodeId> Tree::parts(NodeId part) const {
  std::vector<NodeId> found;
  std::vector<NodeId> left{part};
  while (!left.empty()) {
    const NodeId id = left.back();
    left.pop_back();
    found.push_back(id);
    const Expr& e = at(id);
    // The receiver of math.abs(x) is part of a name.
    const std::size_t first = e.meaning == Meaning::namespaced ? 1 : 0;
    for (std::size_t i = e.child_count; i-- > first;)
      if (child(id, i) != kNoNode) left.push_back(child(id, i));
  }
  return found;
}

std::vector<std::uint32_t> Tree::variables(NodeId part) const {
  std::vector<std::uint32_t> slots;
  for (const NodeId id : parts(part))
    if (at(id).meaning == Meaning::slot) slots.push_back(at(id).aux);
  sort_unique(slots);
  return slots;
}

bool Tree::reads_outer_local(NodeId part) const {
  // Locals are numbered by nesting: those declared inside have numbers of at least `lowest`.
  const std::vector<NodeId> all = parts(part);
  std::uint32_t lowest = kMostLocals;
  for (const NodeId id : all)
    if (declares_local(at(id))) lowest = std::min(lowest, at(id).aux);
  return std::any_of(all.begin(), all.end(), [&](NodeId id) {
    return at(id).meaning == Meaning::local && at(id).aux < lowest;
  });
}

Result<Value, EvalError> Tree::evaluate(NodeId part, std::span<const Value> slots, Budget& budget,
                                        const Locals& locals) const {
  auto& code = compiled_[part];
  if (!code) {
    ast_.root = part;
    auto made = std::make_shared<Code>();
    if (emit(ast_, limits_, *made)) return Unexpected{EvalError{"invalid_regex"}};
    made->zones = zones_;
    code = std::move(made);
  }
  Machine machine(*code, slots, budget.left);
  for (std::uint32_t i = 0; i < locals.size(); ++i)
    machine.bind_local(i, &locals[i]);
  Value scratch;
  const Value* value = machine.run(code->root, scratch);
  if (value == nullptr) return Unexpected{machine.error()};
  if (const std::string_view error = weigh(*value, budget.left); !error.empty())
    return Unexpected{EvalError{error}};
  return *value;
}

} // namespace qudao::cel

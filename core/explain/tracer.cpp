#include "core/explain/tracer.h"

namespace qudao::explain {

using cel::ExprKind;
using cel::Fold;
using cel::NodeId;
using cel::Operator;

Tracer::Tracer(const cel::Tree& tree, const Words& words) : tree_(tree), words_(words) {}

Outcome Tracer::outcome(NodeId part) const {
  const auto value = tree_.evaluate(part, words_.variables(), budget_, locals_);
  if (value) return {*value, {}, false};
  return {{}, std::string(value.error().code), value.error().null_operand};
}

std::vector<Step> Tracer::deciding() {
  follow(tree_.root());
  return std::move(steps_);
}

void Tracer::follow(NodeId part) {
  const cel::Expr& e = tree_.at(part);
  if (e.kind == ExprKind::fold) return follow_fold(part);
  if (e.kind == ExprKind::bind) return follow_bind(part);
  if (e.kind != ExprKind::operation) return add(part);
  switch (e.op) {
  case Operator::logical_and:
    return follow_logic(part, false);
  case Operator::logical_or:
    return follow_logic(part, true);
  case Operator::logical_not:
    return follow(tree_.child(part, 0));
  case Operator::conditional:
    return follow_conditional(part);
  default:
    return add(part);
  }
}

// Those that decided; where none did, all of them.
void Tracer::follow_logic(NodeId part, bool decides) {
  const bool decided = outcome(part).is(decides);
  for (std::size_t i = 0; i < tree_.child_count(part); ++i) {
    const NodeId child = tree_.child(part, i);
    if (!decided || outcome(child).is(decides)) follow(child);
  }
}

void Tracer::follow_conditional(NodeId part) {
  const NodeId condition = tree_.child(part, 0);
  follow(condition);
  const Outcome asked = outcome(condition);
  if (asked.error.empty()) follow(tree_.child(part, asked.is(true) ? 1 : 2));
}

// The item that settled `all` or `exists`; where none did, the whole.
void Tracer::follow_fold(NodeId part) {
  const cel::Expr& e = tree_.at(part);
  const bool settles = e.fold == Fold::exists;
  const bool one_by_one = (e.fold == Fold::all || settles) && e.text2.empty();
  const Outcome range = outcome(tree_.child(part, 0));
  if (!one_by_one || !range.value.is_list() || !outcome(part).is(settles)) return add(part);
  const NodeId body = tree_.child(part, 2);
  for (const Value& item : range.value.as_list()) {
    locals_.resize(e.aux);
    locals_.push_back(item);
    const bool found = outcome(body).is(settles);
    locals_.resize(e.aux);
    if (found) return follow_with(e.aux, e.text, item, body);
  }
  add(part);
}

void Tracer::follow_bind(NodeId part) {
  const cel::Expr& e = tree_.at(part);
  const Outcome bound = outcome(tree_.child(part, 0));
  if (!bound.error.empty()) return add(part);
  follow_with(e.aux, e.text, bound.value, tree_.child(part, 1));
}

void Tracer::follow_with(std::uint32_t local, std::string_view name, const Value& value,
                         NodeId body) {
  locals_.resize(local);
  locals_.push_back(value);
  items_.push_back({std::string(name), {}, value, words_.shown(value)});
  follow(body);
  items_.pop_back();
  locals_.resize(local);
}

void Tracer::add(NodeId part) {
  if (steps_.size() == kMostSteps || tree_.constant(part) != nullptr) return;
  const Outcome found = outcome(part);
  steps_.push_back(
      {std::string(tree_.text(part)), found.value, found.error, items_, fact(*this, part, found)});
}

} // namespace qudao::explain

#include "core/cel/quick.h"

#include "core/cel/operators.h"

namespace qudao::cel {

namespace {

const Value* put(Value& room, bool truth) {
  return ::new (&room) Value(Value::boolean(truth));
}

// nullptr where it is an error.
const Value* integers(Operator op, std::int64_t a, std::int64_t b, Value& room) {
  std::int64_t n = 0;
  auto is_short = [](std::int64_t i) { return static_cast<std::int32_t>(i) == i; };
  if (op == Operator::multiply && is_short(a) && is_short(b)) {
    n = a * b; // whether longer ones overflow takes 128 bits to tell, in wasm a function
  } else if (!checked(op, a, b, n)) {
    return nullptr;
  }
  return ::new (&room) Value(Value::integer(n));
}

} // namespace

// In place, though all is compiled for size: half of all nodes are leaves, and to read one takes less time than a call.
[[gnu::always_inline]] inline const Value* Quick::operand(std::uint32_t id, Value& room) {
  const Node& node = nodes_[id];
  if (node.op == Op::slot) return node.aux < slots_.size() ? &slots_[node.aux] : nullptr;
  if (node.op == Op::constant) return &constants_[node.aux];
  if (node.op == Op::local) return locals_[node.aux];
  return run(id, room);
}

const Value* Quick::run(std::uint32_t id, Value& room) {
  const Node& node = nodes_[id];
  --cost_left_;
  if (node.op == Op::logical_and || node.op == Op::logical_or) return logic(node, room);
  const Value* a = operand(node.args[0], room);
  if (a == nullptr) return nullptr;
  switch (node.op) {
  case Op::compare:
  case Op::arithmetic:
    return binary(node, *a, room);
  case Op::conditional:
    if (a->kind() != Kind::boolean) return nullptr;
    return operand(node.args[a->as_bool() ? 1 : 2], room);
  case Op::logical_not:
    return a->kind() == Kind::boolean ? put(room, !a->as_bool()) : nullptr;
  case Op::match:
    return match(code_.patterns[node.aux], *a, room);
  default:
    return select(node, *a, room);
  }
}

const Value* Quick::binary(const Node& node, const Value& a, Value& room) {
  Scratch other;
  const Value* b = operand(node.args[1], *other);
  if (b == nullptr) return nullptr;
  const auto op = static_cast<Operator>(node.aux);
  if (a.kind() == Kind::integer && b->kind() == Kind::integer) {
    if (node.op == Op::arithmetic) return integers(op, a.as_int(), b->as_int(), room);
    if (op != Operator::in) return put(room, holds_of(op, a.as_int(), b->as_int()));
  }
  if (a.kind() == Kind::real && b->kind() == Kind::real) {
    if (node.op == Op::compare) {
      if (op != Operator::in) return put(room, holds_of(op, a.as_real(), b->as_real()));
    } else if (op != Operator::modulo) {
      return ::new (&room) Value(Value::real(real_arithmetic(op, a.as_real(), b->as_real())));
    }
  }
  bool holds = false;
  if (a.is_string() && b->is_string() && op <= Operator::not_equal) {
    holds = equal_texts(a, *b, cost_left_) == (op == Operator::equal);
    return cost_left_ < 0 ? nullptr : put(room, holds);
  }
  if (node.op == Op::arithmetic || !compared(op, a, *b, holds, cost_left_).empty()) return nullptr;
  return put(room, holds);
}

// One operand that decides, or else the answer of the last.
const Value* Quick::logic(const Node& node, Value& room) {
  const bool decides = node.op == Op::logical_or;
  const Value* answer = nullptr;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    answer = operand(code_.children[node.args[0] + i], room);
    if (answer == nullptr || answer->kind() != Kind::boolean) return nullptr;
    if (answer->as_bool() == decides) break;
  }
  return answer;
}

const Value* Quick::match(const regex::Pattern& pattern, const Value& text, Value& room) {
  if (!text.is_string()) return nullptr;
  cost_left_ -= static_cast<std::int64_t>(pattern.cost(text.as_string().size()) / 10);
  return cost_left_ < 0 ? nullptr : put(room, pattern.found_in(text.as_string()));
}

const Value* Quick::select(const Node& node, const Value& whole, Value& room) {
  if (!whole.is_map()) return nullptr;
  const Value* part = whole.as_map().find(constants_[node.aux].as_string());
  return node.op == Op::has ? put(room, part != nullptr) : part;
}

} // namespace qudao::cel

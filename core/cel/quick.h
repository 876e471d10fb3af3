// The short way of the machine: conditions and arithmetic over variables, constants, and fields of maps, as nearly every rule
// has them. It owns nothing, so that there is nothing to release, and gives up at whatever is not everyday: a missing overload,
// an overflow, a text to be made, a budget used up. Whoever asked then goes the long way (machine.h) from the start, which alone
// knows of errors; an expression has no effects, so that nobody can tell. What succeeds here gives what the long way gives, at
// the same cost.
//
// Cost: no allocation. One attempt for each node at most: the emitter marks (Node::plain) only outermost nodes, and what stands
// in others is not tried again. In wasm about 8 ns a node and 25 for being asked: `quantity * 3 + 1 <= stock` 57 ns where the long
// way takes 150. What was tried instead and lost: core/speed.md.
// Errors: none, by design. Thread safety: one thread for each object; code is shared.
#pragma once

#include <span>

#include "core/cel/code.h"

namespace qudao::cel {

// Room for a Value that is lent: what ends in it is nearly always a number or a truth, which is seen in place. Compiled for
// size, every destructor of a Value is a call.
class Scratch {
 public:
  Scratch() : value_() {}
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[gnu::always_inline]] ~Scratch() {
    if (value_.owns_block()) value_.~Value();
  }
  Value& operator*() { return value_; }

 private:
  union {
    Value value_;
  };
};

class Quick {
 public:
  Quick(const Code& code, std::span<const Value> slots, const Value* const* locals,
        std::int64_t& cost_left)
      : nodes_(code.nodes.data()), constants_(code.constants.data()), code_(code), slots_(slots),
        locals_(locals), cost_left_(cost_left) {}

  // The value of a node, in `room`, which has to own nothing, or elsewhere; nullptr, and nothing is spent, when it takes the
  // long way.
  [[gnu::always_inline]] const Value* attempt(std::uint32_t node, Value& room) {
    if (!nodes_[node].plain) return nullptr;
    const std::int64_t before = cost_left_;
    const Value* value = run(node, room);
    if (value != nullptr && cost_left_ >= 0) return value;
    cost_left_ = before;
    return nullptr;
  }

 private:
  const Value* run(std::uint32_t node, Value& room);
  const Value* operand(std::uint32_t node, Value& room);
  const Value* binary(const Node& node, const Value& a, Value& room);
  const Value* logic(const Node& node, Value& room);
  const Value* match(const regex::Pattern& pattern, const Value& text, Value& room);
  const Value* select(const Node& node, const Value& whole, Value& room);

  const Node* nodes_;
  const Value* constants_;
  const Code& code_;
  std::span<const Value> slots_;
  const Value* const* locals_;
  std::int64_t& cost_left_;
};

constexpr bool is_leaf(Op op) {
  return op >= Op::constant && op <= Op::local;
}
constexpr bool is_quick(Op op) {
  return op >= Op::select && op <= Op::arithmetic;
}

} // namespace qudao::cel

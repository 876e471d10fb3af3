// Walks the nodes of a program. Values flow as pointers: to a slot, a constant, a part of either,
// or to the scratch value the caller lends; so reading a variable copies nothing and scalars
// allocate nothing.
#pragma once

#include <span>

#include "core/cel/quick.h"

namespace qudao::cel {

class Machine {
 public:
  Machine(const Code& code, std::span<const Value> slots, std::int64_t& cost_left)
      : code_(code), slots_(slots), cost_left_(cost_left), quick_(code, slots, locals_, cost_left) {
  }

  // The value of a node, in `scratch` or elsewhere; nullptr on failure, told by error().
  const Value* run(std::uint32_t node, Value& scratch);
  // The same without the attempt of quick.h.
  const Value* run_long(std::uint32_t node, Value& scratch);

  const EvalError& error() const { return error_; }

  // For a part of an expression that is run alone: the value of a macro's variable around it.
  void bind_local(std::uint32_t number, const Value* value) { locals_[number] = value; }

 private:
  const Value* operand(std::uint32_t node, Value& scratch);
  const Value* each(std::uint32_t node, Value& scratch); // of a fold: the short way in place
  const Value* fail(const Node& node, std::string_view code, bool null_operand = false);
  bool is_final() const { return error_.code == "cost_exceeded"; }
  const Value* settle(const Node& node, std::string_view error, const Value& a, const Value& b,
                      Value& out);

  const Value* select(const Node& node, Value& out);
  const Value* index(const Node& node, Value& out);
  const Value* part_of(const Value* whole, const Value& scratch, const Value* part, Value& out);
  const Value* match(const Node& node, Value& out);
  const Value* call(const Node& node, Value& out);
  const Value* logic(const Node& node, Value& out);
  const Value* unary(const Node& node, Value& out);
  const Value* conditional(const Node& node, Value& out);
  const Value* binary(const Node& node, Value& out);
  const Value* list(const Node& node, Value& out);
  const Value* map(const Node& node, Value& out);
  const Value* fold(const Node& node, Value& out);
  const Value* bind(const Node& node, Value& out);

  // Optionals: machine_optional.cpp.
  static const Value kLeftOut;
  const Value* element(std::uint32_t node, Value& scratch); // of a list or map; kLeftOut
  const Value* reach(const Node& node, const Value& whole, const Value& key, Value& out);
  const Value* opt_part(const Node& node, Value& out);
  const Value* opt_map(const Node& node, Value& out);
  const Value* or_else(const Node& node, Value& out);

  const Code& code_;
  std::span<const Value> slots_;
  std::int64_t& cost_left_;
  const Value* locals_[kMostLocals];
  Quick quick_;
  EvalError error_;

  friend class Folding;
};

inline const Value* Machine::run(std::uint32_t id, Value& scratch) {
  if (scratch.owns_block()) scratch = Value();
  const Value* value = quick_.attempt(id, scratch);
  return value != nullptr ? value : run_long(id, scratch);
}

[[gnu::always_inline]] inline const Value* Machine::each(std::uint32_t id, Value& scratch) {
  const Value* value = quick_.attempt(id, scratch);
  if (value != nullptr) return value;
  return code_.nodes[id].plain ? run_long(id, scratch) : operand(id, scratch);
}

inline const Value* Machine::operand(std::uint32_t id, Value& scratch) {
  const Node& node = code_.nodes[id];
  switch (node.op) {
  case Op::constant:
    return &code_.constants[node.aux];
  case Op::local:
    return locals_[node.aux];
  case Op::slot:
    if (node.aux < slots_.size()) return &slots_[node.aux];
    return fail(node, "undefined_variable");
  default:
    return run(id, scratch);
  }
}

} // namespace qudao::cel

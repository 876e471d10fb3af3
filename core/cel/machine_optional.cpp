// Optionals: what may be there. Selecting or indexing through one gives one again.
#include "core/cel/machine.h"
#include "core/cel/operators.h"

namespace qudao::cel {

const Value Machine::kLeftOut;

const Value* Machine::element(std::uint32_t id, Value& scratch) {
  const Node& node = code_.nodes[id];
  if (node.op != Op::maybe) return operand(id, scratch);
  Value held;
  const Value* optional = operand(node.args[0], held);
  if (optional == nullptr) return nullptr;
  if (optional->kind() != Kind::optional)
    return fail(node, "no_such_overload", optional->is_null());
  const Value* value = optional->as_optional();
  if (value == nullptr) return &kLeftOut;
  scratch = *value;
  return &scratch;
}

// whole.?key or whole[?key], or the same without `?` where whole is an optional: an optional, or whether it holds
// something where the node asks `has`.
const Value* Machine::reach(const Node& node, const Value& whole, const Value& key, Value& out) {
  const Value* inner = whole.kind() == Kind::optional ? whole.as_optional() : &whole;
  const Value* part = nullptr;
  if (inner != nullptr) {
    std::string_view error = at_index(*inner, key, part);
    bool absent = error == "no_such_key" || error == "index_out_of_range";
    if (!error.empty() && !absent) return settle(node, error, *inner, key, out);
    if (absent) part = nullptr;
  }
  if (node.op == Op::has) {
    out = Value::boolean(part != nullptr);
  } else {
    out = part != nullptr ? Value::optional(*part) : Value::none();
  }
  return &out;
}

const Value* Machine::opt_part(const Node& node, Value& out) {
  Value scratch;
  Value key_scratch;
  const Value* whole = operand(node.args[0], scratch);
  if (whole == nullptr) return nullptr;
  const Value* key =
      node.op == Op::opt_select ? &code_.constants[node.aux] : operand(node.args[1], key_scratch);
  return key == nullptr ? nullptr : reach(node, *whole, *key, out);
}

const Value* Machine::opt_map(const Node& node, Value& out) {
  Value scratch;
  const Value* optional = operand(node.args[0], scratch);
  if (optional == nullptr) return nullptr;
  if (optional->kind() != Kind::optional)
    return fail(node, "no_such_overload", optional->is_null());
  const Value* held = optional->as_optional();
  if (held == nullptr) {
    out = Value::none();
    return &out;
  }
  locals_[node.aux] = held;
  Value body_scratch;
  const Value* body = operand(node.args[1], body_scratch);
  if (body == nullptr) return nullptr;
  if (node.flat && body->kind() != Kind::optional)
    return fail(node, "no_such_overload", body->is_null());
  out = node.flat ? *body : Value::optional(*body);
  return &out;
}

const Value* Machine::or_else(const Node& node, Value& out) {
  Value scratch;
  const Value* optional = operand(node.args[0], scratch);
  if (optional == nullptr) return nullptr;
  if (optional->kind() != Kind::optional)
    return fail(node, "no_such_overload", optional->is_null());
  const Value* held = optional->as_optional();
  if (held != nullptr) {
    out = node.flat ? *held : *optional;
    return &out;
  }
  const Value* other = operand(node.args[1], out);
  if (other == nullptr || node.flat || other->kind() == Kind::optional) return other;
  return fail(node, "no_such_overload", other->is_null());
}

} // namespace qudao::cel

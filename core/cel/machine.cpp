#include "core/cel/machine.h"

#include "core/cel/folding.h"
#include "core/cel/operators.h"

namespace qudao::cel {

const Value* Machine::fail(const Node& node, std::string_view code, bool null_operand) {
  error_ = {code, node.offset, null_operand};
  return nullptr;
}

// `out` when there is no error; a missing overload is put down to null where an operand is null.
const Value* Machine::settle(const Node& node, std::string_view error, const Value& a,
                             const Value& b, Value& out) {
  if (error.empty()) return &out;
  return fail(node, error, error == "no_such_overload" && (a.is_null() || b.is_null()));
}

// Not in place: all its ways together need a large frame, which the short way does without.
[[gnu::noinline]] const Value* Machine::run_long(std::uint32_t id, Value& scratch) {
  const Node& node = code_.nodes[id];
  if (--cost_left_ < 0) return fail(node, "cost_exceeded");
  switch (node.op) {
  case Op::missing:
    return fail(node, "undefined_name");
  case Op::constant:
  case Op::slot:
  case Op::local:
    return operand(id, scratch);
  case Op::select:
  case Op::has:
    return select(node, scratch);
  case Op::index:
    return index(node, scratch);
  case Op::call:
    return call(node, scratch);
  case Op::match:
    return match(node, scratch);
  case Op::logical_and:
  case Op::logical_or:
    return logic(node, scratch);
  case Op::logical_not:
  case Op::negate:
    return unary(node, scratch);
  case Op::conditional:
    return conditional(node, scratch);
  case Op::compare:
  case Op::arithmetic:
    return binary(node, scratch);
  case Op::list:
    return list(node, scratch);
  case Op::map:
    return map(node, scratch);
  case Op::count:
    return operand(node.args[0], scratch);
  case Op::fold:
    return fold(node, scratch);
  case Op::bind:
    return bind(node, scratch);
  case Op::opt_select:
  case Op::opt_index:
    return opt_part(node, scratch);
  case Op::opt_map:
    return opt_map(node, scratch);
  case Op::or_else:
    return or_else(node, scratch);
  case Op::maybe:
    return operand(node.args[0], scratch);
  }
  return nullptr;
}

// A part of a value that lives in a scratch of ours must be copied out before that scratch dies.
const Value* Machine::part_of(const Value* whole, const Value& scratch, const Value* part,
                              Value& out) {
  if (whole != &scratch) return part;
  out = *part;
  return &out;
}

const Value* Machine::select(const Node& node, Value& out) {
  Value scratch;
  const Value* whole = operand(node.args[0], scratch);
  if (whole == nullptr) return nullptr;
  if (whole->kind() == Kind::optional) return reach(node, *whole, code_.constants[node.aux], out);
  if (!whole->is_map()) return fail(node, "no_such_overload", whole->is_null());
  const Value* part = whole->as_map().find(code_.constants[node.aux].as_string());
  if (node.op == Op::has) {
    out = Value::boolean(part != nullptr);
    return &out;
  }
  if (part == nullptr) return fail(node, "no_such_key");
  return part_of(whole, scratch, part, out);
}

const Value* Machine::index(const Node& node, Value& out) {
  Value scratch;
  Value key_scratch;
  const Value* whole = operand(node.args[0], scratch);
  if (whole == nullptr) return nullptr;
  const Value* key = operand(node.args[1], key_scratch);
  if (key == nullptr) return nullptr;
  if (whole->kind() == Kind::optional) return reach(node, *whole, *key, out);
  const Value* part = nullptr;
  std::string_view error = at_index(*whole, *key, part);
  if (!error.empty()) return settle(node, error, *whole, *key, out);
  return part_of(whole, scratch, part, out);
}

const Value* Machine::match(const Node& node, Value& out) {
  Value scratch;
  const Value* text = operand(node.args[0], scratch);
  if (text == nullptr) return nullptr;
  if (!text->is_string()) return fail(node, "no_such_overload", text->is_null());
  const regex::Pattern& pattern = code_.patterns[node.aux];
  cost_left_ -= static_cast<std::int64_t>(pattern.cost(text->as_string().size()) / 10);
  if (cost_left_ < 0) return fail(node, "cost_exceeded");
  out = Value::boolean(pattern.found_in(text->as_string()));
  return &out;
}

const Value* Machine::call(const Node& node, Value& out) {
  constexpr std::size_t kFew = 4; // nearly all calls: without a heap block
  Value few_scratch[kFew];
  const Value* few[kFew];
  std::vector<Value> many_scratch;
  std::vector<const Value*> many;
  Value* scratch = few_scratch;
  const Value** arguments = few;
  if (node.count > kFew) {
    many_scratch.resize(node.count);
    many.resize(node.count);
    scratch = many_scratch.data();
    arguments = many.data();
  }
  bool any_null = false;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    arguments[i] = operand(code_.children[node.args[0] + i], scratch[i]);
    if (arguments[i] == nullptr) return nullptr;
    any_null = any_null || arguments[i]->is_null();
  }
  Call call(arguments, node.count, out, cost_left_, code_.zones.get());
  if (code_.functions[node.aux](call)) return &out;
  return fail(node, call.error(), any_null && call.error() == "no_such_overload");
}

// a && b && …: one operand that decides wins over errors of others; else the first error; else the
// common answer.
const Value* Machine::logic(const Node& node, Value& out) {
  bool decides = node.op == Op::logical_or;
  EvalError first;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    std::uint32_t child = code_.children[node.args[0] + i];
    const Value* value = operand(child, out);
    if (value != nullptr && value->kind() == Kind::boolean) {
      if (value->as_bool() != decides) continue;
      out = Value::boolean(decides);
      return &out;
    }
    if (value != nullptr) fail(node, "no_such_overload", value->is_null());
    if (is_final()) return nullptr;
    if (first.code.empty()) first = error_;
  }
  if (!first.code.empty()) {
    error_ = first;
    return nullptr;
  }
  out = Value::boolean(!decides);
  return &out;
}

const Value* Machine::unary(const Node& node, Value& out) {
  Value scratch;
  const Value* a = operand(node.args[0], scratch);
  if (a == nullptr) return nullptr;
  if (node.op == Op::negate) return settle(node, negate(*a, out), *a, *a, out);
  if (a->kind() != Kind::boolean) return fail(node, "no_such_overload", a->is_null());
  out = Value::boolean(!a->as_bool());
  return &out;
}

const Value* Machine::conditional(const Node& node, Value& out) {
  const Value* condition = operand(node.args[0], out);
  if (condition == nullptr) return nullptr;
  if (condition->kind() != Kind::boolean)
    return fail(node, "no_such_overload", condition->is_null());
  return operand(node.args[condition->as_bool() ? 1 : 2], out);
}

const Value* Machine::binary(const Node& node, Value& out) {
  Value scratch_a;
  Value scratch_b;
  const Value* a = operand(node.args[0], scratch_a);
  if (a == nullptr) return nullptr;
  const Value* b = operand(node.args[1], scratch_b);
  if (b == nullptr) return nullptr;
  const auto op = static_cast<Operator>(node.aux);
  if (node.op == Op::arithmetic)
    return settle(node, arithmetic(op, *a, *b, out, cost_left_), *a, *b, out);
  bool holds = false;
  const std::string_view error = compared(op, *a, *b, holds, cost_left_);
  out = Value::boolean(holds);
  return settle(node, error, *a, *b, out);
}

const Value* Machine::list(const Node& node, Value& out) {
  if ((cost_left_ -= node.count) < 0) return fail(node, "cost_exceeded");
  List items;
  items.reserve(node.count);
  for (std::uint32_t i = 0; i < node.count; ++i) {
    Value scratch;
    const Value* item = element(code_.children[node.args[0] + i], scratch);
    if (item == nullptr) return nullptr;
    if (item != &kLeftOut) items.push_back(*item);
  }
  out = Value::list(std::move(items));
  return &out;
}

const Value* Machine::map(const Node& node, Value& out) {
  if ((cost_left_ -= node.count) < 0) return fail(node, "cost_exceeded");
  Map entries;
  entries.reserve(node.count / 2);
  for (std::uint32_t i = 0; i < node.count; i += 2) {
    Value key_scratch;
    Value scratch;
    const Value* key = operand(code_.children[node.args[0] + i], key_scratch);
    if (key == nullptr) return nullptr;
    const Value* value = element(code_.children[node.args[0] + i + 1], scratch);
    if (value == nullptr) return nullptr;
    if (value == &kLeftOut) continue;
    if (!can_be_key(*key)) return fail(node, "unsupported_key_type");
    if (find_key(entries, *key) != nullptr) return fail(node, "repeated_key");
    entries.set(*key, *value);
  }
  out = Value::map(std::move(entries));
  return &out;
}

const Value* Machine::fold(const Node& node, Value& out) {
  return Folding(*this, node).run(out);
}

const Value* Machine::bind(const Node& node, Value& out) {
  Value scratch;
  const Value* value = operand(node.args[0], scratch);
  if (value == nullptr) return nullptr;
  locals_[node.aux] = value;
  const Value* result = operand(node.args[1], out);
  if (result == nullptr || result == &out) return result;
  out = *result; // it may be the bound value, which dies with our scratch
  return &out;
}

} // namespace qudao::cel

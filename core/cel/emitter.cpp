#include "core/cel/emitter.h"

#include <algorithm>

#include "core/cel/library.h"
#include "core/cel/machine.h"

namespace qudao::cel {

namespace {

constexpr std::uint64_t kCostCap = std::uint64_t{1} << 60;

std::uint64_t capped_sum(std::uint64_t a, std::uint64_t b) {
  return std::min(a + b, kCostCap);
}

std::uint64_t capped_product(std::uint64_t a, std::uint64_t b) {
  std::uint64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? kCostCap : std::min(product, kCostCap);
}

// Upper bounds: cost of computing a value, and its length in items or bytes.
struct Estimate {
  std::uint64_t cost = 0;
  std::uint64_t size = 1;
};

std::uint64_t size_of(const Value& value) {
  switch (value.kind()) {
  case Kind::string:
    return value.as_string().size();
  case Kind::bytes:
    return value.as_bytes().size();
  case Kind::list:
    return value.as_list().size();
  case Kind::map:
    return value.as_map().size();
  default:
    return 1;
  }
}

Op op_of(Operator op) {
  switch (op) {
  case Operator::logical_not:
    return Op::logical_not;
  case Operator::logical_and:
    return Op::logical_and;
  case Operator::logical_or:
    return Op::logical_or;
  case Operator::conditional:
    return Op::conditional;
  case Operator::negate:
    return Op::negate;
  default:
    return op <= Operator::in ? Op::compare : Op::arithmetic;
  }
}

class Emitter {
 public:
  Emitter(const Ast& ast, const Limits& limits, Code& code)
      : ast_(ast), limits_(limits), code_(code) {}

  std::optional<EmitError> run() {
    Estimate estimate;
    code_.nodes.reserve(ast_.nodes.size());
    code_.constants.reserve(ast_.constants.size());
    code_.root = emit(ast_.root, estimate);
    // What is handed out is weighed as well.
    TypeKind kind = ast_.nodes[ast_.root].type.kind();
    bool is_whole = kind == TypeKind::list || kind == TypeKind::map || kind == TypeKind::optional;
    std::uint64_t weight =
        is_whole ? capped_product(estimate.size, 1 + limits_.assumed_size / 10) : 0;
    code_.estimated_cost = capped_sum(capped_sum(estimate.cost, weight), 1);
    return error_;
  }

 private:
  struct Mark {
    std::size_t nodes, children, constants, functions;
  };
  Mark mark() const {
    return {code_.nodes.size(), code_.children.size(), code_.constants.size(),
            code_.functions.size()};
  }

  std::uint32_t emit(NodeId id, Estimate& estimate) {
    const Expr& e = ast_.nodes[id];
    Node node;
    node.offset = e.offset;
    if (e.meaning == Meaning::slot || e.meaning == Meaning::local)
      return variable(e, node, estimate);
    if (e.meaning == Meaning::missing) {
      node.op = Op::missing;
      return push(node);
    }
    switch (e.kind) {
    case ExprKind::constant:
      return constant(ast_.constants[e.aux], node, estimate);
    case ExprKind::name:
    case ExprKind::select:
      if (e.meaning == Meaning::constant) return constant(ast_.constants[e.aux], node, estimate);
      return selection(e, node, e.optional ? Op::opt_select : Op::select, estimate);
    case ExprKind::has:
      return selection(e, node, Op::has, estimate);
    case ExprKind::index:
      return fixed(e, node, e.optional ? Op::opt_index : Op::index, estimate);
    case ExprKind::call:
      return call(e, node, 0, estimate);
    case ExprKind::receiver_call:
      return call(e, node, e.meaning == Meaning::namespaced ? 1 : 0, estimate);
    case ExprKind::operation:
      return operation(e, node, estimate);
    case ExprKind::list:
      return literal(e, node, Op::list, estimate);
    case ExprKind::map:
      return literal(e, node, Op::map, estimate);
    case ExprKind::fold:
      return fold(e, node, estimate);
    case ExprKind::bind:
      return bind(e, node, Op::bind, estimate);
    case ExprKind::opt_map:
      node.flat = e.optional;
      return bind(e, node, Op::opt_map, estimate);
    case ExprKind::maybe:
      node.op = Op::maybe;
      node.args[0] = emit(ast_.child(e, 0), estimate);
      return push(node);
    }
    return 0;
  }

  std::uint32_t push(const Node& node) {
    code_.nodes.push_back(node);
    return static_cast<std::uint32_t>(code_.nodes.size() - 1);
  }

  std::uint32_t constant(Value value, Node node, Estimate& estimate) {
    estimate = {0, size_of(value)};
    node.op = Op::constant;
    node.aux = pooled(std::move(value));
    return push(node);
  }

  std::uint32_t pooled(Value value) {
    code_.constants.push_back(std::move(value));
    return static_cast<std::uint32_t>(code_.constants.size() - 1);
  }

  std::uint32_t variable(const Expr& e, Node node, Estimate& estimate) {
    node.op = e.meaning == Meaning::slot ? Op::slot : Op::local;
    node.aux = e.aux;
    bool known = node.op == Op::local && e.aux < local_sizes_.size();
    estimate = {1, known ? local_sizes_[e.aux] : limits_.assumed_size};
    return push(node);
  }

  // How long the value of a local is at most, while what reads it is estimated.
  void note_local(std::uint32_t local, std::uint64_t size) {
    local_sizes_.resize(local);
    local_sizes_.push_back(size);
  }

  bool is_constant(std::uint32_t node) const { return code_.nodes[node].op == Op::constant; }

  // Pushes a node over these operands; when all are constant and it succeeds cheaply, its value takes
  // its place.
  std::uint32_t push_foldable(Node node, std::span<const std::uint32_t> operands,
                              const Mark& before, Estimate& estimate) {
    node.plain = is_quick(node.op) && take_plain(operands);
    std::uint32_t id = push(node);
    if (!std::all_of(operands.begin(), operands.end(),
                     [&](std::uint32_t operand) { return is_constant(operand); }))
      return id;
    constexpr std::int64_t kWorth = 1'000;
    std::int64_t cost_left = kWorth;
    Value scratch;
    const Value* value = Machine(code_, {}, cost_left).run(id, scratch);
    if (value == nullptr) return id;
    Value kept = *value;
    code_.nodes.resize(before.nodes);
    code_.children.resize(before.children);
    code_.constants.resize(before.constants);
    code_.functions.resize(before.functions);
    return constant(std::move(kept), node, estimate);
  }

  // Whether all are leaves or plain; then they no longer are by themselves.
  bool take_plain(std::span<const std::uint32_t> operands) {
    for (std::uint32_t id : operands) {
      const Node& operand = code_.nodes[id];
      if (!is_leaf(operand.op) && !operand.plain) return false;
    }
    for (std::uint32_t id : operands)
      code_.nodes[id].plain = false;
    return true;
  }

  std::uint32_t selection(const Expr& e, Node node, Op op, Estimate& estimate) {
    Mark before = mark();
    node.op = op;
    node.args[0] = emit(ast_.child(e, 0), estimate);
    node.aux = pooled(Value::string(e.text));
    estimate = {capped_sum(estimate.cost, 1), op == Op::has ? 1 : limits_.assumed_size};
    return push_foldable(node, {node.args, 1}, before, estimate);
  }

  // A node whose operands are named by args.
  std::uint32_t fixed(const Expr& e, Node node, Op op, Estimate& estimate) {
    Mark before = mark();
    node.op = op;
    Estimate parts[3];
    for (std::size_t i = 0; i < e.child_count; ++i)
      node.args[i] = emit(ast_.child(e, i), parts[i]);
    std::uint64_t both = capped_sum(capped_sum(parts[0].cost, parts[1].cost), 1);
    if (e.kind == ExprKind::operation) {
      estimate = estimate_operation(e.op, parts);
    } else if (op == Op::index || op == Op::opt_index) {
      estimate = {both, limits_.assumed_size};
    } else {
      estimate = {both, std::max(parts[0].size, parts[1].size)};
    }
    return push_foldable(node, {node.args, e.child_count}, before, estimate);
  }

  static Estimate estimate_operation(Operator op, const Estimate (&parts)[3]) {
    std::uint64_t both = capped_sum(capped_sum(parts[0].cost, parts[1].cost), 1);
    switch (op) {
    case Operator::conditional:
      return {capped_sum(capped_sum(parts[0].cost, std::max(parts[1].cost, parts[2].cost)), 1),
              std::max(parts[1].size, parts[2].size)};
    case Operator::add: {
      std::uint64_t size = capped_sum(parts[0].size, parts[1].size);
      return {capped_sum(both, size), size};
    }
    case Operator::in:
      return {capped_sum(both, parts[1].size), 1};
    case Operator::equal:
    case Operator::not_equal:
      return {capped_sum(both, std::min(parts[0].size, parts[1].size) / 10), 1};
    default:
      return {both, 1};
    }
  }

  std::uint32_t operation(const Expr& e, Node node, Estimate& estimate) {
    const Op op = op_of(e.op);
    if (op == Op::logical_and || op == Op::logical_or) return listed(e, node, op, 0, estimate);
    node.aux = static_cast<std::uint32_t>(e.op);
    return fixed(e, node, op, estimate);
  }

  std::uint32_t literal(const Expr& e, Node node, Op op, Estimate& estimate) {
    std::uint32_t id = listed(e, node, op, 0, estimate);
    estimate.cost = capped_sum(estimate.cost, e.child_count);
    estimate.size = op == Op::map ? e.child_count / 2 : e.child_count;
    return id;
  }

  // A node whose operands are a range of code_.children.
  std::uint32_t listed(const Expr& e, Node node, Op op, std::size_t from, Estimate& estimate) {
    Mark before = mark();
    node.op = op;
    node.count = static_cast<std::uint32_t>(e.child_count - from);
    std::vector<std::uint32_t> operands;
    operands.reserve(node.count);
    std::uint64_t cost = 1;
    std::uint64_t sizes = 0;
    std::uint64_t product = 1;
    std::uint64_t first = 1;
    for (std::size_t i = from; i < e.child_count; ++i) {
      Estimate part;
      operands.push_back(emit(ast_.child(e, i), part));
      cost = capped_sum(cost, part.cost);
      sizes = capped_sum(sizes, part.size);
      product = capped_product(product, std::max<std::uint64_t>(part.size, 1));
      if (i == from) first = part.size;
    }
    node.args[0] = static_cast<std::uint32_t>(code_.children.size());
    code_.children.insert(code_.children.end(), operands.begin(), operands.end());
    if (op == Op::call) {
      node.aux = static_cast<std::uint32_t>(code_.functions.size());
      code_.functions.push_back(e.function);
      switch (e.growth) {
      case Growth::constant:
        estimate = {cost, 1};
        break;
      case Growth::walk:
        estimate = {capped_sum(cost, first), 1};
        break;
      case Growth::scan:
        estimate = {capped_sum(cost, first / 10), 1};
        break;
      case Growth::copy:
        estimate = {capped_sum(cost, sizes), sizes};
        break;
      case Growth::product:
        estimate = {capped_sum(cost, product), product};
        break;
      }
    } else {
      estimate = {cost, 1};
    }
    return push_foldable(node, operands, before, estimate);
  }

  std::uint32_t call(const Expr& e, Node node, std::size_t from, Estimate& estimate) {
    if (e.text == kMatches && e.child_count == 2 && from == 0) {
      const Expr& pattern = ast_.nodes[ast_.child(e, 1)];
      if (pattern.kind == ExprKind::constant && ast_.constants[pattern.aux].is_string())
        return match(e, pattern, node, estimate);
    }
    if (is_or_else(e.function)) {
      node.flat = e.text == "orValue";
      return fixed(e, node, Op::or_else, estimate);
    }
    std::uint32_t id = listed(e, node, Op::call, from, estimate);
    if (is_size(e.function)) count(code_.nodes[id]);
    return id;
  }

  // size() of a filter: its items are counted, no list of them is made.
  void count(Node& size) {
    if (size.op != Op::call) return;
    std::uint32_t operand = code_.children[size.args[0]];
    Node& filter = code_.nodes[operand];
    if (filter.op != Op::fold || filter.fold != Fold::filter) return;
    filter.flat = true;
    size.op = Op::count;
    size.args[0] = operand;
  }

  std::uint32_t match(const Expr& e, const Expr& pattern, Node node, Estimate& estimate) {
    Mark before = mark();
    auto compiled = regex::compile(ast_.constants[pattern.aux].as_string());
    if (!compiled) {
      if (!error_) error_ = EmitError{pattern.offset, compiled.error().code};
      return constant(Value(), node, estimate); // what stands around it may still be folded
    }
    node.op = Op::match;
    node.args[0] = emit(ast_.child(e, 0), estimate);
    node.aux = static_cast<std::uint32_t>(code_.patterns.size());
    estimate = {capped_sum(estimate.cost, compiled->cost(estimate.size) / 10 + 1), 1};
    code_.patterns.push_back(std::move(*compiled));
    return push_foldable(node, {node.args, 1}, before, estimate);
  }

  std::uint32_t fold(const Expr& e, Node node, Estimate& estimate) {
    node.op = Op::fold;
    node.fold = e.fold;
    node.two_locals = !e.text2.empty();
    node.aux = e.aux;
    Estimate range;
    node.args[0] = emit(ast_.child(e, 0), range);
    note_local(e.aux, limits_.assumed_size);
    if (node.two_locals) note_local(e.aux + 1, limits_.assumed_size);
    std::uint64_t step = 1;
    for (std::size_t i = 1; i < 3; ++i) {
      Estimate part;
      NodeId child = ast_.child(e, i);
      node.args[i] = child == kNoNode ? kNoNode : emit(child, part);
      step = capped_sum(step, part.cost);
      // The entries a body gives are copied too.
      if (i == 2 && e.fold == Fold::transform_entry) step = capped_sum(step, part.size);
    }
    estimate = {capped_sum(capped_sum(range.cost, 1), capped_product(range.size, step)),
                range.size};
    return push(node);
  }

  std::uint32_t bind(const Expr& e, Node node, Op op, Estimate& estimate) {
    node.op = op;
    node.aux = e.aux;
    Estimate value;
    node.args[0] = emit(ast_.child(e, 0), value);
    note_local(e.aux, value.size);
    node.args[1] = emit(ast_.child(e, 1), estimate);
    estimate.cost = capped_sum(capped_sum(estimate.cost, value.cost), 1);
    return push(node);
  }

  const Ast& ast_;
  const Limits& limits_;
  Code& code_;
  std::vector<std::uint64_t> local_sizes_;
  std::optional<EmitError> error_;
};

} // namespace

std::optional<EmitError> emit(const Ast& ast, const Limits& limits, Code& code) {
  return Emitter(ast, limits, code).run();
}

} // namespace qudao::cel

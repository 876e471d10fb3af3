#include "core/cel/checker.h"

#include <algorithm>

#include "core/cel/code.h"
#include "core/cel/library.h"
#include "core/cel/parser.h"
#include "core/cel/scope.h"
#include "core/value/sorting.h"

namespace qudao::cel {

namespace {

constexpr std::size_t kMostIssues = 20;

class Checker {
 public:
  Checker(Ast& ast, std::string_view source, const Environment& env)
      : ast_(ast), source_(source), env_(env), scope_(env) {}

  Checked run() {
    visit(ast_.root);
    auto& used = out_.variables;
    sort_unique(used);
    return std::move(out_);
  }

 private:
  const Type& type_of(NodeId id) const { return ast_.nodes[id].type; }

  void report(const char* code, std::size_t offset, Map params) {
    if (out_.issues.size() < kMostIssues)
      out_.issues.push_back(issue_at(code, offset, source_, std::move(params)));
  }

  // Only where the environment asks for checks; else it is found out when run.
  void report_type(const char* code, std::size_t offset, Map params) {
    if (env_.check_types) report(code, offset, std::move(params));
  }

  const Type& visit(NodeId id) {
    Type type = infer(id);
    return ast_.nodes[id].type = std::move(type);
  }

  void visit_children(NodeId id) {
    for (std::size_t i = 0; i < ast_.nodes[id].child_count; ++i)
      visit(ast_.child(ast_.nodes[id], i));
  }

  Type infer(NodeId id) {
    switch (ast_.nodes[id].kind) {
    case ExprKind::constant:
      return type_of_value(ast_.constants[ast_.nodes[id].aux]);
    case ExprKind::name:
      return name(id);
    case ExprKind::select:
      return select(id);
    case ExprKind::has:
      visit_children(id);
      field(id);
      return TypeKind::boolean;
    case ExprKind::index:
      visit_children(id);
      return index(id);
    case ExprKind::call:
      visit_children(id);
      return call(id, 0, ast_.nodes[id].text);
    case ExprKind::receiver_call:
      return receiver_call(id);
    case ExprKind::operation:
      visit_children(id);
      return operation(id);
    case ExprKind::list:
      visit_children(id);
      return list(id);
    case ExprKind::map:
      visit_children(id);
      return map(id);
    case ExprKind::fold:
      return fold(id);
    case ExprKind::bind:
      return bind(id);
    case ExprKind::maybe:
      visit_children(id);
      return maybe(id);
    case ExprKind::opt_map:
      return opt_map(id);
    }
    return Type();
  }

  static Type type_of_value(const Value& value) {
    switch (value.kind()) {
    case Kind::null:
      return TypeKind::null;
    case Kind::boolean:
      return TypeKind::boolean;
    case Kind::integer:
      return TypeKind::integer;
    case Kind::unsigned_integer:
      return TypeKind::unsigned_integer;
    case Kind::real:
      return TypeKind::real;
    case Kind::string:
      return TypeKind::string;
    default:
      return TypeKind::bytes;
    }
  }

  // Names.

  bool resolve_variable(Expr& e, std::string_view name, bool absolute) {
    std::uint32_t slot = scope_.find_variable(name, absolute);
    if (slot == Environment::kNone) return false;
    e.meaning = Meaning::slot;
    e.aux = slot;
    e.type = env_.variable(slot).type;
    out_.variables.push_back(slot);
    return true;
  }

  bool resolve_type_name(Expr& e, std::string_view name) {
    if (!is_type_name(name)) return false;
    e.meaning = Meaning::constant;
    e.aux = static_cast<std::uint32_t>(ast_.constants.size());
    ast_.constants.push_back(Value::type(name));
    e.type = TypeKind::type;
    return true;
  }

  Type name(NodeId id) {
    Expr& e = ast_.nodes[id];
    std::uint32_t number = 0;
    if (const Local* local = e.absolute ? nullptr : scope_.find_local(e.text, number)) {
      e.meaning = Meaning::local;
      e.aux = number;
      return local->type;
    }
    if (resolve_variable(e, e.text, e.absolute) || resolve_type_name(e, e.text)) return e.type;
    return missing(id, "cel.undefined_variable", e.text);
  }

  Type missing(NodeId id, const char* code, std::string_view name) {
    Expr& e = ast_.nodes[id];
    e.meaning = Meaning::missing;
    report_type(code, e.offset, {{"name", Value::string(name)}});
    return Type();
  }

  // "a.b.c" when the node is a chain of names that does not start at a local.
  bool qualified_name(NodeId id, std::string& out, bool& absolute) const {
    const Expr& e = ast_.nodes[id];
    std::uint32_t number = 0;
    if (e.kind == ExprKind::name) {
      absolute = e.absolute;
      out = e.text;
      return e.absolute || scope_.find_local(e.text, number) == nullptr;
    }
    if (e.kind != ExprKind::select || e.optional ||
        !qualified_name(ast_.child(e, 0), out, absolute))
      return false;
    out += '.';
    out += e.text;
    return true;
  }

  Type select(NodeId id) {
    std::string name;
    bool absolute = false;
    if (qualified_name(id, name, absolute)) {
      Expr& e = ast_.nodes[id];
      if (resolve_variable(e, name, absolute) || resolve_type_name(e, name)) return e.type;
    }
    visit_children(id);
    return field(id);
  }

  // The type of child 0 . text; through an optional, or asked for as one, it is an optional again.
  Type field(NodeId id) {
    const Expr& e = ast_.nodes[id];
    const Type& operand = type_of(ast_.child(e, 0));
    bool through = operand.kind() == TypeKind::optional;
    const Type whole = through ? operand.item() : operand;
    Type part;
    if (whole.kind() == TypeKind::map &&
        (whole.key().is_dyn() || whole.key().kind() == TypeKind::string)) {
      part = whole.value();
    } else if (!whole.is_dyn()) {
      report_type("cel.no_overload", e.offset,
                  {{"function", Value::string("." + std::string(e.text))},
                   {"arguments", Value::string(operand.name())}});
    }
    return through || e.optional ? Type::optional(part) : part;
  }

  Type index(NodeId id) {
    const Expr& e = ast_.nodes[id];
    const Type& operand = type_of(ast_.child(e, 0));
    const Type& key = type_of(ast_.child(e, 1));
    bool through = operand.kind() == TypeKind::optional;
    const Type whole = through ? operand.item() : operand;
    Bindings bindings;
    Type part;
    if (whole.kind() == TypeKind::list && (key.is_dyn() || key.is_numeric())) {
      part = whole.item();
    } else if (whole.kind() == TypeKind::map &&
               (key.is_numeric() || bindings.accepts(whole.key(), key))) {
      part = whole.value();
    } else if (!whole.is_dyn()) {
      no_overload(id, "[]", 0);
    }
    return through || e.optional ? Type::optional(part) : part;
  }

  // Calls and operators.

  std::string argument_names(NodeId id, std::size_t from) const {
    const Expr& e = ast_.nodes[id];
    std::string names;
    for (std::size_t i = from; i < e.child_count; ++i) {
      if (!names.empty()) names += ", ";
      names += type_of(ast_.child(e, i)).name();
    }
    return names;
  }

  void no_overload(NodeId id, std::string_view function, std::size_t from) {
    report_type("cel.no_overload", ast_.nodes[id].offset,
                {{"function", Value::string(function)},
                 {"arguments", Value::string(argument_names(id, from))}});
  }

  // Finds the function and the type of its result; `from`: the first child that is an argument.
  Type call(NodeId id, std::size_t from, std::string_view function) {
    const Expr& e = ast_.nodes[id];
    arguments_.clear();
    for (std::size_t i = from; i < e.child_count; ++i)
      arguments_.push_back(&type_of(ast_.child(e, i)));
    bool member = e.kind == ExprKind::receiver_call && e.meaning != Meaning::namespaced;
    Match match;
    scope_.in_containers(function, e.absolute || member, [&](std::string_view candidate) {
      match = match_function(env_, candidate, member, arguments_);
      return match.known;
    });
    if (!match.known) {
      return missing(id, "cel.undefined_function", function);
    }
    if (!match.fits) {
      if (env_.check_types || match.function == nullptr) {
        report("cel.no_overload", e.offset,
               {{"function", Value::string(function)},
                {"arguments", Value::string(argument_names(id, from))}});
      }
      match.result = Type();
    }
    bool never_null = std::any_of(arguments_.begin(), arguments_.end(), [](const Type* type) {
      return !type->is_dyn() && !type->is_nullable() && type->kind() != TypeKind::null;
    });
    if (function == kCoalesce && never_null) match.result = match.result.without_null();
    Expr& resolved = ast_.nodes[id];
    resolved.function = match.function != nullptr ? match.function->call : nullptr;
    resolved.growth = match.function != nullptr ? match.function->growth : Growth::constant;
    return match.result;
  }

  Type receiver_call(NodeId id) {
    std::string name;
    bool absolute = false;
    NodeId receiver = ast_.child(ast_.nodes[id], 0);
    bool qualified = qualified_name(receiver, name, absolute);
    if (qualified) {
      name += '.';
      name += ast_.nodes[id].text;
      qualified = scope_.in_containers(
          name, absolute, [&](std::string_view candidate) { return is_function(env_, candidate); });
    }
    if (!qualified) {
      visit_children(id);
      return call(id, 0, ast_.nodes[id].text);
    }
    Expr& e = ast_.nodes[id];
    e.meaning = Meaning::namespaced;
    e.absolute = absolute;
    for (std::size_t i = 1; i < ast_.nodes[id].child_count; ++i)
      visit(ast_.child(ast_.nodes[id], i));
    return call(id, 1, name);
  }

  Type operation(NodeId id) {
    const Expr& e = ast_.nodes[id];
    auto operand = [&](std::size_t i) -> const Type& { return type_of(ast_.child(e, i)); };
    switch (e.op) {
    case Operator::conditional: {
      Type result = join(operand(1), operand(2));
      bool mismatch = result.is_dyn() && !operand(1).is_dyn() && !operand(2).is_dyn();
      if (mismatch || !is_condition(operand(0))) no_overload(id, "?:", 0);
      return result;
    }
    case Operator::logical_and:
    case Operator::logical_or:
      for (std::size_t i = 0; i < e.child_count; ++i) {
        if (!is_condition(operand(i)))
          return no_overload(id, operator_name(e.op), 0), Type(TypeKind::boolean);
      }
      return TypeKind::boolean;
    case Operator::equal:
    case Operator::not_equal: {
      bool numbers = operand(0).is_numeric() && operand(1).is_numeric();
      if (!numbers && join(operand(0), operand(1)).is_dyn() && !operand(0).is_dyn() &&
          !operand(1).is_dyn())
        no_overload(id, operator_name(e.op), 0);
      return TypeKind::boolean;
    }
    default:
      break;
    }
    arguments_.clear();
    for (std::size_t i = 0; i < e.child_count; ++i)
      arguments_.push_back(&operand(i));
    Match match = match_signature(operator_signature(e.op), false, arguments_);
    if (!match.fits) {
      no_overload(id, operator_name(e.op), 0);
      match.result = is_comparison(e.op) ? Type(TypeKind::boolean) : Type();
    }
    return match.result;
  }

  static bool is_condition(const Type& type) {
    return type.is_dyn() || type.kind() == TypeKind::boolean;
  }
  static bool is_comparison(Operator op) { return op >= Operator::equal && op <= Operator::in; }

  // Literals.

  Type list(NodeId id) {
    const Expr& e = ast_.nodes[id];
    Type item = TypeKind::free;
    for (std::size_t i = 0; i < e.child_count; ++i)
      item = join(item, element_type(ast_.child(e, i)));
    return Type::list(item);
  }

  Type map(NodeId id) {
    const Expr& e = ast_.nodes[id];
    Type key = TypeKind::free;
    Type value = TypeKind::free;
    for (std::size_t i = 0; i < e.child_count; i += 2) {
      key = join(key, type_of(ast_.child(e, i)));
      value = join(value, element_type(ast_.child(e, i + 1)));
    }
    return Type::map(key, value);
  }

  // What a list holds for this child: of ?child, what the optional holds.
  Type element_type(NodeId id) const {
    const Type& type = type_of(id);
    return ast_.nodes[id].kind == ExprKind::maybe ? held_by(type) : type;
  }

  static Type held_by(const Type& type) {
    return type.kind() == TypeKind::optional ? type.item() : Type();
  }

  Type maybe(NodeId id) {
    const Type& type = type_of(ast_.child(ast_.nodes[id], 0));
    if (type.kind() != TypeKind::optional && !type.is_dyn()) no_overload(id, "?", 0);
    return type;
  }

  // Macros.

  void push_local(std::string_view name, Type type, std::size_t offset) {
    if (scope_.size() == kMostLocals)
      report("cel.too_deep", offset, {{"limit", Value::integer(kMostLocals)}});
    scope_.push(name, std::move(type));
    out_.locals = std::max(out_.locals, static_cast<std::uint32_t>(scope_.size()));
  }

  Type fold(NodeId id) {
    const Expr e = ast_.nodes[id];
    Type range = visit(ast_.child(e, 0));
    bool two = !e.text2.empty();
    Type first;
    Type second;
    if (range.kind() == TypeKind::list) {
      first = two ? Type(TypeKind::integer) : range.item();
      second = range.item();
    } else if (range.kind() == TypeKind::map) {
      first = range.key();
      second = range.value();
    } else if (!range.is_dyn()) {
      report_type("cel.not_iterable", ast_.nodes[ast_.child(e, 0)].offset,
                  {{"type", Value::string(range.name())}});
    }
    ast_.nodes[id].aux = static_cast<std::uint32_t>(scope_.size());
    push_local(e.text, first, e.offset);
    if (two) push_local(e.text2, second, e.offset);
    NodeId filter = ast_.child(e, 1);
    NodeId last = ast_.child(e, 2);
    if (filter != kNoNode) require_condition(filter, visit(filter));
    Type body = last == kNoNode ? Type() : visit(last);
    if (e.fold <= Fold::exists_one) require_condition(last, body);
    scope_.pop(two ? 2 : 1);
    switch (e.fold) {
    case Fold::map:
      return Type::list(body);
    case Fold::filter:
      return Type::list(range.kind() == TypeKind::map ? range.key() : range.item());
    case Fold::transform_map:
      return Type::map(range.kind() == TypeKind::list ? Type(TypeKind::integer) : range.key(),
                       body);
    case Fold::transform_entry:
      return body.kind() == TypeKind::map ? body : Type(TypeKind::map);
    default:
      return TypeKind::boolean;
    }
  }

  void require_condition(NodeId id, const Type& type) {
    if (!is_condition(type)) {
      report_type(
          "cel.no_overload", ast_.nodes[id].offset,
          {{"function", Value::string("condition")}, {"arguments", Value::string(type.name())}});
    }
  }

  Type bind(NodeId id) {
    const Expr e = ast_.nodes[id];
    Type value = visit(ast_.child(e, 0));
    ast_.nodes[id].aux = static_cast<std::uint32_t>(scope_.size());
    push_local(e.text, value, e.offset);
    Type body = visit(ast_.child(e, 1));
    scope_.pop(1);
    return body;
  }

  Type opt_map(NodeId id) {
    const Expr e = ast_.nodes[id];
    Type type = visit(ast_.child(e, 0));
    if (type.kind() != TypeKind::optional && !type.is_dyn()) {
      report_type("cel.no_overload", e.offset,
                  {{"function", Value::string(e.optional ? "optFlatMap" : "optMap")},
                   {"arguments", Value::string(type.name())}});
    }
    ast_.nodes[id].aux = static_cast<std::uint32_t>(scope_.size());
    push_local(e.text, held_by(type), e.offset);
    Type body = visit(ast_.child(e, 1));
    scope_.pop(1);
    return e.optional ? body : Type::optional(body);
  }

  Ast& ast_;
  std::string_view source_;
  const Environment& env_;
  Scope scope_;
  std::vector<const Type*> arguments_; // of the call being matched
  Checked out_;
};

} // namespace

Checked check(Ast& ast, std::string_view source, const Environment& env) {
  return Checker(ast, source, env).run();
}

} // namespace qudao::cel

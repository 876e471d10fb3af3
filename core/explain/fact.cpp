#include <optional>

#include "core/explain/tracer.h"

namespace qudao::explain {
namespace {

using cel::ExprKind;
using cel::NodeId;
using cel::Operator;

struct Comparison {
  std::string_view holds;
  std::string_view fails;
};

// What may be said of “a ∘ b” when it holds and when it does not; nothing for other operators.
std::optional<Comparison> comparison_of(Operator op) {
  switch (op) {
  case Operator::equal:
    return Comparison{"fact.equal", "fact.not_equal"};
  case Operator::not_equal:
    return Comparison{"fact.not_equal", "fact.equal"};
  case Operator::less:
    return Comparison{"fact.less", "fact.greater_equal"};
  case Operator::less_equal:
    return Comparison{"fact.less_equal", "fact.greater"};
  case Operator::greater:
    return Comparison{"fact.greater", "fact.less_equal"};
  case Operator::greater_equal:
    return Comparison{"fact.greater_equal", "fact.less"};
  case Operator::in:
    return Comparison{"fact.in", "fact.not_in"};
  default:
    return std::nullopt;
  }
}

class Teller {
 public:
  explicit Teller(const Tracer& tracer)
      : tracer_(tracer), tree_(tracer.tree()), words_(tracer.words()) {}

  std::string tell(NodeId part, const Outcome& outcome) const {
    const cel::Expr& e = tree_.at(part);
    if (!outcome.error.empty()) {
      return say(outcome.empty ? "fact.error_empty" : "fact.error",
                 {{"text", text(part)}, {"error", Value::string(outcome.error)}});
    }
    if (const auto field = field_of(part)) return of_variable(part, *field, outcome.value);
    if (e.kind == ExprKind::has) return of_has(part, outcome);
    if (e.kind == ExprKind::fold && e.fold == cel::Fold::exists && outcome.is(false))
      return of_none(part);
    const auto comparison = e.kind == ExprKind::operation ? comparison_of(e.op) : std::nullopt;
    if (comparison && outcome.value.kind() == Kind::boolean)
      return of_comparison(part, *comparison, outcome);
    if (outcome.value.kind() == Kind::boolean)
      return say(outcome.is(true) ? "fact.true" : "fact.false", {{"text", text(part)}});
    return say("fact.value",
               {{"text", text(part)}, {"value", Value::string(words_.shown(outcome.value))}});
  }

 private:
  std::string say(std::string_view code, const Map& params) const {
    return words_.text(code, params);
  }
  Value text(NodeId part) const { return Value::string(tree_.text(part)); }

  std::optional<form::FieldIndex> field_of(NodeId part) const {
    const cel::Expr& e = tree_.at(part);
    const bool is_field =
        e.meaning == cel::Meaning::slot && e.aux < words_.state().plan.fields.size();
    return is_field ? std::optional(e.aux) : std::nullopt;
  }

  // A field by its label, what is calculated from fields alone by theirs, all else by its words in the rule.
  Value name(NodeId part) const {
    if (const auto field = field_of(part)) return Value::string(words_.label(*field));
    const auto slots = tree_.variables(part);
    const bool of_fields = !slots.empty() && slots.back() < words_.state().plan.fields.size() &&
                           !tree_.reads_outer_local(part);
    if (!of_fields) return text(part);
    const std::string inputs = words_.listed(words_.inputs(tree_, part));
    return Value::string(say("computed", {{"inputs", Value::string(inputs)}}));
  }

  std::string of_variable(NodeId part, form::FieldIndex field, const Value& value) const {
    if (value.is_null()) return say("fact.not_answered", {{"left", name(part)}});
    return say("fact.equal",
               {{"left", name(part)}, {"value", Value::string(words_.shown(value, field))}});
  }

  std::string of_has(NodeId part, const Outcome& outcome) const {
    const std::string whole(tree_.text(part));
    const std::size_t open = whole.find('(') + 1;
    const Value inside =
        Value::string(std::string_view(whole).substr(open, whole.size() - open - 1));
    if (outcome.is(false)) return say("fact.unknown", {{"text", inside}});
    const Value* value = tracer_.outcome(tree_.child(part, 0)).value.find(tree_.at(part).text);
    return say("fact.known",
               {{"text", inside},
                {"value", Value::string(words_.shown(value != nullptr ? *value : Value()))}});
  }

  std::string of_none(NodeId part) const {
    return say("fact.none",
               {{"left", name(tree_.child(part, 0))}, {"text", text(tree_.child(part, 2))}});
  }

  std::string of_comparison(NodeId part, const Comparison& comparison,
                            const Outcome& outcome) const {
    NodeId left = tree_.child(part, 0);
    NodeId right = tree_.child(part, 1);
    std::string_view code = outcome.is(true) ? comparison.holds : comparison.fails;
    const bool same = code == "fact.equal" || code == "fact.not_equal";
    if (same && tree_.constant(left) != nullptr) std::swap(left, right);
    const Outcome left_value = tracer_.outcome(left);
    const Outcome right_value = tracer_.outcome(right);
    if (same && right_value.value.is_null())
      code = code == "fact.equal" ? "fact.not_answered" : "fact.answered";
    const form::FieldIndex field = field_of(left).value_or(field_of(right).value_or(form::kNone));
    return say(code, {{"left", name(left)},
                      {"value", Value::string(words_.shown(left_value.value, field))},
                      {"right", Value::string(other(right, right_value.value, field))}});
  }

  // A constant is shown as it is, and what a choice says of itself; what else was read, by its name with the value behind it.
  std::string other(NodeId part, const Value& value, form::FieldIndex field) const {
    const std::string shown = words_.shown(value, field);
    const std::uint32_t choice = words_.state().plan.variables.choice;
    const auto slots = tree_.variables(part);
    const bool of_choice = slots.size() == 1 && slots.front() == choice;
    const bool literal = (slots.empty() || of_choice) && !tree_.reads_outer_local(part);
    return literal ? shown : std::string(name(part).as_string()) + " (" + shown + ')';
  }

  const Tracer& tracer_;
  const cel::Tree& tree_;
  const Words& words_;
};

} // namespace

std::string fact(const Tracer& tracer, NodeId part, const Outcome& outcome) {
  return Teller(tracer).tell(part, outcome);
}

} // namespace qudao::explain

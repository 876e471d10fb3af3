#include "core/lint/thresholds.h"

#include <algorithm>
#include <cmath>

namespace qudao::lint {
namespace {

using cel::ExprKind;
using cel::NodeId;
using cel::Operator;

bool is_order(Operator op) {
  return op == Operator::less || op == Operator::less_equal || op == Operator::greater ||
         op == Operator::greater_equal;
}

// What a rule compares one variable with.
class Comparisons {
 public:
  Comparisons(const cel::Tree& rule, std::uint32_t slot, bool ordered)
      : rule_(rule), slot_(slot), ordered_(ordered) {
    const std::vector<NodeId> parts = rule.parts(rule.root());
    const auto reads =
        std::count_if(parts.begin(), parts.end(), [&](NodeId part) { return is_variable(part); });
    for (const NodeId part : parts)
      look_at(part);
    whole_ = compared_ == reads;
  }

  bool only_with_constants() const { return whole_; }
  const std::vector<Value>& constants() const { return constants_; }

 private:
  bool is_variable(NodeId part) const {
    const cel::Expr& e = rule_.at(part);
    return e.meaning == cel::Meaning::slot && e.aux == slot_;
  }

  void look_at(NodeId part) {
    const cel::Expr& e = rule_.at(part);
    if (e.kind != ExprKind::operation || rule_.child_count(part) != 2) return;
    const NodeId left = rule_.child(part, 0);
    const NodeId right = rule_.child(part, 1);
    const bool comparison =
        e.op == Operator::equal || e.op == Operator::not_equal || (ordered_ && is_order(e.op));
    if (comparison && is_variable(left)) take(right);
    if (comparison && is_variable(right)) take(left);
    if (e.op == Operator::in && is_variable(left)) take_list(right);
  }

  void take(NodeId other) {
    const Value* constant = rule_.constant(other);
    if (constant == nullptr) return;
    constants_.push_back(*constant);
    ++compared_;
  }

  void take_list(NodeId list) {
    if (rule_.at(list).kind != ExprKind::list) return;
    for (std::size_t i = 0; i < rule_.child_count(list); ++i) {
      const Value* constant = rule_.constant(rule_.child(list, i));
      if (constant == nullptr) return;
      constants_.push_back(*constant);
    }
    ++compared_;
  }

  const cel::Tree& rule_;
  std::uint32_t slot_;
  bool ordered_;
  bool whole_ = false;
  std::ptrdiff_t compared_ = 0;
  std::vector<Value> constants_;
};

std::vector<double> numbers_of(const std::vector<Value>& constants) {
  std::vector<double> numbers;
  for (const Value& each : constants) {
    if (each.kind() == Kind::integer) numbers.push_back(static_cast<double>(each.as_int()));
    if (each.kind() == Kind::unsigned_integer)
      numbers.push_back(static_cast<double>(each.as_uint()));
    if (each.kind() == Kind::real) numbers.push_back(each.as_real());
  }
  return numbers;
}

// Limits and constants, one beside each, and one between each two.
std::vector<double> points(std::vector<double> marks, const Domain& domain) {
  if (domain.min) marks.push_back(*domain.min);
  if (domain.max) marks.push_back(*domain.max);
  if (marks.empty()) marks.push_back(0);
  std::sort(marks.begin(), marks.end());
  std::vector<double> all;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    for (const double beside :
         {marks[i] - 1, std::floor(marks[i]), marks[i], std::ceil(marks[i]), marks[i] + 1})
      all.push_back(beside + 0.0); // of −0.0 and 0.0 libraries leave one or the other
    if (i > 0) all.push_back((marks[i - 1] + marks[i]) / 2);
  }
  const auto impossible = [&](double number) {
    return (domain.min && number < *domain.min) || (domain.max && number > *domain.max) ||
           (domain.whole && number != std::floor(number)) || !(std::fabs(number) < 1e15);
  };
  all.erase(std::remove_if(all.begin(), all.end(), impossible), all.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<Value> number_cases(const std::vector<Value>& constants, const Domain& domain) {
  std::vector<Value> cases;
  for (const double number : points(numbers_of(constants), domain)) {
    cases.push_back(domain.whole ? Value::integer(static_cast<std::int64_t>(number))
                                 : Value::real(number));
  }
  return cases;
}

// The constants that can occur, and one text that is none of them.
std::vector<Value> text_cases(const std::vector<Value>& constants, const Domain& domain) {
  std::vector<Value> cases;
  const auto is_new = [&](const Value& text) {
    return std::find(cases.begin(), cases.end(), text) == cases.end();
  };
  for (const Value& each : constants) {
    const bool possible =
        each.is_string() && (domain.choices == nullptr ||
                             domain.choices->find(each.as_string()) != form::ChoiceSet::kNone);
    if (possible && is_new(each)) cases.push_back(each);
  }
  if (domain.choices == nullptr) {
    cases.push_back(Value::string("\x01")); // nobody types that
    return cases;
  }
  const auto& items = domain.choices->items();
  const auto other = std::find_if(items.begin(), items.end(),
                                  [&](const form::ChoiceItem& item) { return is_new(item.code); });
  if (other != items.end()) cases.push_back(other->code);
  return cases;
}

} // namespace

std::vector<Value> representatives(const cel::Tree& rule, std::uint32_t slot,
                                   const Domain& domain) {
  if (domain.kind == Domain::Kind::finite) return domain.values;
  if (domain.kind == Domain::Kind::open) return {};
  const bool numbers = domain.kind == Domain::Kind::numbers;
  const Comparisons comparisons(rule, slot, numbers);
  if (!comparisons.only_with_constants()) return {};
  std::vector<Value> cases = numbers ? number_cases(comparisons.constants(), domain)
                                     : text_cases(comparisons.constants(), domain);
  if (domain.may_be_empty) cases.push_back(Value());
  return cases;
}

} // namespace qudao::lint

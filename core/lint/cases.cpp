#include "core/lint/cases.h"

#include <algorithm>
#include <map>

#include "core/lint/thresholds.h"

namespace qudao::lint {
namespace {

using cel::NodeId;
using cel::Operator;

// One way a condition or a part of it comes out; sets are kept as bits.
constexpr unsigned kYes = 1U;
constexpr unsigned kNo = 2U;
constexpr unsigned kFails = 4U;
constexpr unsigned kFailsEmpty = 8U;
constexpr unsigned kAnything = kYes | kNo;
constexpr unsigned kAnyFailure = kFails | kFailsEmpty;

// What is varied: a variable by its values, or a part nothing is known about by its outcomes.
struct Dimension {
  std::uint32_t slot = cel::Environment::kNone;
  std::string_view part;
  std::vector<Value> values;
  std::size_t count() const { return slot == cel::Environment::kNone ? 2 : values.size(); }
};

// A part that is no logic of others.
struct Part {
  std::string_view text;
  bool decided = false; // it can be run once the variables have their values
};

class Trial {
 public:
  Trial(const cel::Tree& tree, const Domains& domains, std::uint32_t answered, std::int64_t& effort)
      : tree_(tree), domains_(domains), effort_(effort), slots_(slot_count()) {
    for (const std::uint32_t slot : tree.variables(tree.root()))
      add_variable(slot, slot == answered);
    add_parts(tree.root());
    shrink();
    for (auto& [part, known] : parts_)
      known.decided = is_decided(part);
  }

  Outcomes run() {
    Outcomes all;
    std::vector<std::size_t> at(dimensions_.size(), 0);
    for (bool more = true; more; more = next(at)) {
      if (effort_ <= 0) return {true, true, false, false};
      apply(at);
      note(comes_out(tree_.root()), all);
    }
    return all;
  }

 private:
  std::size_t slot_count() const {
    const auto read = tree_.variables(tree_.root());
    return read.empty() ? 0 : read.back() + 1;
  }

  void add_variable(std::uint32_t slot, bool answered) {
    std::vector<Value> values = representatives(tree_, slot, domains_.of(slot));
    if (answered) values.erase(std::remove(values.begin(), values.end(), Value()), values.end());
    if (!values.empty()) dimensions_.push_back({slot, {}, std::move(values)});
  }

  static bool is_logic(const cel::Expr& e) {
    if (e.kind != cel::ExprKind::operation) return false;
    return e.op == Operator::logical_and || e.op == Operator::logical_or ||
           e.op == Operator::logical_not || e.op == Operator::conditional;
  }

  bool is_varied(std::uint32_t slot) const {
    return std::any_of(dimensions_.begin(), dimensions_.end(),
                       [&](const Dimension& each) { return each.slot == slot; });
  }

  // Whether a part can be run once the variables have their values.
  bool is_decided(NodeId part) const {
    const auto slots = tree_.variables(part);
    return !tree_.reads_outer_local(part) &&
           std::all_of(slots.begin(), slots.end(), [&](auto slot) { return is_varied(slot); });
  }

  void add_parts(NodeId part) {
    if (is_logic(tree_.at(part))) {
      for (std::size_t i = 0; i < tree_.child_count(part); ++i)
        add_parts(tree_.child(part, i));
      return;
    }
    Part& known = parts_[part];
    known.text = tree_.text(part);
    if (!is_decided(part) && find_part(known.text) == nullptr)
      dimensions_.push_back({cel::Environment::kNone, known.text, {}});
  }

  const Dimension* find_part(std::string_view text) const {
    for (const Dimension& each : dimensions_)
      if (each.slot == cel::Environment::kNone && each.part == text) return &each;
    return nullptr;
  }

  // Too many combinations: what has most cases counts as undecided.
  void shrink() {
    for (;;) {
      std::size_t product = 1;
      for (const Dimension& each : dimensions_)
        product = std::min(product * each.count(), kMostCases + 1);
      if (product <= kMostCases) return;
      dimensions_.erase(std::max_element(
          dimensions_.begin(), dimensions_.end(),
          [](const Dimension& a, const Dimension& b) { return a.count() < b.count(); }));
    }
  }

  bool next(std::vector<std::size_t>& at) const {
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (++at[i] < dimensions_[i].count()) return true;
      at[i] = 0;
    }
    return false;
  }

  void apply(const std::vector<std::size_t>& at) {
    chosen_.clear();
    for (std::size_t i = 0; i < at.size(); ++i) {
      const Dimension& each = dimensions_[i];
      if (each.slot != cel::Environment::kNone) {
        slots_[each.slot] = each.values[at[i]];
      } else {
        chosen_.emplace_back(each.part, 1U << at[i]);
      }
    }
  }

  unsigned comes_out(NodeId part) const {
    --effort_;
    const cel::Expr& e = tree_.at(part);
    if (!is_logic(e)) return of_part(part);
    switch (e.op) {
    case Operator::logical_and:
      return of_logic(part, kNo, kYes);
    case Operator::logical_or:
      return of_logic(part, kYes, kNo);
    case Operator::logical_not:
      return negated(comes_out(tree_.child(part, 0)));
    default:
      return of_conditional(part);
    }
  }

  unsigned of_part(NodeId part) const {
    const Part& known = parts_.find(part)->second;
    if (!known.decided) {
      const auto at = std::find_if(chosen_.begin(), chosen_.end(),
                                   [&](const auto& each) { return each.first == known.text; });
      return at == chosen_.end() ? kAnything : at->second;
    }
    cel::Budget budget;
    const std::int64_t all = budget.left;
    const auto value = tree_.evaluate(part, slots_, budget);
    effort_ -= all - budget.left;
    if (!value) return value.error().null_operand ? kFailsEmpty : kFails;
    if (value->is_null()) return kFailsEmpty;
    if (value->kind() != Kind::boolean) return kFails;
    return value->as_bool() ? kYes : kNo;
  }

  static unsigned negated(unsigned set) {
    return (set & kAnyFailure) | ((set & kYes) != 0 ? kNo : 0U) | ((set & kNo) != 0 ? kYes : 0U);
  }

  // `decides` of one operand settles it, whatever the others are; failures count when nothing does.
  unsigned of_logic(NodeId part, unsigned decides, unsigned other) const {
    unsigned set = 0;
    bool all_other = true;
    for (std::size_t i = 0; i < tree_.child_count(part); ++i) {
      const unsigned each = comes_out(tree_.child(part, i));
      if (each == decides) return decides;
      set |= each & (decides | kAnyFailure);
      all_other = all_other && (each & other) != 0;
    }
    return set | (all_other ? other : 0U);
  }

  unsigned of_conditional(NodeId part) const {
    const unsigned condition = comes_out(tree_.child(part, 0));
    unsigned set = condition & kAnyFailure;
    if ((condition & kYes) != 0) set |= comes_out(tree_.child(part, 1));
    if ((condition & kNo) != 0) set |= comes_out(tree_.child(part, 2));
    return set;
  }

  void note(unsigned set, Outcomes& all) {
    all.yes = all.yes || (set & kYes) != 0;
    all.no = all.no || (set & kNo) != 0;
    all.fails = all.fails || (set & kFails) != 0;
    if (set == kFailsEmpty) blame(all);
  }

  // The case in which fewest fields are empty says best which one it is.
  void blame(Outcomes& all) {
    std::size_t empty = 0;
    std::uint32_t last = cel::Environment::kNone;
    for (const Dimension& each : dimensions_) {
      if (each.slot == cel::Environment::kNone || !slots_[each.slot].is_null()) continue;
      ++empty;
      last = each.slot;
    }
    if (all.fails_empty && empty >= fewest_empty_) return;
    all.fails_empty = true;
    all.empty = last;
    fewest_empty_ = empty;
  }

  const cel::Tree& tree_;
  const Domains& domains_;
  std::int64_t& effort_;
  std::vector<Dimension> dimensions_;
  std::map<NodeId, Part> parts_;
  std::vector<Value> slots_;
  std::vector<std::pair<std::string_view, unsigned>> chosen_;
  std::size_t fewest_empty_ = 0;
};

} // namespace

Outcomes outcomes(const cel::Tree& condition, const Domains& domains, std::uint32_t answered,
                  std::int64_t& effort) {
  return Trial(condition, domains, answered, effort).run();
}

} // namespace qudao::lint

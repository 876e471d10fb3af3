// Internal of the room: which parts of a rule decided, and what they came to.
#pragma once

#include "core/explain/words.h"

namespace qudao::explain {

// What a part of a rule came to.
struct Outcome {
  Value value;
  std::string error;
  bool empty = false; // it failed for something that is not answered
  bool is(bool truth) const {
    return error.empty() && value.kind() == Kind::boolean && value.as_bool() == truth;
  }
};

class Tracer {
 public:
  Tracer(const cel::Tree& tree, const Words& words);

  Outcome outcome(cel::NodeId part) const; // with the locals of the macros around it
  std::vector<Step> deciding();            // at most kMostSteps

  const cel::Tree& tree() const { return tree_; }
  const Words& words() const { return words_; }

 private:
  void follow(cel::NodeId part);
  void follow_logic(cel::NodeId part, bool decides);
  void follow_conditional(cel::NodeId part);
  void follow_fold(cel::NodeId part);
  void follow_bind(cel::NodeId part);
  void follow_with(std::uint32_t local, std::string_view name, const Value& value,
                   cel::NodeId body);
  void add(cel::NodeId part);

  const cel::Tree& tree_;
  const Words& words_;
  cel::Locals locals_;
  std::vector<Input> items_;
  std::vector<Step> steps_;
  mutable cel::Budget budget_; // of all parts together
};

constexpr std::size_t kMostSteps = 20;

// A part as a fact: “Staff” is 70, greater than “Staff in total” (60).
std::string fact(const Tracer& tracer, cel::NodeId part, const Outcome& outcome);

} // namespace qudao::explain

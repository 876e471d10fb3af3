// What the engine of forms has to answer, found the slow and obvious way: it knows what holds of a field (core/form/form.h)
// and no order. After each change it works out every field again, over and over until nothing changes, and only then looks
// at what is wrong. It reads answers, evaluates rules and looks up choices with the functions the engine uses, which have
// oracles and tests of their own; what it does not use is the engine's graph, its work lists and what it remembers.
//
// Only one thing has an order by its nature: an answer that a change makes unavailable is removed, and removing it is a
// change as well. It is decided for the fields that depend on no other field in question first, and everything is worked
// out again after each.
#pragma once

#include <string>
#include <vector>

#include "core/form/session_state.h"
#include "tests/differential/answers.h"

namespace qudao::differential {

class Oracle {
 public:
  Oracle(const form::Definition& definition, const Opening& opening);
  void apply(const Edit& edit);

  // What the session shows differently, for a person to read; empty when nothing does.
  std::string disagreement(const form::Session& session) const;

 private:
  using FieldIndex = form::FieldIndex;
  using FieldPlan = form::FieldPlan;
  using Findings = std::vector<form::Finding>;

  // What is so until somebody, or a change upstream, changes it.
  struct Fact {
    form::Reading answer;
    Value opened_with;
    bool touched = false;
    bool just_set = false;
  };
  // What follows from the facts.
  struct Consequence {
    bool relevant = true;
    bool required = false;
    bool readonly = false;
    bool choices_failed = false;
    form::Reading answer;
    std::vector<FieldIndex> waits_for;
    std::vector<Value> offered;
    Findings value_errors;
    Findings findings;
  };

  void fill_context();
  void settle();
  void settle(FieldIndex field);
  void publish(FieldIndex field);
  void clear_unavailable(const std::vector<Value>& before);
  bool to_be_cleared(FieldIndex field, const std::vector<Value>& before, Value& kept) const;
  bool depends(FieldIndex field, FieldIndex on) const;
  std::vector<FieldIndex> inputs(FieldIndex field) const;
  bool changed(FieldIndex field, const std::vector<Value>& before) const;
  void find_faults();
  void find_faults(FieldIndex field);
  void check_answer(FieldIndex field, Findings& out) const;
  void check_rules(FieldIndex field, Findings& out) const;
  void check_code(FieldIndex field, const Value& code, Findings& out) const;
  void finish();

  void answer(std::string_view path, const Value& typed);
  void learn(const std::string& entity, const std::string& id, const Value& row);
  void offer(FieldIndex field, Consequence& out) const;
  bool passes(form::ExpressionIndex filter, std::uint32_t slot, const Value& item, bool on_error,
              Findings& errors) const;
  bool current(const form::ChoiceItem& item) const;
  bool available(FieldIndex field, const Value& code, Findings& errors) const;
  const Value* row_of(FieldIndex field, const Value& id) const;
  form::Reading read(FieldIndex field, const Value& typed) const;
  bool is_live(FieldIndex field) const; // calculated, now
  bool may_edit(FieldIndex field) const;
  bool holds(form::ExpressionIndex rule, bool on_error, Findings& errors) const;
  Value compute(form::ExpressionIndex rule, Findings& errors) const;
  form::Progress progress(FieldIndex field) const;

  std::string difference(FieldIndex field, const form::FieldMemory& memory) const;

  const form::Plan& plan_;
  form::Context context_;
  form::Mode mode_;
  std::vector<bool> editable_;
  form::Rows rows_;
  std::vector<Fact> facts_;
  std::vector<Consequence> shown_;
  mutable std::vector<Value> variables_;
};

} // namespace qudao::differential

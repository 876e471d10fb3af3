// What the engine of forms has to answer, found the slow and obvious way: it knows what holds of a field (core/form/form.h)
// and no order. After each change it works out every field again, over and over until nothing changes, and only then looks
// at what is wrong. It reads answers, evaluates rules and looks up choices with the functions the engine uses, which have
// oracles and tests of their own; what it does not use is the engine's graph, its work lists and what it remembers.
//
// Only one thing has an order by its nature: an answer that a change makes unavailable is removed, and removing it is a
// change as well. It is decided for the fields that depend on no other field in question first, and everything is worked
// out again after each.
//
// Rows are as plain: a column has a fact for each row, and before anything is asked of a cell the answers of its row are
// put where rules look for them.
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
    bool touched = false;
    bool just_set = false;
    bool was_relevant = true; // before the change
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

  // What rules see, and of cells what they see from within their row.
  struct Seen {
    std::vector<Value> variables;
    std::vector<std::vector<Value>> cells;   // by column, then row
    std::vector<std::vector<Value>> records; // rows of look-ups there
  };

  void fill_context();
  void open(const Value& record);
  void settle();
  void settle(FieldIndex field);
  void publish(FieldIndex field);
  void clear_unavailable(const Seen& before);
  bool upstream_changed(FieldIndex field, const Seen& before) const;
  bool to_be_cleared(FieldIndex field, const Seen& before, Value& kept) const;
  bool depends(FieldIndex field, FieldIndex on) const;
  std::vector<FieldIndex> inputs(FieldIndex field) const;
  bool changed(FieldIndex field, FieldIndex input, const Seen& before) const;
  void find_faults();
  void find_faults(FieldIndex field);
  void check_answer(FieldIndex field, Findings& out) const;
  void check_rules(FieldIndex field, Findings& out) const;
  void check_code(FieldIndex field, const Value& code, Findings& out) const;
  void finish();

  void answer(std::string_view path, const Value& typed, Seen& before);
  void answer(FieldIndex field, const Value& typed);

  // oracle_rows.cpp
  bool in_same_rows(FieldIndex a, FieldIndex b) const;
  std::size_t row_count(FieldIndex repeat) const;
  void stand(FieldIndex field, std::size_t row) const; // the row's answers are what rules see now
  template <class Look>
  void for_each(Look look) const; // calls look(field), standing in each place
  Fact& fact(FieldIndex field) { return facts_[field][place(field)]; }
  const Fact& fact(FieldIndex field) const { return facts_[field][place(field)]; }
  Consequence& shown(FieldIndex field) { return shown_[field][place(field)]; }
  const Consequence& shown(FieldIndex field) const { return shown_[field][place(field)]; }
  std::size_t place(FieldIndex field) const { return plan_.is_column(field) ? row_ : 0; }
  void publish_lists();
  void answer_rows(FieldIndex repeat, std::size_t row, bool all, const Value& typed, Seen& before);
  void set_rows(FieldIndex repeat, const Value& given, Seen& before);
  void add_row(FieldIndex repeat, std::size_t at, Seen& before);
  void remove_row(FieldIndex repeat, std::size_t at, Seen& before);
  void fill_row(FieldIndex repeat, std::size_t row, const Value& answers);
  std::string row_difference(const form::SessionState& state) const;

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
  form::LookupRows rows_;
  // By field; one of each, but of columns one for every row.
  std::vector<std::vector<Fact>> facts_;
  std::vector<std::vector<Consequence>> shown_;
  std::vector<List> opened_codes_; // by field: in whichever row
  mutable Seen seen_;
  mutable std::size_t row_ = 0; // where we stand
};

template <class Look>
void Oracle::for_each(Look look) const {
  for (FieldIndex field = 0; field < facts_.size(); ++field) {
    for (std::size_t row = 0; row < facts_[field].size(); ++row) {
      stand(field, row);
      look(field);
    }
  }
}

} // namespace qudao::differential

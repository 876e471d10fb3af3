// Internal of the room: values, variables and whole sentences as a person who fills in a form reads them.
#pragma once

#include "core/cel/tree.h"
#include "core/explain/explain.h"
#include "core/form/session_state.h"

namespace qudao::explain {

class Words {
 public:
  explicit Words(const form::SessionState& state);

  // The text of a code of texts.json, its braces filled.
  std::string text(std::string_view code, const Map& params) const;
  std::string label(form::FieldIndex field) const; // in quotation marks
  // A value as it is shown; of a field its choices by their labels.
  std::string shown(const Value& value, form::FieldIndex field = form::kNone) const;
  std::vector<Input> inputs(const cel::Tree& tree, cel::NodeId part) const; // what it reads
  std::string listed(const std::vector<Input>& inputs) const; // “Staff” 60, “Brands” not answered
  std::string joined(const std::vector<std::string>& facts) const;
  std::string colon() const;

  const form::SessionState& state() const { return state_; }
  const std::vector<Value>& variables() const { return variables_; }
  void set_choice(const Value& attributes); // the item that choice filters read from now on

 private:
  Input input(std::uint32_t slot) const;
  bool is_chinese() const;

  const form::SessionState& state_;
  std::vector<Value> variables_;
  Value texts_;
};

} // namespace qudao::explain

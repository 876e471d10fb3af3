// One entry of `fields` read into its FieldPlan.
#pragma once

#include "core/form/document.h"
#include "core/form/expression.h"
#include "core/form/plan.h"

namespace qudao::form {

// Key and kind of every field are known before the first is read, so that rules may refer to fields
// further down.
class FieldReader {
 public:
  FieldReader(Plan& plan, ExpressionCompiler& rules) : plan_(plan), rules_(rules) {}

  void read(const Node& node, FieldPlan& field);

  // {"id", "expression", "message", "messageExpression"?, "fieldPath"?}; `owner` is kNone for a
  // rule across fields, which then has to name its field.
  void read_rule(const Node& node, FieldIndex owner);

 private:
  void read_conditions(const Node& node, FieldPlan& field);
  void read_limits(const Node& node, FieldPlan& field);
  void read_dependencies(const Node& node, FieldPlan& field);
  void read_choices(const Node& node, FieldPlan& field);
  void read_lookup(const Node& node, FieldPlan& field);
  void read_documents(const Node& node, FieldPlan& field);
  void read_rows(const Node& node, FieldPlan& field);
  void read_message(const Node& node, RulePlan& rule);

  FieldIndex index_of(const FieldPlan& field) const {
    return static_cast<FieldIndex>(&field - plan_.fields.data());
  }
  bool can_name(FieldIndex from, FieldIndex named) const;
  void refuse_foreign_keys(const Node& node, const FieldPlan& field);
  ExpressionIndex value_expression(const Node& node, std::string_view key, const FieldPlan& field);
  ExpressionIndex condition(const Node& node, std::string_view key, const FieldPlan& field,
                            bool* always, std::uint32_t allowed = kNone);
  const ChoiceSet* dictionary(const Node& node, std::string_view key);

  Plan& plan_;
  ExpressionCompiler& rules_;
};

} // namespace qudao::form

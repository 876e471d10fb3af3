#include "core/lint/domains.h"

namespace qudao::lint {
namespace {

using form::FieldPlan;

// More are not tried out one by one; what a rule compares with is still told apart.
constexpr std::size_t kFewChoices = 12;

Domain finite(std::vector<Value> values) {
  Domain domain;
  domain.kind = Domain::Kind::finite;
  domain.values = std::move(values);
  return domain;
}

Domain of_choices(const FieldPlan& field) {
  std::vector<Value> codes{Value()};
  if (field.choices != nullptr && field.choices->items().size() <= kFewChoices) {
    for (const form::ChoiceItem& item : field.choices->items())
      codes.push_back(item.code);
    return finite(std::move(codes));
  }
  Domain domain;
  domain.kind = Domain::Kind::texts;
  domain.choices = field.choices;
  return domain;
}

Domain of_numbers(const FieldPlan& field, bool whole) {
  Domain domain;
  domain.kind = Domain::Kind::numbers;
  domain.min = field.min;
  domain.max = field.max;
  domain.whole = whole;
  return domain;
}

Domain of_field(const FieldPlan& field) {
  switch (field.kind->type().kind()) {
  case cel::TypeKind::boolean:
    return finite({Value(), Value::boolean(true), Value::boolean(false)});
  case cel::TypeKind::integer:
    return of_numbers(field, true);
  case cel::TypeKind::real:
    return of_numbers(field, false);
  case cel::TypeKind::string:
    return of_choices(field);
  default:
    return {};
  }
}

} // namespace

Domains::Domains(const form::Plan& plan) : plan_(plan), domains_(plan.variables.count) {
  for (form::FieldIndex i = 0; i < plan.fields.size(); ++i)
    domains_[i] = of_field(plan.fields[i]);
  Domain& mode = domains_[plan.variables.mode];
  mode.kind = Domain::Kind::texts;
  mode.may_be_empty = false;
}

void Domains::never_set(form::FieldIndex field) {
  const form::FieldPlan& plan = plan_.fields[field];
  domains_[field] = finite({plan.kind->has(form::kLists) ? Value::list({}) : Value()});
  if (plan.record_slot != form::kNone) domains_[plan.record_slot] = finite({Value()});
}

} // namespace qudao::lint

#include "core/pool/duplicates.h"

#include <algorithm>

#include "core/pool/rules.h"

namespace qudao::pool {

namespace {

template <typename T>
bool names_any(const std::vector<T>& list, T item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

Follows without_lines(const Rules& rules, DuplicateEvent event, Evidence base,
                      CollisionOutcome whose) {
  const auto only = [](Then then) { return Follows{then, false, std::nullopt}; };
  if (event == DuplicateEvent::claim) return only(Then::allow);
  const bool is_new = event == DuplicateEvent::enter || event == DuplicateEvent::import;
  if (base == Evidence::same)
    return only(is_new && whose != CollisionOutcome::library ? Then::bind : Then::refuse);
  if (rules.on_probable == OnProbable::allow) return only(Then::allow);
  if (rules.on_probable == OnProbable::block) return only(Then::refuse);
  return only(is_new ? Then::warn : Then::tell);
}

} // namespace

bool DuplicateRule::holds(DuplicateEvent event, Evidence evidence, CollisionOutcome of) const {
  return names_any(on, event) && names_any(found, evidence) && names_any(whose, of);
}

Follows follows(const Rules& rules, DuplicateEvent event, Evidence evidence,
                CollisionOutcome whose) {
  const Evidence base = rules.base(evidence);
  for (std::size_t i = 0; i < rules.duplicates.size(); ++i) {
    const DuplicateRule& line = rules.duplicates[i];
    if (line.holds(event, evidence, whose) || line.holds(event, base, whose))
      return {line.then, line.reason, i};
  }
  return without_lines(rules, event, base, whose);
}

bool looks_at_claims(const Rules& rules) {
  return std::any_of(rules.duplicates.begin(), rules.duplicates.end(), [](const auto& line) {
    return line.then != Then::allow && names_any(line.on, DuplicateEvent::claim);
  });
}

DuplicateEvent event_of_edit(const Value& before, const Value& after) {
  for (const char* key : {"name", "former_name", "credit_code"}) {
    const Value* was = before.find(key);
    const Value* is = after.find(key);
    if ((was == nullptr ? Value() : *was) != (is == nullptr ? Value() : *is))
      return DuplicateEvent::authentication;
  }
  return DuplicateEvent::edit;
}

Value shown_duplicates(const Rules& rules) {
  List out;
  for (std::size_t on = 0; on < kDuplicateEvents.size(); ++on) {
    for (std::size_t found = 0; found < kEvidence.size(); ++found) {
      for (const auto whose : {CollisionOutcome::own, CollisionOutcome::owned,
                               CollisionOutcome::pool, CollisionOutcome::library}) {
        const Follows then =
            follows(rules, static_cast<DuplicateEvent>(on), static_cast<Evidence>(found), whose);
        out.push_back(Value::map(
            {{"on", Value::string(kDuplicateEvents[on])},
             {"found", Value::string(kEvidence[found])},
             {"whose", Value::string(kOutcomes[static_cast<std::size_t>(whose)])},
             {"then", Value::string(kThens[static_cast<std::size_t>(then.then)])},
             {"reason", Value::boolean(then.reason)},
             {"line",
              then.line ? Value::integer(static_cast<std::int64_t>(*then.line) + 1) : Value()}}));
      }
    }
  }
  return Value::list(std::move(out));
}

} // namespace qudao::pool

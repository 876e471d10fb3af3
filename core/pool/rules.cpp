#include "core/pool/rules.h"

#include <algorithm>

namespace qudao::pool {

namespace {

bool has(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

} // namespace

bool is_within(const Person& person, const std::string& department) {
  if (department.empty()) return false;
  return person.department == department || has(person.above, department);
}

bool leads(const Person& viewer, const Person& person) {
  return !person.department.empty() && has(viewer.leads, person.department);
}

bool Who::names(const Person& person) const {
  if (everybody) return true;
  if (has(persons, person.id)) return true;
  if (std::any_of(departments.begin(), departments.end(),
                  [&](const std::string& each) { return is_within(person, each); }))
    return true;
  if (!person.department_type.empty() && has(department_types, person.department_type)) return true;
  return std::any_of(person.roles.begin(), person.roles.end(),
                     [this](const std::string& role) { return has(roles, role); });
}

Evidence Rules::base(Evidence evidence) const {
  if (evidence != Evidence::number) return evidence;
  return number_decides ? Evidence::same : Evidence::probable;
}

const Pool* Rules::pool(std::string_view id) const {
  const auto found =
      std::find_if(pools.begin(), pools.end(), [id](const Pool& each) { return each.id == id; });
  return found == pools.end() ? nullptr : &*found;
}

const Limit* Rules::limit_of(const std::vector<Limit>& limits, const Person& person,
                             bool of_department) const {
  for (const Limit& limit : limits) {
    if (limit.of_department == of_department && limit.who.names(person))
      return limit.most ? &limit : nullptr;
  }
  return nullptr;
}

std::string Rules::counted_department(const Person& person) const {
  const Limit* limit = limit_of(inventory, person, true);
  if (limit != nullptr) {
    for (const std::string& each : limit->who.departments) {
      if (is_within(person, each)) return each;
    }
  }
  return person.department;
}

std::vector<std::string> Rules::named_departments() const {
  std::vector<std::string> out;
  const auto add = [&out](const Who& who) {
    out.insert(out.end(), who.departments.begin(), who.departments.end());
  };
  for (const Pool& each : pools) {
    add(each.members);
    add(each.administrators);
  }
  for (const Limit& each : inventory) {
    add(each.who);
  }
  for (const Limit& each : claims_per_day) {
    add(each.who);
  }
  for (const Recycle& each : recycle) {
    add(each.exempt);
  }
  for (const ShowOwner& each : owner_shown) {
    add(each.to);
  }
  add(special_by);
  return out;
}

OwnerShown Rules::shows_owner(const Person& viewer, const Person& owner) const {
  if (viewer.id == owner.id || leads(viewer, owner)) return OwnerShown::name;
  for (const ShowOwner& line : owner_shown) {
    const bool near = !viewer.department.empty() && viewer.department == owner.department;
    if (line.to.names(viewer) && (!line.same_department || near)) return line.as;
  }
  return OwnerShown::hidden;
}

} // namespace qudao::pool

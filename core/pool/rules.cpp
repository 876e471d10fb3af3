#include "core/pool/rules.h"

#include <algorithm>

namespace qudao::pool {

namespace {

bool has(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

} // namespace

bool Who::names(const Person& person) const {
  if (everybody) return true;
  if (has(persons, person.id)) return true;
  if (!person.department.empty() && has(departments, person.department)) return true;
  return std::any_of(person.roles.begin(), person.roles.end(),
                     [this](const std::string& role) { return has(roles, role); });
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

OwnerShown Rules::shows_owner(const Person& viewer, const Person& owner) const {
  if (viewer.id == owner.id) return OwnerShown::name;
  for (const ShowOwner& line : owner_shown) {
    const bool near = !viewer.department.empty() && viewer.department == owner.department;
    if (line.to.names(viewer) && (!line.same_department || near)) return line.as;
  }
  return OwnerShown::hidden;
}

} // namespace qudao::pool

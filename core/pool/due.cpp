#include "core/pool/due.h"

#include <algorithm>

#include "core/pool/moments.h"

namespace qudao::pool {

namespace {

constexpr std::int64_t kSecondsOfDay = 86'400;

// From when the term of a line runs; nothing when it does not.
std::optional<Timestamp> runs_from(const Recycle& line, const Company& company) {
  if (line.without == Lack::deal && company.dealt) return std::nullopt;
  const bool touched = line.without == Lack::contact && company.touched &&
                       before(company.owned_since, *company.touched);
  return touched ? *company.touched : company.owned_since;
}

} // namespace

Result<std::optional<Due>, Violation> due_of(const Rules& rules, const Company& company,
                                             const Person& owner,
                                             const calendar::Calendar& calendar,
                                             const cel::Zones* zones) {
  std::optional<Due> first;
  if (company.owner.empty()) return first;
  std::optional<Timestamp> safe;
  for (const Protection& each : company.protections) {
    if (each.person == company.owner && (!safe || before(*safe, each.until))) safe = each.until;
  }
  for (const Recycle& line : rules.recycle) {
    const auto from = runs_from(line, company);
    if (!from || line.exempt.names(owner)) continue;
    auto end = calendar::deadline(calendar, line.after, *from, {rules.zone, zones});
    if (!end) return Unexpected{std::move(end).error()};
    Timestamp at = *end;
    if (safe && before(at, *safe)) at = *safe;
    if (first && !before(at, first->at)) continue;
    first = Due{line.id, {at.seconds - line.warn_days * kSecondsOfDay, at.nanos}, at};
  }
  if (company.name_due && (!first || !before(first->at, *company.name_due)))
    first = Due{"name", company.owned_since, *company.name_due};
  return first;
}

std::optional<Timestamp> reminder_of(const Rules& rules, const Company& company) {
  if (company.owner.empty() || !company.follow_up) return std::nullopt;
  constexpr std::int64_t kSecondsOfHour = 3600;
  return Timestamp{company.follow_up->seconds - rules.remind_hours * kSecondsOfHour,
                   company.follow_up->nanos};
}

bool has_room(const Rules& rules, const Candidate& candidate) {
  const Limit* own = rules.limit_of(rules.inventory, candidate.person, false);
  if (own != nullptr && candidate.load.owned >= *own->most) return false;
  const Limit* all = rules.limit_of(rules.inventory, candidate.person, true);
  return all == nullptr || candidate.load.department_owned < *all->most;
}

std::string next_in_turn(const Rules& rules, const Pool& pool,
                         const std::vector<Candidate>& candidates, std::string_view last) {
  const std::string* after = nullptr; // the least after `last`
  const std::string* least = nullptr;
  for (const Candidate& each : candidates) {
    const std::string& id = each.person.id;
    if (!each.person.active || !pool.members.names(each.person) || !has_room(rules, each)) continue;
    if (least == nullptr || id < *least) least = &id;
    if (id > last && (after == nullptr || id < *after)) after = &id;
  }
  if (after != nullptr) return *after;
  return least == nullptr ? std::string() : *least;
}

} // namespace qudao::pool

#include "core/pool/collision.h"

#include <array>

#include "core/pool/moments.h"

namespace qudao::pool {

namespace {

constexpr std::array<std::string_view, 5> kOutcomes = {"clear", "owned", "library", "own", "pool"};

CollisionOutcome outcome_of(const Rules& rules, const Person& viewer, const Found& found) {
  if (found.library != rules.library) return CollisionOutcome::library;
  if (found.owner.empty()) return CollisionOutcome::pool;
  return found.owner == viewer.id ? CollisionOutcome::own : CollisionOutcome::owned;
}

// Whether a, with its outcome, counts rather than b.
bool decides(CollisionOutcome of_a, const Found& a, CollisionOutcome of_b, const Found& b) {
  if (a.same != b.same) return a.same;
  if (of_a != of_b) return of_a < of_b;
  if (a.score != b.score) return a.score > b.score;
  if (!(a.since == b.since)) return before(a.since, b.since);
  return a.id < b.id;
}

} // namespace

std::string_view name_of(CollisionOutcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)];
}

std::string Collision::code() const {
  return "pool.collision." + std::string(name_of(outcome)) + (only_probable ? ".probable" : "");
}

Collision collide(const Rules& rules, const Person& viewer, const std::vector<Found>& found) {
  Collision out;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].apart) continue;
    if (!found[i].same && rules.on_probable == OnProbable::allow) continue;
    const CollisionOutcome outcome = outcome_of(rules, viewer, found[i]);
    if (out.decisive && !decides(outcome, found[i], out.outcome, found[*out.decisive])) continue;
    out.outcome = outcome;
    out.decisive = i;
  }
  if (!out.decisive) return out;
  const Found& decisive = found[*out.decisive];
  out.only_probable = !decisive.same;
  out.warning = out.only_probable && rules.on_probable == OnProbable::warn;
  if (out.outcome == CollisionOutcome::library) out.library = decisive.library;
  return out;
}

} // namespace qudao::pool

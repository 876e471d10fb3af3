#include "core/pool/collision.h"

#include "core/pool/moments.h"

namespace qudao::pool {

namespace {

CollisionOutcome outcome_of(const Rules& rules, const Person& viewer, const Found& found) {
  if (found.library != rules.library) return CollisionOutcome::library;
  if (found.owner.empty()) return CollisionOutcome::pool;
  return found.owner == viewer.id ? CollisionOutcome::own : CollisionOutcome::owned;
}

struct Case {
  const Found* found = nullptr;
  CollisionOutcome outcome = CollisionOutcome::clear;
  bool certain = false;
  Follows follows;

  bool keeps_back() const { return follows.then == Then::refuse || follows.then == Then::bind; }
};

// Whether a counts rather than b.
bool decides(const Case& a, const Case& b) {
  if (a.keeps_back() != b.keeps_back()) return a.keeps_back();
  if (a.certain != b.certain) return a.certain;
  if (!a.keeps_back() && a.follows.then != b.follows.then) return a.follows.then < b.follows.then;
  if (a.outcome != b.outcome) return a.outcome < b.outcome;
  if (a.found->score != b.found->score) return a.found->score > b.found->score;
  if (!(a.found->since == b.found->since)) return before(a.found->since, b.found->since);
  return a.found->id < b.found->id;
}

} // namespace

std::string_view name_of(CollisionOutcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)];
}

std::string Collision::code() const {
  return "pool.collision." + std::string(name_of(outcome)) + (only_probable ? ".probable" : "");
}

std::string Collision::stops(bool warned, std::string_view why) const {
  if (!may_enter() || (then == Then::warn && !warned)) return code();
  const bool said = why.find_first_not_of(" \t\r\n") != std::string_view::npos;
  return then == Then::warn && reason && !said ? "pool.reason_needed" : std::string();
}

Collision collide(const Rules& rules, const Person& viewer, const std::vector<Found>& found,
                  DuplicateEvent event) {
  Collision out;
  Case first;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].apart) continue;
    const Evidence evidence = found[i].same     ? Evidence::same
                              : found[i].number ? Evidence::number
                                                : Evidence::probable;
    Case one;
    one.found = &found[i];
    one.outcome = outcome_of(rules, viewer, found[i]);
    one.certain = rules.base(evidence) == Evidence::same;
    one.follows = follows(rules, event, evidence, one.outcome);
    if (one.follows.then == Then::allow) continue;
    if (out.decisive && !decides(one, first)) continue;
    first = one;
    out.decisive = i;
  }
  if (!out.decisive) return out;
  out.outcome = first.outcome;
  out.then = first.follows.then;
  out.reason = first.follows.reason;
  out.warning = !first.keeps_back();
  out.only_probable = !first.certain || out.warning;
  if (out.outcome == CollisionOutcome::library) out.library = first.found->library;
  return out;
}

} // namespace qudao::pool

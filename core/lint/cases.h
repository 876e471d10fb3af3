// Internal of the room: what a condition can come to, whatever is answered.
//
// A variable that a rule only compares with constants has few cases that matter to it: the constants, what lies between
// and beside them, and nothing. `staff > 10 && staff < 5` tells apart 5, 10, less, between, more and none, and answers
// the same within each. So the rule is run once for each combination of cases of what it reads. Parts of it that cannot
// be told apart like that (`name.startsWith('a')`, what lies in the maps of the context) may hold or not, but the same
// part always comes out the same; that they fail is left out of account.
//
// What is said to be impossible is impossible; what is said to be possible may not be: nobody is warned for nothing, but
// not everything is found. Beyond kMostCases combinations the parts with most cases count as undecided.
//
// Source: partition testing with boundary values (G. Myers, The Art of Software Testing, 1979).
// Cost: at most kMostCases runs of the rule, and all rules together kMostEffort units of CEL's cost (about a
// second): the definition may come from anybody. What is not tried any more counts as possible.
#pragma once

#include "core/cel/tree.h"
#include "core/lint/domains.h"

namespace qudao::lint {

constexpr std::size_t kMostCases = 4'096;
constexpr std::int64_t kMostEffort = 5'000'000;

// A set of outcomes.
struct Outcomes {
  bool yes = false;
  bool no = false;
  bool fails = false;       // for another reason than the next
  bool fails_empty = false; // meets a field that is not answered where it wants a value
  std::uint32_t empty = cel::Environment::kNone; // of fails_empty: the slot of such a field

  bool always() const { return yes && !no && !fails && !fails_empty; }
  bool never() const { return !yes && !fails; } // but for what is not answered
};

// `answered`: a field that is known to be, or kNone. What trying costs is taken from `effort`.
Outcomes outcomes(const cel::Tree& condition, const Domains& domains, std::uint32_t answered,
                  std::int64_t& effort);

} // namespace qudao::lint

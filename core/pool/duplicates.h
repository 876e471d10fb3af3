// Duplicate rules: what follows when a company that is entered, changed or claimed may be there already. Lines of a library's rules:
//
//   "duplicates": [{"on": ["enter", "import"], "found": ["probable"], "whose": ["pool"], "then": "warn", "reason": true}]
//
//   on      enter           an entry of one's own, or by an administrator
//           import          a row of a file
//           edit            new data of a company, or of people at it
//           authentication  an edit of what its identity is verified by: name, former name, registration
//           claim           out of a pool to somebody: claimed, applied for, distributed, assigned
//   found   same            the same company
//           number          probably the same, with a number of its own in common
//           probable        probably the same
//   whose   own, owned (somebody else's), pool, library (of another library, whoever has it there)
//   then    refuse          it does not go on
//           bind            what was entered is added to one's own record, or kept with the one that was there first
//           warn            it goes on by who has read of it (of many at once nobody has); the reason is kept, and with "reason" has to be given
//           tell            it goes on, and is told of
//           allow           it goes on as if nothing was found
//
// A word left out stands for all. The first line that holds decides; where none does it is as `collision` of the rules says:
//
//                       enter, import                          edit, authentication            claim
//   same                bind; of another library refuse        refuse                          allow
//   probable            as "probable" says: allow, warn or     the same, but "warn" only       allow
//                       (block) refuse                         tells
//   number              as same where "number" is "same", else as probable; a line that says either, or number, holds for it
//
// No line may make two companies with two owners of one: what is the same is refused or bound when entered or imported, refused
// when edited, and refused when claimed while it is somebody else's or another library's. That only one company has a registration,
// or of those owned a number, is held by the database whatever a line says.
//
// Issues, with the path of the line: definition.*, pool.duplicates.two_owners {on, whose}, pool.duplicates.not_here {on, then},
// pool.duplicates.bind_library, pool.duplicates.reason, pool.duplicates.shadowed (lines before it leave it nothing).
// Cost: O(lines). Thread safety: pure functions over values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/value/value.h"

namespace qudao::form {
class Node;
}

namespace qudao::pool {

struct Rules;

enum class CollisionOutcome : std::uint8_t { clear, owned, library, own, pool };
enum class DuplicateEvent : std::uint8_t { enter, import, edit, authentication, claim };
enum class Evidence : std::uint8_t { same, number, probable };
enum class Then : std::uint8_t { refuse, bind, warn, tell, allow };

inline constexpr std::array<std::string_view, 5> kOutcomes = {"clear", "owned", "library", "own",
                                                              "pool"};
inline constexpr std::array<std::string_view, 5> kDuplicateEvents = {"enter", "import", "edit",
                                                                     "authentication", "claim"};
inline constexpr std::array<std::string_view, 3> kEvidence = {"same", "number", "probable"};
inline constexpr std::array<std::string_view, 5> kThens = {"refuse", "bind", "warn", "tell",
                                                           "allow"};

struct DuplicateRule {
  std::vector<DuplicateEvent> on;
  std::vector<Evidence> found;
  std::vector<CollisionOutcome> whose;
  Then then = Then::refuse;
  bool reason = false; // of warn: has to be given

  bool holds(DuplicateEvent event, Evidence evidence, CollisionOutcome of) const;
};

struct Follows {
  Then then = Then::refuse;
  bool reason = false;
  std::optional<std::size_t> line; // of the rules; nothing: as `collision` says
};

// Reads "duplicates" of a document.
std::vector<DuplicateRule> read_duplicates(const form::Node& document);

Follows follows(const Rules& rules, DuplicateEvent event, Evidence evidence,
                CollisionOutcome whose);
// Whether a claim can be anything but allowed: whether it is worth looking.
bool looks_at_claims(const Rules& rules);
// edit or authentication, of data before and after.
DuplicateEvent event_of_edit(const Value& before, const Value& after);
// All that follows, as people read it: [{"on", "found", "whose", "then", "reason", "line"}], line from 1, null where none holds.
Value shown_duplicates(const Rules& rules);

} // namespace qudao::pool

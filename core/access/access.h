// access: who may see and do what. Deny by default: whatever no line below grants is refused.
//
// Two questions. `scope` says which records of an entity somebody may see at all: the server turns
// it into the WHERE of every list, search, export and look-up, so that no route shows more than
// another. `may` says whether one action on one record is allowed, and if not, why.
//
//   role       agent                        signing                                user
//   partner    own company's: read, edit    own company's: read, create, edit,     -
//                                           remove, submit, withdraw
//   manager    of signings they take part   those they take part in: read, decide  initial password
//              in: read                                                            for users of partners
//                                                                                  they look after
//   approver   as manager                   as manager                             -
//   admin      all: read, edit              all: read                              all: administer
//
// Contacts of a company (entity `contact`): read, created and edited by its users, by managers who look
// after it and by administrators; to everybody else the company does not exist.
//
// A record nobody has submitted yet is its company's own: even the manager it names does not see
// it. What is frozen (in approval, or approved) nobody edits; only what was never submitted can be
// removed. Whether somebody who may see a signing may decide it *now* is core/approval's answer.
//
// Violations: not_found (outside the scope: such a record does not exist for this person),
// access.denied (visible, but not theirs to do), record.frozen (theirs, but not in this state).
// Cost: O(roles + people involved), no allocation when allowed. Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/violation.h"

namespace qudao::access {

enum class Role { partner, manager, approver, admin };
std::optional<Role> role_named(std::string_view name); // "partner", "manager", "approver", "admin"
std::string_view name_of(Role role);

struct Actor {
  std::string id;
  std::string partner_id; // company of a partner user; empty otherwise
  std::vector<Role> roles;
  bool active = true; // neither locked nor disabled
};

// The parts of an entity somebody may see; they add up.
struct Scope {
  bool all = false;
  bool own_partner = false; // records of the actor's company
  bool involved = false;    // submitted records the actor takes or took part in as an approver
  bool none() const { return !all && !own_partner && !involved; }
};

enum class Action {
  read,
  create,
  edit,
  remove,
  submit,
  withdraw,
  decide,
  set_password,
  administer
};

// What is known of the record (or, for entity `user`, of the account) the action is about.
struct Facts {
  std::string partner_id; // the company it belongs to
  std::vector<std::string>
      involved; // ids of everybody who decides, decided or may have to, by the trail and the path
  bool submitted = false;      // at least once
  bool frozen = false;         // in approval or approved
  bool in_actors_area = false; // account or contact of a partner the manager looks after
};

Scope scope(const Actor& actor, std::string_view entity);
bool sees(const Actor& actor, std::string_view entity, const Facts& facts);
std::optional<Violation> may(const Actor& actor, Action action, std::string_view entity,
                             const Facts& facts);

} // namespace qudao::access

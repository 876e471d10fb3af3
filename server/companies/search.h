// The collision check: candidates by their keys, each held against the company asked about. Internal of the room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/pool/collision.h"
#include "server/companies/pairs.h"
#include "server/companies/rows.h"

namespace qudao::companies {

struct Hit {
  Stored stored;
  match::Verdict verdict;
  std::optional<Mark> apart; // marked as different
};

struct Checked {
  match::Company company; // as asked about
  std::vector<Hit> hits;  // in the order of `found`
  std::vector<pool::Found> found;
  pool::Collision collision;
  // Of the library itself, different by the rule but for one letter; they count for nothing.
  std::vector<Hit> similar;
};

// Whether both have a number of their own in common.
bool share_number(const match::Verdict& verdict);

// `self`: the company that is asked about, when it is stored already; empty: none.
Checked check_collision(storage::Connection& connection, const std::string& tenant,
                        const Books& books, const pool::Rules& rules, const pool::Person& viewer,
                        const Value& data, const std::string& self,
                        pool::DuplicateEvent event = pool::DuplicateEvent::enter);

// What the history keeps of one that went on all the same: what it was told of, and why; nothing when it was told of nothing.
Map kept_of(const Checked& checked, const std::string& reason);

// As the API answers it, as far as the viewer may see.
Value shown_check(storage::Connection& connection, const std::string& tenant, const Books& books,
                  const pool::Rules& rules, const pool::Person& viewer, const Checked& checked,
                  std::string_view locale);

} // namespace qudao::companies

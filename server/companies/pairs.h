// Pairs of companies: those merged into one, and those marked as different. Internal of the room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/companies/rows.h"

namespace qudao::companies {

// The company that has what was this one's now: itself, or what it was merged into.
std::string holder_of(storage::Connection& connection, const std::string& tenant,
                      const std::string& id);

// Itself and those merged into it.
std::vector<std::string> all_of(storage::Connection& connection, const std::string& tenant,
                                const std::string& id);

// Rows that belong to company $2 or to those merged into it, as a condition on company_id; $1 is the tenant.
extern const char* const kOfAll;

// Of what is asked about: a company there is, or nothing but a name.
struct Asked {
  std::vector<std::string> ids;
  std::string name;
};

// That they are different companies.
struct Mark {
  std::string by;
  Millis at = 0;
  std::string reason;
};
std::optional<Mark> mark_between(storage::Connection& connection, const std::string& tenant,
                                 const std::string& company, const Asked& asked);

Value shown_merges(storage::Connection& connection, const std::string& tenant,
                   const std::string& company);
Value shown_marks(storage::Connection& connection, const std::string& tenant,
                  const std::string& company);

} // namespace qudao::companies

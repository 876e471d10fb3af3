// directory: people and approval paths, as records need them: who somebody is, who works for a partner, who decides.
//
// Reads the accounts; writes only the approval paths. A path is configured per province or industry, as levels of people;
// the path of a channel manager is that of the manager's province, else of the industry.
//
// Cost: a look-up by key each unless it says otherwise. Errors: StorageError. Thread safety: as the connection.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/value.h"
#include "server/accounts/principal.h"
#include "server/clock/clock.h"
#include "server/storage/connection.h"

namespace qudao::directory {

struct Person {
  std::string id;
  std::string user_name;
  std::string name;
  std::string employee_no;
  std::string department;
  std::string area;
  std::string province; // code, empty when none
  std::string industry;
  std::string email;
  std::string mobile;
  std::string roles; // words with a space between
  std::string partner_id;
  std::string locale;
  bool active = false; // neither locked nor disabled
  // What follows of the departments (server/departments): |name|name|.
  std::string department_above;
  std::string departments_led;
  std::string department_type;

  bool has_role(std::string_view role) const;
};

std::optional<Person> person(storage::Connection& connection, const std::string& tenant,
                             std::string_view id);
std::string name_of(storage::Connection& connection, const std::string& tenant,
                    std::string_view id); // empty: nobody

// Active people only, by name.
std::vector<Person> of_partner(storage::Connection& connection, const std::string& tenant,
                               std::string_view partner_id);
std::vector<Person> with_role(storage::Connection& connection, const std::string& tenant,
                              std::string_view role); // O(users)

// Whether a channel manager looks after a partner: a company of the manager's province, one that named the manager's
// industry among its main ones in a signing it submitted, or one that submitted a signing to this manager.
//
// As a condition on the column or parameter `partner`, for lists; it reads $1, the tenant, and three parameters from
// `$first` on: those of area_of.
std::string looks_after_sql(const std::string& partner, int first);
struct Area {
  std::string province; // two digits, empty: none
  std::string industry; // a pattern for LIKE, empty: none
  std::string manager_id;
};
Area area_of(const accounts::Principal& manager);
bool looks_after(storage::Connection& connection, const accounts::Principal& manager,
                 const std::string& partner_id);

using Levels = std::vector<std::vector<std::string>>; // ids of users

Levels path_of(storage::Connection& connection, const std::string& tenant, const Person& manager);

struct Path {
  std::string kind; // province or industry
  std::string code;
  Levels levels;
};
std::vector<Path> paths(storage::Connection& connection, const std::string& tenant);
std::optional<Path> path(storage::Connection& connection, const std::string& tenant,
                         std::string_view kind, std::string_view code);
void set_path(storage::Connection& connection, const std::string& tenant, const Path& path,
              Millis now); // no levels: removed

// Managers whose path this is, active or not.
std::vector<std::string> managers_under(storage::Connection& connection, const std::string& tenant,
                                        const Path& path);

Value to_value(const Levels& levels);

} // namespace qudao::directory

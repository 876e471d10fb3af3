// stamps: numbers in the database that rise when something changes that others remember.
//
// 'definitions' rises with every new version of a pack document: kept bundles are compared with it. 'directory' rises with
// every change of what a decision reads besides the record itself (users, approval paths, settings, partner details): what
// was validated before a write transaction is valid inside it when the stamp is still the same, else it is done again.
//
// A stamp is read and raised in the transaction of the change, so it holds for any number of server processes. It rises by
// a step nobody can foresee: what somebody remembered under the stamp of a transaction that was rolled back is never taken
// for the content of a later one.
// Cost: one look-up by key. Errors: StorageError.
#pragma once

#include <string>
#include <string_view>

#include "server/storage/connection.h"

namespace qudao::stamps {

inline constexpr std::string_view kDefinitions = "definitions";
inline constexpr std::string_view kDirectory = "directory";

std::int64_t current(storage::Connection& connection, const std::string& tenant,
                     std::string_view name); // 0 at first
// Both at once, for what rests on both.
struct Both {
  std::int64_t definitions = 0;
  std::int64_t directory = 0;
  friend bool operator==(const Both&, const Both&) = default;
};
Both both(storage::Connection& connection, const std::string& tenant);

void raise(storage::Connection& connection, const std::string& tenant, std::string_view name);

} // namespace qudao::stamps

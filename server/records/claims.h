// Unique rules: a key is held by one record, and the database says whose it is. Internal to the room.
#pragma once

#include <optional>
#include <vector>

#include "core/form/form.h"
#include "server/records/rows.h"

namespace qudao::records {

using UniqueRules = std::vector<const form::UniqueRule*>;

UniqueRules rules_held_when(const form::Definition& definition,
                            std::string_view situation); // registered, saved, approved
UniqueRules rules_named(const form::Definition& definition, const std::vector<std::string>& ids);

// Takes the keys of all these rules for the record, or none and answers what is in the way: unique.<rule> at the rule's
// last field. A record that holds another key of a rule gives that up. A rule one of whose fields is not answered takes
// nothing. Where several writers race, the primary key decides: StorageError of kind unique, and the write is tried again.
std::optional<Violation> claim(storage::Connection& connection, const std::string& tenant,
                               const form::Definition& definition, const UniqueRules& rules,
                               const Record& record, std::string_view locale);

} // namespace qudao::records

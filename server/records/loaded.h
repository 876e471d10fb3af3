// Internal of the room: a stored record with what it takes to ask core about it.
#pragma once

#include "core/access/access.h"
#include "server/failure/conflict.h"
#include "server/records/cases.h"
#include "server/records/context.h"
#include "server/records/records.h"
#include "server/records/upgrades.h"

namespace qudao::records {

struct Loaded {
  Record record;
  definitions::BundlePtr bundle;
  People people;
  access::Facts facts;
  std::optional<Older> older; // of a record that may be edited: what it was under an older version
};

// Throws Failure not_found for what the caller may not see, as for what does not exist.
Loaded load_visible(storage::Connection& connection, definitions::Library& library,
                    const accounts::Principal& who, std::string_view entity, std::string_view id);

void require_may(const Loaded& loaded, const accounts::Principal& who, access::Action action);
void require_version(const Record& record, std::int64_t version);

// The surroundings of a session on this record. `data` names the look-up rows needed.
form::Context context_of(storage::Connection& connection, definitions::Library& library,
                         const lookups::Lookups& lookups, const Caller& caller,
                         const Loaded& loaded, const Value& data, form::Mode mode);

std::string number_for(storage::Connection& connection, const std::string& tenant,
                       const form::Definition& definition, Millis now);

} // namespace qudao::records

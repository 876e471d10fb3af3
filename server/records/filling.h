// Internal of the room: one filling-in of a form on the server — a session with its surroundings.
#pragma once

#include "core/form/form.h"
#include "server/records/context.h"
#include "server/records/records.h"

namespace qudao::records {

// The answers of `stored` changed to those of `typed`, as a person would type them: calculated fields are not asked, keys
// of `stored` missing in `typed` are emptied. Violations: field.unknown, readonly.
struct Filled {
  form::Session session;
  std::vector<Violation> refused;
};

struct Surroundings {
  Value values;  // context
  Value lookups; // rows the answers name
};

Filled fill(const definitions::BundlePtr& bundle, const Value& stored, const Value& typed,
            form::Context context);

// The same for a record that is not stored yet, where nothing can be emptied: about half the cost.
Filled fill_new(const definitions::BundlePtr& bundle, const Value& typed, form::Context context);

// Attachments name uploaded files: their facts are taken from the upload, whatever the client says, and only files of the
// caller's own or of the record itself may be named. Answers the data with those facts, or attachment.unknown.
Value with_attachment_facts(storage::Connection& connection, const accounts::Principal& who,
                            const form::Definition& definition, const Value& data,
                            const std::string& record_id, List& violations);
void link_attachments(storage::Connection& connection, const std::string& tenant,
                      const form::Definition& definition, const Record& record);

Value violations_of(const std::vector<Violation>& violations);
Failure refusal_of(std::string_view code, const std::vector<Violation>& violations);

} // namespace qudao::records

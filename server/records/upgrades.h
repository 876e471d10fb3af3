// Records of older versions of their definition, as the newest version holds them (core/version). Internal to the room.
//
// Publishing a version touches no record. One that may be edited is upgraded whenever it is read, and stored so by the
// next save or submission; a pending or approved one keeps the version it was decided on. What rules read of other
// records (`partner`, `last`) is upgraded as it is read.
#pragma once

#include "core/version/version.h"
#include "server/definitions/definitions.h"
#include "server/records/rows.h"

namespace qudao::records {

// A record as it was stored, before it was upgraded.
struct Older {
  definitions::BundlePtr bundle;
  Value data;
  Value aside;
};

// Upgrades `record`, whose bundle is `bundle`, and answers what it was; nothing when it has the newest version already.
std::optional<Older> bring_up_to_date(storage::Connection& connection,
                                      definitions::Library& library, const std::string& tenant,
                                      Record& record, definitions::BundlePtr& bundle);

// What became of it: {"counts", "from", "moved", "needs_answer"}, as core/version says it.
Value upgrade_report(const Older& older, const definitions::Bundle& newest,
                     const form::Context& context);

// Answers stored under `version` of the definition, as that of `bundle` holds them; unchanged when it is no older.
version::Upgraded answers_for(storage::Connection& connection, definitions::Library& library,
                              const std::string& tenant, const definitions::Bundle& bundle,
                              std::int64_t version, const Value& data, const Value& aside);

// Answers a client sends, which names the version it filled in (0: the newest), as they were under that version; nothing when
// it is the newest. Failure request.invalid when there is no such version.
std::optional<Older> older_answers(storage::Connection& connection, definitions::Library& library,
                                   const std::string& tenant, const definitions::Bundle& newest,
                                   std::int64_t version, const Value& data, const Value& aside);
version::Upgraded upgraded(const Older& older, const definitions::Bundle& newest);

// Lists and searches know the fields of the newest version only: stores those of a record that keeps an older one, out of what
// was derived under its own. False when there was nothing to write.
bool index_as_newest(storage::Connection& connection, definitions::Library& library,
                     const std::string& tenant, const Record& record, const Value& stored_fields,
                     const std::string& stored_title);

} // namespace qudao::records

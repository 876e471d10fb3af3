// Domain: the rooms that know what a partner, a signing and an approval are, wired together for the handlers.
//
// Made once when the server starts: brings the packs into the database, and lets GET /me, the attachments and the demo
// organisation know about records. Alive as long as Services. Thread safety: as its rooms, any thread.
#pragma once

#include <atomic>

#include "server/api/call.h"
#include "server/api/hint_shelf.h"
#include "server/api/services.h"
#include "server/companies/imports.h"
#include "server/definitions/definitions.h"
#include "server/lookups/lookups.h"
#include "server/notifications/notifications.h"
#include "server/records/records.h"
#include "server/sync/pokes.h"
#include "server/sync/sync.h"
#include "server/workers/workers.h"

namespace qudao::api {

struct Domain {
  explicit Domain(storage::Database& database) : pokes(database) {}

  definitions::Library library;
  lookups::Lookups lookups{library};
  notifications::Notifications notices{library};
  records::Records records{library, lookups, notices};
  companies::Companies companies{notices};
  companies::Imports imports{companies};
  std::atomic<int> importing{0}; // import_work.h
  HintShelf hints;
  WorkerPool hint_builders{1};
  sync_server::Exchange exchange{records};
  sync_server::Pokes pokes;
};

records::Caller caller_of(const Services& services, const Call& call); // now, and signed in

// Throws definitions::PackError when a pack is wrong; nothing of it is stored then.
std::shared_ptr<Domain> start_domain(Services& services);

} // namespace qudao::api

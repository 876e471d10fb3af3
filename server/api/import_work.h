// Imports being worked on (server/companies/imports.h), and keys made anew (companies.h): a portion, and another behind it while there are more, so that others write
// in between. One chain in a process, however often it is asked for.
//
// What is queued may outlast the server's parts, so it holds the domain. Thread safety: any thread.
#pragma once

#include "server/api/domain.h"
#include "server/storage/database.h"

namespace qudao::api {

void work_imports(storage::Database& database, const std::shared_ptr<Domain>& domain,
                  const Clock& clock);

} // namespace qudao::api

// People of an import's rows: who is at a company by the rows before. Internal of the room.
//
// Kept with the keys of the rows (company_import_key), under the company's id behind a sign that keys of names don't begin with.
#pragma once

#include "server/companies/import_job.h"

namespace qudao::companies {

// While rows are checked: a row would say more of somebody at a company there is.
void store_row_person(storage::Connection& connection, const std::string& tenant, const Job& job,
                      std::int64_t number, const std::string& company);
// People of a company there is, and of the rows that would be added to it.
List people_then(storage::Connection& connection, const std::string& tenant, const Job& job,
                 const Stored& company, Millis now);

// While rows are entered into a pool or for somebody else: what an import entered takes its later rows, as one's own would.
void store_entered(storage::Connection& connection, const std::string& tenant, const Job& job,
                   std::int64_t number, const std::string& company);
void count_as_own(storage::Connection& connection, const std::string& tenant,
                  const std::string& import, const pool::Person& viewer, Checked& checked);

} // namespace qudao::companies

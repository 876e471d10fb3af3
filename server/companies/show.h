// Companies as the API answers them. Internal of the room.
#pragma once

#include "server/companies/rows.h"
#include "server/directory/directory.h"

namespace qudao::companies {

// Of partner users it is their company.
std::string department_of(storage::Connection& connection, const std::string& tenant,
                          const directory::Person& person);

// {"id", "name", "department", "mine"} as far as the viewer may see; null: nobody's.
Value shown_owner(storage::Connection& connection, const std::string& tenant,
                  const pool::Rules& rules, const pool::Person& viewer, std::string_view owner);

// Its owner, who manages the owner's department, and whoever administers its pool.
bool sees_all_of(storage::Connection& connection, const std::string& tenant,
                 const pool::Rules& rules, const pool::Person& viewer, const Stored& stored);
// Whether anything of it is hidden from the viewer; people are then.
bool masks_any(storage::Connection& connection, const std::string& tenant, const pool::Rules& rules,
               const pool::Person& viewer, const Stored& stored);

// What is known of it without what the viewer does not see.
Value seen_data(storage::Connection& connection, const std::string& tenant,
                const pool::Rules& rules, const pool::Person& viewer, const Stored& stored);

Value shown_company(storage::Connection& connection, const std::string& tenant,
                    const pool::Rules& rules, const pool::Person& viewer, const Stored& stored);

// Its history, newest first: all of it for its owner and administrators, the viewer's own for others.
Value shown_events(storage::Connection& connection, const std::string& tenant,
                   const pool::Rules& rules, const pool::Person& viewer, const Stored& stored);

// What others entered of it after it was there, newest first: for its owner and administrators.
Value shown_entries(storage::Connection& connection, const std::string& tenant,
                    const pool::Rules& rules, const pool::Person& viewer, const Stored& stored);

// Newest first, those of what was merged into it included (company_files.cpp).
Value shown_files(storage::Connection& connection, const std::string& tenant,
                  const std::string& company);

Value shown_application(storage::Connection& connection, const std::string& tenant,
                        const pool::Rules& rules, const pool::Person& viewer,
                        const StoredApplication& stored);

Value shown_time(const std::optional<Timestamp>& moment); // RFC 3339 or null

} // namespace qudao::companies

// The rows of companies and of what belongs to them. Internal of the room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/companies/books.h"
#include "server/companies/data.h"
#include "server/records/records.h"

namespace qudao::companies {

struct Stored {
  pool::Company company;
  std::string entered_by;
  std::string due_rule; // empty: never due
  std::optional<Millis> warn_at;
  std::optional<Millis> due_at;
  Value data;
  List also;     // data of those merged into it
  List contacts; // people at it (contacts.cpp)
};

// Everything it is found by: of each field what it says, what those merged into it said, and the numbers of the people at it.
Value matched_data(const Stored& stored);

// Columns of a row in the order `stored_of` reads them; put behind SELECT.
extern const char* const kColumns;
Stored stored_of(const storage::Row& row);

std::optional<Stored> find(storage::Connection& connection, const std::string& tenant,
                           std::string_view library, std::string_view id);

// In whichever library.
std::optional<Stored> find_anywhere(storage::Connection& connection, const std::string& tenant,
                                    std::string_view id);

// When it is due, by the rules and the owner as they are now.
void work_out_due(storage::Connection& connection, const std::string& tenant, const Books& books,
                  const pool::Rules& rules, Stored& stored);

// A new one, with its keys and facts.
void insert(storage::Connection& connection, const std::string& tenant, const pool::Rules& rules,
            const Stored& stored);
// Where it still is as `seen` says, else Failure record.version_conflict.
void update(storage::Connection& connection, const std::string& tenant, const pool::Rules& rules,
            const Stored& stored, const pool::Seen& seen);

// Instead of those there were. Facts that others hold were looked at in the same transaction, so they stay theirs.
void store_keys(storage::Connection& connection, const std::string& tenant, const Books& books,
                const Stored& stored, const match::Company& company);
// What lists are narrowed by, of a company stored before there were such columns.
void store_filters(storage::Connection& connection, const std::string& tenant,
                   const Stored& stored);
void store_facts(storage::Connection& connection, const std::string& tenant, const Stored& stored,
                 const match::Company& company);

struct Trace {
  std::string library;
  std::string company;
  pool::Event event;
  Map detail; // for people to read
};
// What happened: in the company's own history, the audit trail and the change log.
void trace(storage::Connection& connection, const records::Caller& caller, const Trace& trace);

// Those that count in the inventory: O(companies).
std::int64_t owned_by(storage::Connection& connection, const std::string& tenant,
                      const pool::Rules& rules, const std::string& person);
// Counted as far as there are limits for the person.
pool::Load load_of(storage::Connection& connection, const std::string& tenant,
                   const pool::Rules& rules, const pool::Person& person, Millis day_start);
void add_claims(storage::Connection& connection, const std::string& tenant,
                const pool::Rules& rules, const std::string& person, Millis day_start,
                std::int64_t claims);

// Those merged into it included.
std::optional<Timestamp> left_at(storage::Connection& connection, const std::string& tenant,
                                 const std::string& company, const std::string& person);
void store_left(storage::Connection& connection, const std::string& tenant,
                const std::string& company, const std::string& person, Millis now);

struct StoredApplication {
  pool::Application application;
  std::string answered_by;
  std::optional<Millis> answered_at;
};
std::optional<StoredApplication> find_application(storage::Connection& connection,
                                                  const std::string& tenant,
                                                  std::string_view library, std::string_view id);
// The one that keeps others out of the company.
std::optional<pool::Application> holding(storage::Connection& connection, const std::string& tenant,
                                         const std::string& company, Millis now);
void store_application(storage::Connection& connection, const std::string& tenant,
                       const std::string& library, const pool::Application& application,
                       const std::string& answered_by,
                       Millis now); // answered_by: empty: nobody yet
std::vector<StoredApplication> applications_of(storage::Connection& connection,
                                               const std::string& tenant, std::string_view library);

std::optional<Millis> millis_if(const std::optional<Timestamp>& moment);
storage::Parameter number_if(const std::optional<Millis>& time); // null when there is none

} // namespace qudao::companies

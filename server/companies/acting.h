// One request that changes something: what it rests on is read, core decides, what it says is stored. Internal of the room.
#pragma once

#include "server/companies/companies.h"
#include "server/companies/entered.h"
#include "server/companies/rows.h"
#include "server/companies/search.h"

namespace qudao::companies {

class Acting {
 public:
  // Failure not_found when the caller is not in the library.
  Acting(storage::Connection& connection, const records::Caller& caller, const Books& books,
         const std::string& library);
  // The system, in no request.
  Acting(storage::Connection& connection, const records::Caller& caller, const Books& books,
         const pool::Rules& rules);

  const pool::Rules& rules() const { return rules_; }
  const pool::Person& viewer() const { return viewer_; }
  // So many more are to be theirs already when limits are looked at: of rows that would come before.
  void expect_more(std::int64_t companies) { expected_ = companies; }
  // Of today, or of the day so many days after it, where the library is.
  Millis day_start(std::int64_t after = 0) const;

  // Failure not_found.
  Stored company(const std::string& id) const;
  // One of the viewer's own; else Failure access.denied.
  Stored own_company(const std::string& id) const;

  // What core says to it, everything it asks about read; `company` is empty for entries. Of one that lies in a pool duplicates are
  // looked for where the rules look at claims: what was found is put to `found`.
  qudao::Result<pool::Decision, std::vector<Violation>>
  decide(const pool::Command& command, const std::optional<Stored>& company,
         const std::optional<pool::Application>& application, const pool::Collision& collision,
         Checked* found = nullptr) const;

  // Stores a decision about a company that is there; answers it as it is then. `more` goes to its history.
  Stored store(const pool::Decision& decision, Stored company, const pool::Command& command,
               const Map& more = {}) const;
  // Stores one about a new company.
  Stored store_new(const pool::Decision& decision, const CheckedEntry& entered,
                   const match::Company& company, Map detail = {}) const;

  // A refusal as the API answers it.
  Failure failure(const std::vector<Violation>& violations) const;

 private:
  void store_sides(const pool::Decision& decision, const std::string& company) const;
  std::string administrator_of(const std::string& pool) const;
  Checked claimed(const pool::Command& command, const Stored& company,
                  const pool::Person& receiver) const;

  storage::Connection& connection_;
  const records::Caller& caller_;
  const Books& books_;
  const pool::Rules& rules_;
  pool::Person viewer_;
  bool is_system_ = false;
  std::int64_t expected_ = 0;
};

// Details of a note or reason, for the company's history.
Map detail_of(const pool::Command& command, const pool::Decision& decision);

} // namespace qudao::companies

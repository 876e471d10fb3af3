// Imports: companies out of a file, through the same rules as those that are typed, by a job that survives a restart.
//
//   reading ─▶ read ── prepare ─▶ checking ─▶ checked ── start ─▶ importing ─▶ done
//                        ▲                       │
//                        └─ another target ──────┘        remove ─▶ removing ─▶ gone
//
// A file is read and kept as rows; `prepare` says what its columns mean and where the companies go: to the caller's own (into
// "mine"), or, of administrators, into the pool or a person's, with tags. Then every row is checked as an entry would be: what is
// wrong with it, whose company it is already, whether an earlier row of the file is the same, and whether there is room. `start`
// enters them, each decided anew at that moment. What becomes of a row is stored with the company in one transaction, and the
// place the job is at: each row takes effect once, whatever is restarted in between, and by whichever server.
//
// `step` does a portion that takes the writer a few milliseconds; call it until it says that there is nothing to do. Imports under
// way take turns.
//
// Outcomes of rows: entered, bound (added to a company of one's own, or to an earlier row of the file), refused with violations:
// those of entries (companies.h), import.twice {row}, import.probably_twice {row}; `company` in params is the name of what is there.
//
// A row may have somebody at its company (import_fields.h), who is checked as one added by hand, at /contact/… (`contact.name` and so
// on are what their columns are called), and whose numbers take part in the collision check. Rows with people that say the same company
// are added to the first one, into a pool or a person's as well: so a file has a row a person. Who is there already is not doubled
// (core/match/people.h).
//
// Only who began an import sees it. Errors: Failure not_found, import.too_many, import.state, request.invalid.
// Cost: about 0.4 ms of the writer a row. Thread safety: any thread.
#pragma once

#include "server/companies/companies.h"

namespace qudao::companies {

constexpr int kMostImports = 5; // of a person, begun and not yet done
constexpr Millis kImportsKept = 30 * kDay;

class Imports {
 public:
  explicit Imports(const Companies& companies) : companies_(companies) {}

  // {"id"}; rows are added in portions, and `finish` makes it one that was read.
  std::string begin(storage::Connection& connection, const records::Caller& caller,
                    const std::string& library, const std::string& file_name,
                    const std::vector<std::string>& headings) const;
  void add_rows(storage::Connection& connection, const records::Caller& caller,
                const std::string& id, std::int64_t first,
                const std::vector<std::vector<std::string>>& rows) const;
  Value finish(storage::Connection& connection, const records::Caller& caller,
               const std::string& library, const std::string& id) const;

  // {"columns": ["name", "", …], "into": "mine", "pool", "person", "tags": […], "warned": false}
  Value prepare(storage::Connection& connection, const records::Caller& caller,
                const std::string& library, const std::string& id, const Value& target) const;
  Value start(storage::Connection& connection, const records::Caller& caller,
              const std::string& library, const std::string& id) const;
  void remove(storage::Connection& connection, const records::Caller& caller,
              const std::string& library, const std::string& id) const;

  Value list(storage::Connection& connection, const records::Caller& caller,
             const std::string& library) const;
  Value view(storage::Connection& connection, const records::Caller& caller,
             const std::string& library, const std::string& id) const;
  // Those with this outcome (empty: all) behind row number `after`, at most `most`: {"number", "cells", "outcome", "company",
  // "violations"}, of a violation of one cell with its "column", from 1.
  List rows(storage::Connection& connection, const records::Caller& caller,
            const std::string& library, const std::string& id, const std::string& outcome,
            std::int64_t after, std::int64_t most) const;

  // False when there is nothing to do.
  bool step(storage::Connection& connection, const std::string& tenant, Millis now) const;
  // Old ones are removed, and what a crash left half read.
  static void sweep(storage::Connection& connection, const std::string& tenant, Millis now);

 private:
  const Companies& companies_;
};

} // namespace qudao::companies

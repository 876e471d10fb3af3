#include "server/api/import_work.h"

#include "server/accounts/accounts.h"

namespace qudao::api {

namespace {

// What the chain of a process is doing.
constexpr int kIdle = 0;
constexpr int kBusy = 1;
constexpr int kAsked = 2;

void work_portion(storage::Database& database, const std::shared_ptr<Domain>& domain,
                  const Clock& clock) {
  auto more = std::make_shared<bool>(false);
  auto work = [domain, &clock, more](storage::Connection& connection) {
    const std::string tenant(accounts::kTenant);
    const bool imported = domain->imports.step(connection, tenant, clock.now());
    *more = domain->companies.rekey_some(connection, tenant) || imported;
  };
  database.submit_write(work, [&database, domain, &clock, more](const std::exception_ptr& error) {
    if (error == nullptr && *more) {
      work_portion(database, domain, clock);
      return;
    }
    // Asked for meanwhile: there may be more. What failed is tried again when it is asked for the next time.
    const bool asked = domain->importing.exchange(kIdle) == kAsked;
    if (asked && error == nullptr) {
      work_imports(database, domain, clock);
    }
  });
}

} // namespace

void work_imports(storage::Database& database, const std::shared_ptr<Domain>& domain,
                  const Clock& clock) {
  int was = kIdle;
  if (domain->importing.compare_exchange_strong(was, kBusy)) {
    work_portion(database, domain, clock);
    return;
  }
  was = kBusy;
  // Ended in between: begun again.
  if (!domain->importing.compare_exchange_strong(was, kAsked) && was == kIdle) {
    work_imports(database, domain, clock); // NOLINT(misc-no-recursion): until one of both holds
  }
}

} // namespace qudao::api

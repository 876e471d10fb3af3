#include "server/companies/lost.h"

#include <algorithm>

#include "server/directory/directory.h"

namespace qudao::companies {

void LostTo::add(const pool::Decision& decision, const Stored& company) {
  const pool::Event& event = decision.event;
  const auto& inform = decision.inform;
  const auto informs = [&](const std::string& person) {
    return event.from != event.to &&
           std::find(inform.begin(), inform.end(), person) != inform.end();
  };
  const bool concerned = informs(event.from);
  const std::string address = company.company.library + "/" + company.company.id;
  if (concerned && event.kind == "handed_over") {
    handed_on_.add(event.from, company.company.name, address);
  } else if (concerned && event.kind == "released") {
    released_.add(event.from, company.company.name, address);
  } else if (concerned && event.kind == "recycled") {
    recycled_.add(event.from, company.company.name, address);
  }
  if (event.kind == "released" && informs(event.to)) {
    received_.add(event.to, company.company.name, address);
  }
}

void LostTo::tell(storage::Connection& connection, const notifications::Notifications& notices,
                  const records::Caller& caller) const {
  const std::string& tenant = caller.who.tenant_id;
  const std::string by = directory::name_of(connection, tenant, caller.who.user_id);
  handed_on_.tell(connection, notices, tenant, "companies_handed_on", by, caller.now);
  released_.tell(connection, notices, tenant, "companies_released", by, caller.now);
  recycled_.tell(connection, notices, tenant, "company_recycled", by, caller.now);
  received_.tell(connection, notices, tenant, "companies_received", by, caller.now);
}

} // namespace qudao::companies

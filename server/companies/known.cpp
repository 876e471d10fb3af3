#include "server/companies/known.h"

#include <utility>

namespace qudao::companies {

Stored store_known(storage::Connection& connection, const records::Caller& caller,
                   const Books& books, Stored company, std::string kind, Map detail) {
  const std::string& tenant = caller.who.tenant_id;
  const pool::Seen seen{true, company.company.owner, company.company.version};
  company.company.name = name_in(company.data);
  ++company.company.version;
  update(connection, tenant, books.library(company.company.library), company, seen);
  const match::Company known =
      match::read_company(*books.lexicon, books.matching, matched_data(company));
  store_keys(connection, tenant, books, company, known);
  store_facts(connection, tenant, company, known);
  const std::string& owner = company.company.owner;
  trace(connection, caller,
        {company.company.library,
         company.company.id,
         {std::move(kind), owner, owner, {}, false},
         std::move(detail)});
  return company;
}

} // namespace qudao::companies

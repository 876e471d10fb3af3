#include "server/companies/import_people.h"

#include "core/value/json.h"

namespace qudao::companies {

namespace {

constexpr char kWould = '=';
constexpr char kDid = '+';

void store_key(storage::Connection& connection, const std::string& tenant, const Job& job,
               std::int64_t number, const std::string& key) {
  connection.execute("INSERT INTO company_import_key (tenant_id, import_id, key_text, number)"
                     " VALUES ($1, $2, $3, $4)",
                     {tenant, job.id, key, number});
}

} // namespace

void store_row_person(storage::Connection& connection, const std::string& tenant, const Job& job,
                      std::int64_t number, const std::string& company) {
  store_key(connection, tenant, job, number, kWould + company);
}

List people_then(storage::Connection& connection, const std::string& tenant, const Job& job,
                 const Stored& company, Millis now) {
  List people = company.contacts;
  for (const auto& row :
       connection.query("SELECT r.cells FROM company_import_key k JOIN company_import_row r"
                        " ON r.tenant_id = k.tenant_id AND r.import_id = k.import_id"
                        " AND r.number = k.number"
                        " WHERE k.tenant_id = $1 AND k.import_id = $2 AND k.key_text = $3"
                        " ORDER BY k.number",
                        {tenant, job.id, kWould + company.company.id})) {
    const auto cells = parse_json(row.text(0));
    const CheckedEntry before = entered_of(job, *cells, now);
    people = match::with_person(std::move(people), *before.contact).people;
  }
  return people;
}

void store_entered(storage::Connection& connection, const std::string& tenant, const Job& job,
                   std::int64_t number, const std::string& company) {
  store_key(connection, tenant, job, number, kDid + company);
}

void count_as_own(storage::Connection& connection, const std::string& tenant,
                  const std::string& import, const pool::Person& viewer, Checked& checked) {
  for (pool::Found& found : checked.found) {
    if (found.owner != viewer.id &&
        connection.one("SELECT number FROM company_import_key WHERE tenant_id = $1"
                       " AND import_id = $2 AND key_text = $3 LIMIT 1",
                       {tenant, import, kDid + found.id})) {
      found.owner = viewer.id;
    }
  }
}

} // namespace qudao::companies

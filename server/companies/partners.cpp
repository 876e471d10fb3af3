#include "server/companies/acting.h"
#include "server/companies/pairs.h"
#include "server/companies/show.h"

namespace qudao::companies {

namespace {

std::string text_of(const Value& data, std::string_view key) {
  const Value* value = data.find(key);
  return value == nullptr ? std::string() : std::string(value->as_string());
}

} // namespace

std::vector<std::string> Companies::partners_of(storage::Connection& connection,
                                                const records::Caller& caller,
                                                const std::string& library,
                                                const std::string& id) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, library);
  const Stored company = acting.company(holder_of(connection, tenant, id));
  // By what the caller may read of it, and no more.
  const Value data = seen_data(connection, tenant, acting.rules(), acting.viewer(), company);
  const std::string code = text_of(data, "credit_code");
  const char* const sql = "SELECT v.record_id FROM record_value v WHERE v.tenant_id = $1"
                          " AND v.entity = 'agent' AND v.field = $2 AND v.value = $3"
                          " ORDER BY v.record_id LIMIT 20";
  std::vector<std::string> out;
  const auto add = [&](const char* field, const std::string& value) {
    if (value.empty()) {
      return;
    }
    for (const auto& row : connection.query(sql, {tenant, field, value})) {
      out.push_back(row.text(0));
    }
  };
  // Different codes are different companies, whatever their names: names speak only where there is none.
  if (!code.empty()) {
    add("uscc", code);
  } else {
    add("company_name", text_of(data, "name"));
    add("company_name", text_of(data, "former_name"));
  }
  return out;
}

} // namespace qudao::companies

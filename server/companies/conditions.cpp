#include <algorithm>

#include "server/companies/list_query.h"
#include "server/search/search.h"

namespace qudao::companies {

namespace {

// Each between two signs of its own: |a||b|.
std::string between_signs(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& each : list) {
    out += "|" + each + "|";
  }
  return out;
}

// Pools that hide from the viewer what is asked for: what they don't see nobody finds by.
std::vector<std::string> hiding(const Acting& acting, const ListQuery& query) {
  std::vector<std::string> out;
  for (const pool::Pool& each : acting.rules().pools) {
    const auto hides = [&each](std::string_view field, const std::string& asked) {
      return !asked.empty() &&
             std::find(each.masked.begin(), each.masked.end(), field) != each.masked.end();
    };
    const bool asked = hides("industry", query.industry) || hides("source", query.source);
    if (asked && !each.administrators.names(acting.viewer())) {
      out.push_back(each.id);
    }
  }
  return out;
}

// Of everybody in the departments that $7 lists.
constexpr const char* kLed =
    "c.owner IN (SELECT u.id FROM user_account u WHERE u.tenant_id = $1"
    " AND u.department <> '' AND replace($7, '|' || u.department || '|', '') <> $7)";

// By an index of its own where all of a library is asked; what is one's own is fewer.
std::string equals(const char* column, const char* parameter, const std::string& asked,
                   bool by_index) {
  if (asked.empty()) {
    return " AND " + std::string(parameter) + " = ''";
  }
  const std::string name = "c." + std::string(column);
  // Those that have none are not in the index.
  return by_index ? " AND " + name + " <> '' AND " + name + " = " + parameter
                  : " AND " + name + " || '' = " + parameter;
}

std::string sql_of(const ListQuery& query, bool hidden) {
  const bool is_few = query.scope == "mine" || query.scope == "department" || !query.person.empty();
  std::string sql = " FROM company c WHERE c.tenant_id = $1 AND c.library = $2";
  sql += query.pool.empty() ? " AND $3 = ''" : " AND c.pool = $3";
  sql += query.scope == "mine" ? " AND c.owner = $4" : " AND $4 <> ''";
  sql += query.scope == "department" ? " AND " + std::string(kLed) : " AND $7 IS NOT NULL";
  sql += query.person.empty() ? " AND $8 = ''" : " AND c.owner = $8";
  sql += query.scope == "pool" ? " AND c.owner = ''" : "";
  if (query.text.empty()) {
    sql += " AND $5 <> ''";
  } else if (query.scope == "mine" || query.scope == "department") {
    sql += " AND c.search_text LIKE $5 ESCAPE '\\'";
  } else {
    sql += " AND (c.name_text LIKE $5 ESCAPE '\\'"
           " OR (c.owner = $4 AND c.search_text LIKE $5 ESCAPE '\\'))";
  }
  sql += query.due_within ? " AND c.due_at <= $6" : " AND $6 = 0";
  sql += equals("industry", "$9", query.industry, !is_few);
  sql += equals("source", "$10", query.source, !is_few && query.industry.empty());
  sql += hidden ? " AND (c.owner = $4 OR replace($11, '|' || c.pool || '|', '') = $11 OR " +
                      std::string(kLed) + ")"
                : " AND $11 = ''";
  return sql;
}

} // namespace

Conditions::Conditions(const Acting& acting, const std::string& tenant, const ListQuery& query)
    : tenant_(tenant), query_(query), viewer_(acting.viewer().id),
      pattern_(search::contains(query.text)), led_(between_signs(acting.viewer().leads)),
      masked_(between_signs(hiding(acting, query))), sql_(sql_of(query, !masked_.empty())) {
  // What ends with a day is due at the first moment after it.
  due_ = query.due_within ? acting.day_start(*query.due_within + 1) : 0;
}

std::vector<storage::Parameter>
Conditions::with(std::initializer_list<storage::Parameter> more) const {
  std::vector<storage::Parameter> out = {
      tenant_, query_.library, query_.pool,     viewer_,       pattern_, due_,
      led_,    query_.person,  query_.industry, query_.source, masked_};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

} // namespace qudao::companies

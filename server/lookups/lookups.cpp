#include "server/lookups/lookups.h"

#include <algorithm>

#include "core/value/json.h"
#include "server/crypto/digest.h"
#include "server/directory/directory.h"
#include "server/failure/failure.h"
#include "server/search/search.h"

namespace qudao::lookups {

namespace {

// A company whose signing as a distributor was approved; $1 is the tenant.
constexpr const char* kDistributors =
    "SELECT s.partner_id FROM record_value v JOIN record s ON s.tenant_id = v.tenant_id"
    " AND s.id = v.record_id WHERE v.tenant_id = $1 AND v.entity = 'signing'"
    " AND v.field = 'signing_type' AND v.value = 'DB' AND s.state = 'approved'";

Value text(const std::string& value) {
  return Value::string(value);
}

Value manager_attributes(const directory::Person& person) {
  return Value::map({{"employee_no", text(person.employee_no)},
                     {"name", text(person.name)},
                     {"department", text(person.department)},
                     {"area", text(person.area)},
                     {"province", text(person.province)},
                     {"industry", text(person.industry)}});
}

Value contact_attributes(const storage::Row& row) {
  return Value::map({{"name", text(row.text(1))},
                     {"title", text(row.text(2))},
                     {"mobile", text(row.text(3))},
                     {"distributor", text(row.text(4))}});
}

Value result_row(const std::string& id, const Value& attributes, bool preferred) {
  Map row = attributes.as_map();
  row.set("id", text(id));
  row.set("label", *attributes.find("name"));
  row.set("preferred", Value::boolean(preferred));
  return Value::map(std::move(row));
}

Value page_of(List items, std::int64_t total, const Query& query) {
  return Value::map({{"items", Value::list(std::move(items))},
                     {"total", Value::integer(total)},
                     {"page", Value::integer(query.page)},
                     {"page_size", Value::integer(query.page_size)}});
}

std::string filter(const Query& query, const char* name) {
  auto found = query.filters.find(name);
  return found == query.filters.end() ? std::string() : found->second;
}

// The province of a company: the first two digits of its GB/T 2260 code. Empty when unknown.
std::string province_of(storage::Connection& connection, const std::string& tenant,
                        const std::string& partner_id) {
  auto row = connection.one("SELECT value FROM record_value WHERE tenant_id = $1"
                            " AND record_id = $2 AND field = 'region'",
                            {tenant, partner_id});
  return row && row->text(0).size() == 6 ? row->text(0).substr(0, 2) + "0000" : std::string();
}

bool preferred(const directory::Person& person, const std::string& province,
               const std::string& industry) {
  return (!province.empty() && person.province == province) ||
         (!industry.empty() && person.industry == industry);
}

bool matches(const directory::Person& person, const Query& query, std::string_view folded) {
  const std::string province = filter(query, "province");
  if (!province.empty() && person.province != province) {
    return false;
  }
  const std::string industry = filter(query, "industry");
  if (!industry.empty() && person.industry != industry) {
    return false;
  }
  return folded.empty() || search::fold(person.name).find(folded) != std::string::npos ||
         search::fold(person.employee_no).find(folded) != std::string::npos ||
         search::fold(person.department).find(folded) != std::string::npos ||
         search::fold(person.area).find(folded) != std::string::npos;
}

} // namespace

Value Lookups::search(storage::Connection& connection, const std::string& tenant,
                      std::string_view entity, const Query& query) const {
  if (entity == "manager") {
    return managers(connection, tenant, query);
  }
  if (entity == "distributor") {
    return distributors(connection, tenant, query);
  }
  if (entity == "contact") {
    return contacts(connection, tenant, query);
  }
  throw Failure("not_found");
}

// Managers are few (they are employees): filtered and ordered here, so that "contains" and "of the partner's area first"
// mean the same on every database.
Value Lookups::managers(storage::Connection& connection, const std::string& tenant,
                        const Query& query) const {
  const std::string folded = search::fold(query.text);
  const std::string province = province_of(connection, tenant, query.partner_id);
  const std::string industry = filter(query, "preferred_industry");
  std::vector<directory::Person> found;
  for (auto& person : directory::with_role(connection, tenant, "manager")) {
    if (matches(person, query, folded)) {
      found.push_back(std::move(person));
    }
  }
  std::stable_partition(found.begin(), found.end(), [&](const directory::Person& person) {
    return preferred(person, province, industry);
  });
  List items;
  const auto first = static_cast<std::size_t>((query.page - 1) * query.page_size);
  const std::size_t last =
      std::min(found.size(), first + static_cast<std::size_t>(query.page_size));
  for (std::size_t i = first; i < last; ++i) {
    items.push_back(result_row(found[i].id, manager_attributes(found[i]),
                               preferred(found[i], province, industry)));
  }
  return page_of(std::move(items), static_cast<std::int64_t>(found.size()), query);
}

Value Lookups::distributors(storage::Connection& connection, const std::string& tenant,
                            const Query& query) const {
  static const std::string kFrom =
      std::string(" FROM record a WHERE a.tenant_id = $1 AND a.entity = 'agent' AND a.id IN (") +
      kDistributors + ") AND a.search_text LIKE $2 ESCAPE '\\'";
  const std::string pattern = search::contains(query.text);
  const auto total = connection.one("SELECT count(*)" + kFrom, {tenant, pattern});
  List items;
  for (const auto& row : connection.query(
           "SELECT a.id, a.title, a.fields" + kFrom + " ORDER BY a.title, a.id LIMIT $3 OFFSET $4",
           {tenant, pattern, query.page_size, (query.page - 1) * query.page_size})) {
    if (auto attributes = distributor(connection, tenant, row.text(0))) {
      items.push_back(result_row(row.text(0), *attributes, false));
    }
  }
  return page_of(std::move(items), total->integer(0), query);
}

Value Lookups::contacts(storage::Connection& connection, const std::string& tenant,
                        const Query& query) const {
  const std::string distributor = filter(query, "distributor");
  if (distributor.empty()) {
    throw Failure("request.invalid");
  }
  const std::string folded = search::fold(query.text);
  List found;
  for (const auto& row : connection.query(
           "SELECT id, name, title, mobile, partner_id FROM contact"
           " WHERE tenant_id = $1 AND partner_id = $2 AND active = 1 ORDER BY name, id",
           {tenant, distributor})) {
    const std::string shown = search::fold(row.text(1) + '\n' + row.text(2) + '\n' + row.text(3));
    if (shown.find(folded) == std::string::npos) {
      continue;
    }
    found.push_back(result_row(row.text(0), contact_attributes(row), false));
  }
  const auto total = static_cast<std::int64_t>(found.size());
  const auto first = std::min(total, (query.page - 1) * query.page_size);
  const auto last = std::min(total, first + query.page_size);
  return page_of(List(found.begin() + first, found.begin() + last), total, query);
}

std::optional<Value> Lookups::attributes(storage::Connection& connection, const std::string& tenant,
                                         std::string_view entity, std::string_view id,
                                         Reach reach) const {
  if (entity == "manager") {
    auto person = directory::person(connection, tenant, id);
    const bool offered = person && person->active && person->has_role("manager");
    if (!person || (reach == Reach::offered && !offered)) {
      return std::nullopt;
    }
    return manager_attributes(*person);
  }
  if (entity == "distributor") {
    if (reach == Reach::offered &&
        !connection.one(std::string("SELECT 1 WHERE $2 IN (") + kDistributors + ")",
                        {tenant, id})) {
      return std::nullopt;
    }
    return distributor(connection, tenant, id);
  }
  if (entity != "contact") {
    return std::nullopt;
  }
  auto row = connection.one("SELECT id, name, title, mobile, partner_id FROM contact"
                            " WHERE tenant_id = $1 AND id = $2 AND (active = 1 OR $3 = 1)",
                            {tenant, id, reach == Reach::known});
  if (!row) {
    return std::nullopt;
  }
  return contact_attributes(*row);
}

std::optional<Value> Lookups::distributor(storage::Connection& connection,
                                          const std::string& tenant, std::string_view id) const {
  auto row = connection.one("SELECT title, fields FROM record"
                            " WHERE tenant_id = $1 AND id = $2 AND entity = 'agent'",
                            {tenant, id});
  if (!row) {
    return std::nullopt;
  }
  const auto fields = parse_json(row->text(1));
  const Value* region = fields ? fields->find("region") : nullptr;
  const bool placed = region != nullptr && region->is_string();
  const std::string place =
      placed ? region_name(connection, tenant, region->as_string()) : std::string();
  return Value::map({{"name", text(row->text(0))}, {"region", text(place)}});
}

std::string Lookups::region_name(storage::Connection& connection, const std::string& tenant,
                                 std::string_view code) const {
  const auto bundle = library_.newest(connection, tenant, "agent");
  const Value* regions = bundle->document.find("dictionaries")->find("region");
  if (regions == nullptr) {
    return std::string(code);
  }
  for (const Value& item : regions->find("items")->as_list()) {
    if (item.find("code")->as_string() == code) {
      return std::string(item.find("label")->find("zh-CN")->as_string());
    }
  }
  return std::string(code);
}

} // namespace qudao::lookups

#include <algorithm>
#include <array>

#include "server/companies/acting.h"
#include "server/companies/list_query.h"
#include "server/companies/show.h"
#include "server/directory/directory.h"

namespace qudao::companies {

namespace {

struct Column {
  std::string_view field;
  std::string_view chinese;
  std::string_view english;
};

// As an import reads them back.
constexpr std::array<Column, 13> kData = {{{"name", "名称", "Name"},
                                           {"former_name", "曾用名", "Former name"},
                                           {"credit_code", "统一社会信用代码", "Credit code"},
                                           {"phone", "电话", "Phone"},
                                           {"mobile", "手机", "Mobile"},
                                           {"fax", "传真", "Fax"},
                                           {"email", "邮箱", "Email"},
                                           {"contact_name", "联系人", "Contact"},
                                           {"address", "地址", "Address"},
                                           {"website", "网址", "Website"},
                                           {"industry", "行业", "Industry"},
                                           {"source", "来源", "Source"},
                                           {"remark", "备注", "Remark"}}};
// Likewise, of somebody at it.
constexpr std::array<Column, 7> kContact = {{{"name", "联系人姓名", "Contact name"},
                                             {"position", "联系人职务", "Contact title"},
                                             {"mobile", "联系人手机", "Contact mobile"},
                                             {"phone", "联系人电话", "Contact phone"},
                                             {"email", "联系人邮箱", "Contact email"},
                                             {"remark", "联系人备注", "Contact remark"},
                                             {"main", "是否主要联系人", "Is main contact"}}};
constexpr std::array<Column, 4> kMore = {{{"", "公海", "Pool"},
                                          {"", "所有人", "Owner"},
                                          {"", "录入时间", "Entered"},
                                          {"", "拥有时间", "Owned since"}}};

constexpr std::array<std::string_view, 3> kNumbers = {"phone", "fax", "mobile"};

std::string cell_of(const Value* value, std::string_view locale = {}) {
  if (value == nullptr) {
    return {};
  }
  if (value->kind() == Kind::boolean) {
    const bool english = locale == "en";
    return value->as_bool() ? english ? "yes" : "是" : english ? "no" : "否";
  }
  if (value->is_string()) {
    return std::string(value->as_string());
  }
  std::string out;
  for (const Value& each : value->as_list()) {
    out += (out.empty() ? "" : ";") + std::string(each.as_string());
  }
  return out;
}

std::vector<std::string> row_of(storage::Connection& connection, const std::string& tenant,
                                const pool::Rules& rules, const pool::Person& viewer,
                                const Stored& stored, std::string_view locale) {
  const pool::Company& company = stored.company;
  const Value data = seen_data(connection, tenant, rules, viewer, stored);
  std::vector<std::string> out;
  out.reserve(kData.size() + kMore.size());
  for (const Column& each : kData) {
    out.push_back(cell_of(data.find(each.field)));
  }
  const pool::Pool* lies_in = rules.pool(company.pool);
  out.push_back(lies_in == nullptr ? company.pool : text_in(lies_in->label, locale));
  const Value owner = shown_owner(connection, tenant, rules, viewer, company.owner);
  out.push_back(company.owner == viewer.id ? directory::name_of(connection, tenant, viewer.id)
                                           : cell_of(owner.find("name")));
  out.push_back(rfc3339(millis_of(company.entered)));
  out.push_back(company.owner.empty() ? std::string() : rfc3339(millis_of(company.owned_since)));
  return out;
}

// People whom a viewer sees, in an order that an import takes: of a company without a number of its own first who has one.
List seen_contacts(storage::Connection& connection, const std::string& tenant,
                   const pool::Rules& rules, const pool::Person& viewer, const Stored& stored) {
  if (stored.contacts.empty() || masks_any(connection, tenant, rules, viewer, stored)) {
    return {};
  }
  List out = stored.contacts;
  const bool reachable = std::any_of(kNumbers.begin(), kNumbers.end(), [&stored](auto field) {
    return stored.data.find(field) != nullptr;
  });
  if (!reachable) {
    std::stable_partition(out.begin(), out.end(), [](const Value& each) {
      return each.find("mobile") != nullptr || each.find("phone") != nullptr;
    });
  }
  return out;
}

// A row for each of the people at it, and one where there are none.
void add_rows_of_people(std::vector<std::vector<std::string>>& to,
                        const std::vector<std::string>& company, const List& people,
                        std::string_view locale) {
  if (people.empty()) {
    to.push_back(company);
    to.back().resize(company.size() + kContact.size());
  }
  for (const Value& person : people) {
    to.push_back(company);
    for (const Column& each : kContact) {
      to.back().push_back(cell_of(person.find(each.field), locale));
    }
  }
}

template <std::size_t N>
void add_headings(std::vector<std::string>& to, const std::array<Column, N>& columns,
                  std::string_view locale) {
  for (const Column& each : columns) {
    to.emplace_back(locale == "en" ? each.english : each.chinese);
  }
}

} // namespace

std::vector<std::string> Companies::export_headings(ExportRows rows, std::string_view locale) {
  std::vector<std::string> out;
  add_headings(out, kData, locale);
  add_headings(out, kMore, locale);
  if (rows == ExportRows::people) {
    add_headings(out, kContact, locale);
  }
  return out;
}

ExportPage Companies::export_rows(storage::Connection& connection, const records::Caller& caller,
                                  const ListQuery& query, ExportRows rows,
                                  const ExportPlace& after) const {
  constexpr std::int64_t kTogether = 500;
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, query.library);
  needs_scope(acting, query, query.scope != "mine");
  const Conditions conditions(acting, tenant, query);
  const std::string sql = "SELECT " + std::string(kColumns) + conditions.sql() +
                          " AND (c.owned_since, c.entered_at, c.id) > ($12, $13, $14)"
                          " ORDER BY c.owned_since, c.entered_at, c.id LIMIT $15";
  ExportPage out;
  out.next = after;
  std::int64_t taken = 0;
  for (const auto& row : connection.query(
           sql, conditions.with({after.owned_since, after.entered, after.id, kTogether}))) {
    const Stored stored = stored_of(row);
    out.next = {millis_of(stored.company.owned_since), millis_of(stored.company.entered),
                stored.company.id};
    ++taken;
    const pool::Rules& rules = acting.rules();
    std::vector<std::string> company =
        row_of(connection, tenant, rules, acting.viewer(), stored, caller.who.locale);
    if (rows == ExportRows::people) {
      const List people = seen_contacts(connection, tenant, rules, acting.viewer(), stored);
      add_rows_of_people(out.rows, company, people, caller.who.locale);
    } else {
      out.rows.push_back(std::move(company));
    }
  }
  out.more = taken == kTogether;
  return out;
}

void Companies::exported(storage::Connection& connection, const records::Caller& caller,
                         const ListQuery& query, ExportRows what, std::int64_t rows) const {
  audit::append(connection, caller.actor, "company.exported", query.library,
                {{"scope", Value::string(query.scope)},
                 {"search", Value::string(query.text)},
                 {"industry", Value::string(query.industry)},
                 {"source", Value::string(query.source)},
                 {"people", Value::boolean(what == ExportRows::people)},
                 {"rows", Value::integer(rows)}},
                caller.now);
}

} // namespace qudao::companies

#include <map>

#include "server/companies/acting.h"
#include "server/companies/show.h"
#include "server/directory/directory.h"

namespace qudao::companies {

namespace {

Value most_of(const pool::Limit* limit) {
  return limit == nullptr ? Value() : Value::integer(*limit->most);
}

bool is_member(const pool::Rules& rules, const pool::Person& person) {
  return std::any_of(rules.pools.begin(), rules.pools.end(),
                     [&](const pool::Pool& each) { return each.members.names(person); });
}

} // namespace

Value Companies::inventory(storage::Connection& connection, const records::Caller& caller,
                           const std::string& library) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, library);
  const pool::Rules& rules = acting.rules();
  const pool::Person& me = acting.viewer();
  if (me.leads.empty()) {
    throw acting.failure({{"pool.not_entitled", {}, {}, {}, {}}});
  }
  List people;
  std::map<std::string, std::pair<std::int64_t, Value>> departments; // owned, limit
  for (const std::string& name : me.leads) {
    departments[name] = {0, Value()};
    for (const auto& row :
         connection.query("SELECT id FROM user_account WHERE tenant_id = $1 AND department = $2"
                          " ORDER BY display_name, id",
                          {tenant, name})) {
      const auto person = person_of(connection, tenant, row.text(0));
      const std::int64_t owned = owned_by(connection, tenant, rules, person->id);
      // Who left the library may still own what has to be handed over.
      if (!pool::leads(me, *person) || (owned == 0 && !is_member(rules, *person))) {
        continue;
      }
      auto& of_all = departments[name];
      of_all.first += owned;
      if (rules.counted_department(*person) == name) {
        of_all.second = most_of(rules.limit_of(rules.inventory, *person, true));
      }
      people.push_back(
          Value::map({{"id", Value::string(person->id)},
                      {"name", Value::string(directory::name_of(connection, tenant, person->id))},
                      {"department", Value::string(name)},
                      {"active", Value::boolean(person->active)},
                      {"owned", Value::integer(owned)},
                      {"owned_limit", most_of(rules.limit_of(rules.inventory, *person, false))}}));
    }
  }
  List all;
  for (const auto& [name, of_all] : departments) {
    all.push_back(Value::map({{"name", Value::string(name)},
                              {"owned", Value::integer(of_all.first)},
                              {"limit", of_all.second}}));
  }
  return Value::map(
      {{"departments", Value::list(std::move(all))}, {"people", Value::list(std::move(people))}});
}

std::vector<std::string> Companies::named_departments(storage::Connection& connection,
                                                      const std::string& tenant) const {
  std::vector<std::string> out;
  const BooksPtr books = this->books(connection, tenant);
  for (const pool::Rules& rules : books->libraries) {
    for (std::string& each : rules.named_departments()) {
      out.push_back(std::move(each));
    }
  }
  return out;
}

std::vector<std::string> Companies::administered_pools(storage::Connection& connection,
                                                       const std::string& tenant,
                                                       std::string_view person) const {
  const auto found = person_of(connection, tenant, person);
  std::vector<std::string> out;
  const BooksPtr books = this->books(connection, tenant);
  for (const pool::Rules& rules : books->libraries) {
    for (const pool::Pool& each : rules.pools) {
      if (found && each.administrators.names(*found)) {
        out.push_back(rules.library + "/" + each.id);
      }
    }
  }
  return out;
}

} // namespace qudao::companies

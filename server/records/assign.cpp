#include <algorithm>

#include "server/changes/changes.h"
#include "server/records/loaded.h"

namespace qudao::records {

namespace {

// Active people of the level that decides now.
std::vector<std::string> deciders(const Loaded& loaded, const approval::Context& context) {
  std::vector<std::string> people;
  for (const auto& level : approval::outlook(loaded.bundle->compiled->process(),
                                             loaded.record.approval_case, context)) {
    if (!level.current) {
      continue;
    }
    for (const std::string& id : level.approvers) {
      const auto& active = context.active;
      if (std::find(active.begin(), active.end(), id) != active.end()) {
        people.push_back(id);
      }
    }
  }
  return people;
}

std::vector<std::string> assigned_to(storage::Connection& connection, const std::string& tenant,
                                     const std::string& record_id) {
  std::vector<std::string> users;
  for (const auto& row : connection.query("SELECT user_id FROM assignment"
                                          " WHERE tenant_id = $1 AND record_id = $2",
                                          {tenant, record_id})) {
    users.push_back(row.text(0));
  }
  return users;
}

// Pending records whose level named by `field` is this person.
storage::Rows pending_of(storage::Connection& connection, const std::string& tenant,
                         const std::string& entity, const std::string& field,
                         const std::string& manager) {
  return connection.query("SELECT r.id, r.title FROM record_value v JOIN record r"
                          " ON r.tenant_id = v.tenant_id AND r.id = v.record_id"
                          " WHERE v.tenant_id = $1 AND v.entity = $2 AND v.field = $3"
                          " AND v.value = $4 AND r.state = 'pending'",
                          {tenant, entity, field, manager});
}

} // namespace

void Records::reassign(storage::Connection& connection, const std::string& tenant,
                       const std::vector<std::string>& managers, Millis now) const {
  accounts::Principal system;
  system.tenant_id = tenant;
  for (const std::string& entity : definitions::entities(connection, tenant)) {
    const auto newest = library_.newest(connection, tenant, entity);
    const auto& levels = newest->compiled->process().levels;
    if (levels.empty()) {
      continue;
    }
    for (const std::string& manager : managers) {
      for (const auto& row :
           pending_of(connection, tenant, entity, levels.front().field, manager)) {
        auto record = load(connection, tenant, entity, row.text(0));
        Loaded loaded;
        loaded.record = std::move(*record);
        loaded.bundle = library_.at(connection, tenant, entity, loaded.record.definition_version);
        loaded.people = people_of(connection, tenant, loaded.bundle->compiled->process(),
                                  loaded.record.partner_id, loaded.record.data);
        const auto context = approval_context(
            system, loaded.people, [](approval::Rule) { return Result<bool, std::string>(false); },
            false, now);
        const auto before = assigned_to(connection, tenant, loaded.record.id);
        const auto wanted = deciders(loaded, context);
        store_assignments(connection, tenant, loaded.record, wanted, now);
        store_participants(connection, tenant, loaded.record, loaded.people, now);
        changes::written(connection, tenant, {entity, loaded.record.id, loaded.record.partner_id});
        std::vector<approval::Notice> news;
        for (const std::string& user : wanted) {
          if (std::find(before.begin(), before.end(), user) == before.end()) {
            news.push_back({user, "decide"});
          }
        }
        tell(connection, system, notices_, *loaded.bundle->compiled, loaded.record, row.text(1),
             loaded.people, news, now);
      }
    }
  }
}

} // namespace qudao::records

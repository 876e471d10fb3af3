#include "server/api/domain.h"

#include "server/settings/settings.h"

namespace qudao::api {

namespace {

// The company of a partner user, for GET /me.
Value partner_of(storage::Connection& connection, const accounts::Principal& who) {
  const auto row = connection.one("SELECT title, number FROM record"
                                  " WHERE tenant_id = $1 AND id = $2 AND entity = 'agent'",
                                  {who.tenant_id, who.partner_id});
  if (!row) {
    return {};
  }
  return Value::map({{"id", Value::string(who.partner_id)},
                     {"name", Value::string(row->text(0))},
                     {"number", Value::string(row->text(1))}});
}

void add_to_me(storage::Connection& connection, const accounts::Principal& who, Map& me) {
  if (!who.partner_id.empty()) {
    me.set("partner", partner_of(connection, who));
  }
  me.set("unread", Value::integer(notifications::unread(connection, who)));
}

} // namespace

records::Caller caller_of(const Services& services, const Call& call) {
  return {call.principal(), call.actor(), services.clock.now()};
}

std::shared_ptr<Domain> start_domain(Services& services) {
  auto domain = std::make_shared<Domain>(services.database);
  const std::string tenant(accounts::kTenant);
  services.database.write_now([&](storage::Connection& connection) {
    const Millis now = services.clock.now();
    if (definitions::install(connection, tenant, services.options.packs, now) > 0) {
      for (const std::string& entity : definitions::entities(connection, tenant)) {
        domain->records.index_again(connection, tenant, entity);
      }
      std::string after;
      while (domain->companies.work_out_due_again(connection, tenant, after) > 0) {
      }
    }
    settings::provide_defaults(connection, tenant, now);
  });
  services.me_parts.emplace_back(add_to_me);
  services.attachment_readers.emplace_back([domain](storage::Connection& connection,
                                                    const accounts::Principal& who,
                                                    const files::Attachment& file) {
    return domain->records.may_read_file(connection, who, file.id) ||
           domain->companies.may_read_file(connection, who, file.id);
  });
  return domain;
}

} // namespace qudao::api

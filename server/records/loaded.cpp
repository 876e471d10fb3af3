#include "server/records/loaded.h"

namespace qudao::records {

namespace {

int year_of(Millis now) {
  return std::stoi(rfc3339(now).substr(0, 4));
}

} // namespace

Loaded load_visible(storage::Connection& connection, definitions::Library& library,
                    const accounts::Principal& who, std::string_view entity, std::string_view id) {
  auto record = load(connection, who.tenant_id, entity, id);
  if (!record) {
    throw Failure("not_found");
  }
  Loaded loaded;
  loaded.record = std::move(*record);
  loaded.bundle = library.at(connection, who.tenant_id, entity, loaded.record.definition_version);
  if (!is_frozen(loaded.record)) {
    loaded.older =
        bring_up_to_date(connection, library, who.tenant_id, loaded.record, loaded.bundle);
  }
  loaded.people = people_of(connection, who.tenant_id, loaded.bundle->compiled->process(),
                            loaded.record.partner_id, loaded.record.data);
  loaded.facts = facts_of(loaded.record, loaded.people);
  if (!access::sees(actor_of(who), entity, loaded.facts)) {
    throw Failure("not_found");
  }
  return loaded;
}

void require_may(const Loaded& loaded, const accounts::Principal& who, access::Action action) {
  auto denied = access::may(actor_of(who), action, loaded.record.entity, loaded.facts);
  if (denied) {
    throw Failure(denied->code);
  }
}

void require_version(const Record& record, std::int64_t version) {
  if (record.version != version) {
    throw version_conflict(record.version);
  }
}

form::Context context_of(storage::Connection& connection, definitions::Library& library,
                         const lookups::Lookups& lookups, const Caller& caller,
                         const Loaded& loaded, const Value& data, form::Mode mode) {
  const std::string& tenant = caller.who.tenant_id;
  const auto reach = mode == form::Mode::edit ? lookups::Reach::offered : lookups::Reach::known;
  const Value facts = record_facts(connection, tenant, loaded.record);
  return form_context(
      caller.who.locale,
      context_values(connection, library, caller.who, loaded.record.partner_id,
                     last_answers(connection, library, tenant, *loaded.bundle,
                                  loaded.record.partner_id, loaded.record.created_at),
                     facts, mode),
      lookups_of(connection, tenant, lookups, *loaded.bundle->compiled, data, reach), caller.now);
}

std::string number_for(storage::Connection& connection, const std::string& tenant,
                       const form::Definition& definition, Millis now) {
  const Value* number = definition.document().find("number");
  const auto digits = static_cast<int>(number->find("digits")->as_int());
  return next_number(connection, tenant, number->find("prefix")->as_string(), year_of(now), digits);
}

} // namespace qudao::records

#include "server/failure/failure.h"
#include "server/records/claims.h"
#include "server/records/derive.h"
#include "server/records/filling.h"
#include "server/records/loaded.h"
#include "server/stamps/stamps.h"

namespace qudao::records {

namespace {

// The details of a company are what rules read as `partner`.
void note_directory(storage::Connection& connection, const std::string& tenant,
                    const form::Definition& definition) {
  if (definition.process().levels.empty()) {
    stamps::raise(connection, tenant, stamps::kDirectory);
  }
}

void require_valid(form::Session& session) {
  const form::Validation validation = session.validate();
  if (!validation.valid) {
    throw refusal_of("validation.failed", validation.violations);
  }
}

void require_unique(storage::Connection& connection, const Caller& caller,
                    const form::Definition& definition, std::string_view situation,
                    const Record& record) {
  const UniqueRules rules = rules_held_when(definition, situation);
  if (auto taken =
          claim(connection, caller.who.tenant_id, definition, rules, record, caller.who.locale)) {
    throw refusal_of("validation.failed", {*taken});
  }
}

// What a client that was away when a version was published sends: it replaces what is stored, and is upgraded like that.
std::optional<Older> sent_as_older(storage::Connection& connection, definitions::Library& library,
                                   const std::string& tenant, const Loaded& loaded,
                                   const Change& change) {
  const Value& aside = loaded.older ? loaded.older->aside : loaded.record.aside;
  return older_answers(connection, library, tenant, *loaded.bundle, change.definition_version,
                       change.data, aside);
}

} // namespace

Value Records::save(storage::Connection& connection, const Caller& caller,
                    const Change& change) const {
  const std::string& tenant = caller.who.tenant_id;
  Loaded loaded = load_visible(connection, library_, caller.who, change.entity, change.id);
  require_may(loaded, caller.who, access::Action::edit);
  require_version(loaded.record, change.version);
  const form::Definition& definition = *loaded.bundle->compiled;

  List wrong;
  const auto older = sent_as_older(connection, library_, tenant, loaded, change);
  const version::Upgraded sent = older ? upgraded(*older, *loaded.bundle)
                                       : version::Upgraded{change.data, loaded.record.aside, {}};
  const Value data =
      with_attachment_facts(connection, caller.who, definition, sent.data, loaded.record.id, wrong);
  if (!wrong.empty()) {
    throw Failure("validation.failed", Value::list(std::move(wrong)));
  }
  const form::Context context =
      context_of(connection, library_, lookups_, caller, loaded, data, form::Mode::edit);
  Filled filled = fill(loaded.bundle, loaded.record.data, data, context);
  if (!filled.refused.empty()) {
    throw refusal_of("validation.failed", filled.refused);
  }
  const bool registered = definition.process().levels.empty();
  if (registered) {
    require_valid(filled.session);
  }

  Record& record = loaded.record;
  record.data = filled.session.data();
  record.aside = sent.aside;
  record.version += 1;
  record.updated_at = caller.now;
  if (registered) {
    require_unique(connection, caller, definition, "registered", record);
  }
  require_unique(connection, caller, definition, "saved", record);
  if (!update(connection, tenant, record,
              derive(definition, filled.session.submission(), record.number))) {
    throw version_conflict(record.version);
  }
  link_attachments(connection, tenant, definition, record);
  note_directory(connection, tenant, definition);
  audit::append(
      connection, caller.actor, "record.save", record.id,
      {{"entity", Value::string(record.entity)}, {"version", Value::integer(record.version)}},
      caller.now);
  return older ? upgrade_report(*older, *loaded.bundle, context) : Value::null();
}

void Records::remove(storage::Connection& connection, const Caller& caller, std::string_view entity,
                     std::string_view id, std::int64_t version) const {
  const Loaded loaded = load_visible(connection, library_, caller.who, entity, id);
  require_may(loaded, caller.who, access::Action::remove);
  require_version(loaded.record, version);
  records::remove(connection, caller.who.tenant_id, loaded.record);
  audit::append(
      connection, caller.actor, "record.remove", loaded.record.id,
      {{"entity", Value::string(entity)}, {"number", Value::string(loaded.record.number)}},
      caller.now);
}

void Records::register_partner(storage::Connection& connection, const Caller& caller,
                               const std::string& id, const Value& data) const {
  const std::string& tenant = caller.who.tenant_id;
  const auto bundle = library_.newest(connection, tenant, "agent");
  const form::Definition& definition = *bundle->compiled;
  const Value values = context_values(connection, library_, caller.who, {}, Value::map({}),
                                      Value::null(), form::Mode::edit);
  Filled filled =
      fill_new(bundle, data, form_context(caller.who.locale, values, Value::map({}), caller.now));
  if (!filled.refused.empty()) {
    throw refusal_of("validation.failed", filled.refused);
  }
  require_valid(filled.session);

  Record record;
  record.id = id;
  record.entity = "agent";
  record.definition_version = bundle->version;
  record.partner_id = id;
  record.version = 1;
  record.created_by = caller.who.user_id;
  record.created_at = caller.now;
  record.updated_at = caller.now;
  record.data = filled.session.data();
  require_unique(connection, caller, definition, "registered", record);
  require_unique(connection, caller, definition, "saved", record);
  record.number = number_for(connection, tenant, definition, caller.now);
  const Derived derived = derive(definition, filled.session.submission(), record.number);
  insert(connection, tenant, record, derived, write(record, derived));
  audit::append(connection, caller.actor, "partner.register", record.id,
                {{"number", Value::string(record.number)}}, caller.now);
}

} // namespace qudao::records

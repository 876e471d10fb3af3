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

struct Saving {
  storage::Connection& connection;
  const Caller& caller;
  definitions::Library& library;
  const lookups::Lookups& lookups;
};

// All answers of a record, as the newest version of its definition has them.
struct Sent {
  Value data;
  Value aside;
};

// Fills in, checks and stores; `loaded` is then as stored. Answers what the form was filled in under.
form::Context store_answers(const Saving& saving, Loaded& loaded, const Sent& sent) {
  storage::Connection& connection = saving.connection;
  const Caller& caller = saving.caller;
  const std::string& tenant = caller.who.tenant_id;
  const form::Definition& definition = *loaded.bundle->compiled;
  List wrong;
  const Value data =
      with_attachment_facts(connection, caller.who, definition, sent.data, loaded.record.id, wrong);
  if (!wrong.empty()) {
    throw Failure("validation.failed", Value::list(std::move(wrong)));
  }
  form::Context context = context_of(connection, saving.library, saving.lookups, caller, loaded,
                                     data, form::Mode::edit);
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
  return context;
}

// What people typed: calculated values are worked out anew, on either side.
Value typed(const form::Definition& definition, const Value& data) {
  Map kept = data.as_map();
  for (const auto& [key, answer] : data.as_map()) {
    const form::FieldInfo* field = definition.field(key.as_string());
    if (field != nullptr && field->calculated) {
      kept.erase(key.as_string());
    }
  }
  return Value::map(std::move(kept));
}

// What the server adds to attachments is on both sides of a comparison.
sync::Patch with_known_facts(const Saving& saving, const Loaded& loaded,
                             const form::Definition& definition, const sync::Patch& patch) {
  const auto known = [&](const Value& data, List& wrong) {
    return with_attachment_facts(saving.connection, saving.caller.who, definition, data,
                                 loaded.record.id, wrong);
  };
  List wrong;
  const Value set = known(typed(definition, patch.set), wrong);
  if (!wrong.empty()) {
    throw Failure("validation.failed", Value::list(std::move(wrong)));
  }
  const Value was = typed(definition, patch.was);
  const Value was_known = known(was, wrong);
  return {set, wrong.empty() ? was_known : was};
}

Value combined(const sync::Patch& patch, const Value& theirs, bool unchanged) {
  if (unchanged) {
    return sync::with_set(theirs, patch.set);
  }
  sync::Merged merged = sync::apply(patch, theirs);
  if (!merged.conflicts.empty()) {
    throw refusal_of("sync.conflict", sync::violations_of(merged.conflicts));
  }
  return std::move(merged.data);
}

// null for what only the other side of a patch names.
Value over_the_same(const Value& some, const Value& others) {
  Map all = some.as_map();
  for (const auto& [field, answer] : others.as_map()) {
    if (all.find(field) == nullptr) {
      all.set(field.as_string(), Value::null());
    }
  }
  return Value::map(std::move(all));
}

// The patch put into what is stored. Where client and server have different versions of the definition, the two are brought
// together under the one both know: under that of the record when the patch is of that one, else under the newest.
Sent merged(const Saving& saving, const Loaded& loaded, const Merge& merge) {
  const std::string& tenant = saving.caller.who.tenant_id;
  const definitions::Bundle& newest = *loaded.bundle;
  const bool unchanged = merge.version == loaded.record.version;
  const auto older = older_answers(saving.connection, saving.library, tenant, newest,
                                   merge.definition_version, merge.patch.set, loaded.record.aside);
  if (!older) {
    return {combined(with_known_facts(saving, loaded, *newest.compiled, merge.patch),
                     loaded.record.data, unchanged),
            loaded.record.aside};
  }
  if (loaded.older && loaded.older->bundle->version == merge.definition_version) {
    const Older& stored = *loaded.older;
    Value data = combined(with_known_facts(saving, loaded, *stored.bundle->compiled, merge.patch),
                          stored.data, unchanged);
    version::Upgraded all = upgraded({stored.bundle, std::move(data), stored.aside}, newest);
    return {std::move(all.data), std::move(all.aside)};
  }
  const version::Upgraded set = upgraded(*older, newest);
  const version::Upgraded was = upgraded({older->bundle, merge.patch.was, Value::list({})}, newest);
  const sync::Patch patch{over_the_same(set.data, was.data), over_the_same(was.data, set.data)};
  return {combined(with_known_facts(saving, loaded, *newest.compiled, patch), loaded.record.data,
                   unchanged),
          set.aside};
}

} // namespace

Value Records::save(storage::Connection& connection, const Caller& caller,
                    const Change& change) const {
  Loaded loaded = load_visible(connection, library_, caller.who, change.entity, change.id);
  require_may(loaded, caller.who, access::Action::edit);
  require_version(loaded.record, change.version);

  const auto older = sent_as_older(connection, library_, caller.who.tenant_id, loaded, change);
  const version::Upgraded sent = older ? upgraded(*older, *loaded.bundle)
                                       : version::Upgraded{change.data, loaded.record.aside, {}};
  const form::Context context =
      store_answers({connection, caller, library_, lookups_}, loaded, {sent.data, sent.aside});
  return older ? upgrade_report(*older, *loaded.bundle, context) : Value::null();
}

std::int64_t Records::merge(storage::Connection& connection, const Caller& caller,
                            const Merge& merge) const {
  Loaded loaded = load_visible(connection, library_, caller.who, merge.entity, merge.id);
  require_may(loaded, caller.who, access::Action::edit);
  const Saving saving{connection, caller, library_, lookups_};
  const Sent sent = merged(saving, loaded, merge);
  const bool nothing_new =
      !loaded.older && sent.data == loaded.record.data && sent.aside == loaded.record.aside;
  if (!nothing_new) {
    store_answers(saving, loaded, sent);
  }
  return loaded.record.version;
}

void Records::remove(storage::Connection& connection, const Caller& caller, std::string_view entity,
                     std::string_view id, std::int64_t version) const {
  const Loaded loaded = load_visible(connection, library_, caller.who, entity, id);
  require_may(loaded, caller.who, access::Action::remove);
  require_version(loaded.record, version);
  records::remove(connection, caller.who.tenant_id, loaded.record, caller.now);
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

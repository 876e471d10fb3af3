#include "core/value/json.h"
#include "server/changes/changes.h"
#include "server/crypto/digest.h"
#include "server/records/claims.h"
#include "server/records/derive.h"
#include "server/records/filling.h"
#include "server/records/loaded.h"
#include "server/records/prepared.h"
#include "server/search/search.h"
#include "server/stamps/stamps.h"

namespace qudao::records {

namespace {

std::string fingerprint_of(const NewRecord& request) {
  return crypto::sha256_hex(request.entity + (request.submit ? "/submit/" : "/create/") +
                            write_json(request.data));
}

Value without(const Value& data, const std::vector<std::string>& keys) {
  Map rest = data.as_map();
  for (const std::string& key : keys) {
    rest.erase(key);
  }
  return Value::map(std::move(rest));
}

// Where the answers come from, as far as it is true: a record of the caller's own company.
Value taken_over(storage::Connection& connection, const accounts::Principal& who,
                 const form::Definition& definition, const NewRecord& request) {
  if (request.from_id.empty()) {
    return {};
  }
  const auto from =
      connection.one("SELECT number FROM record WHERE tenant_id = $1 AND id = $2"
                     " AND entity = $3 AND partner_id = $4",
                     {who.tenant_id, request.from_id, request.entity, who.partner_id});
  if (!from) {
    return {};
  }
  List keys;
  for (const std::string& key : request.taken_over) {
    if (definition.field(key) != nullptr) {
      keys.push_back(Value::string(key));
    }
  }
  return Value::map({{"from", Value::map({{"id", Value::string(request.from_id)},
                                          {"number", Value::string(from->text(0))}})},
                     {"keys", Value::list(std::move(keys))}});
}

// A submission as core decides it; the refusal when it may not be made.
void decide_submission(const Caller& caller, form::Session& session, Prepared& prepared) {
  const form::Validation validation = session.validate();
  if (!validation.valid) {
    prepared.refusal = refusal_of("validation.failed", validation.violations);
    return;
  }
  const auto& process = prepared.bundle->compiled->process();
  const auto context = approval_context(
      caller.who, prepared.people, [&session](approval::Rule rule) { return session.holds(rule); },
      true, caller.now);
  auto decision = approval::decide(process, prepared.record.approval_case,
                                   {approval::Action::submit, {}, {}, 0, 0}, context);
  if (!decision) {
    prepared.refusal = refusal_of(decision.error().front().code, decision.error());
    return;
  }
  prepared.record.approval_case = decision->next;
  prepared.record.data = without(prepared.record.data, decision->clears);
  prepared.decision = std::move(*decision);
}

// Stores what was worked out. The keys come first: a refusal leaves nothing behind.
Outcome store_new(storage::Connection& connection, const Caller& caller,
                  const notifications::Notifications& notices, const Prepared& prepared) {
  const std::string& tenant = caller.who.tenant_id;
  const form::Definition& definition = *prepared.bundle->compiled;
  Record record = prepared.record;
  if (record.id.empty()) {
    record.id = crypto::uuid_v7(caller.now);
  } else if (changes::knows(connection, tenant, record.id)) {
    return {{}, Failure("record.exists"), false, {}};
  }

  UniqueRules rules = rules_held_when(definition, "saved");
  if (prepared.decision) {
    const UniqueRules claimed = rules_named(definition, prepared.decision->claims);
    rules.insert(rules.end(), claimed.begin(), claimed.end());
  }
  if (auto taken = claim(connection, tenant, definition, rules, record, caller.who.locale)) {
    return {{}, refusal_of("unique.taken", {*taken}), false, {}};
  }
  record.number = number_for(connection, tenant, definition, caller.now);
  Derived derived = prepared.derived;
  derived.search_text = search::fold(record.number) + derived.search_text;
  insert(connection, tenant, record, derived, prepared.written);
  link_attachments(connection, tenant, definition, record);
  audit::append(
      connection, caller.actor, prepared.decision ? "record.submit" : "record.create", record.id,
      {{"entity", Value::string(record.entity)}, {"number", Value::string(record.number)}},
      caller.now);
  if (prepared.decision) {
    add_people(connection, tenant, record, prepared.people, prepared.decision->assignments,
               caller.now);
    tell(connection, caller.who, notices, definition, record, derived.title, prepared.people,
         prepared.decision->notices, caller.now);
  }
  return {record.id, std::nullopt, false, prepared.upgraded};
}

} // namespace

// Who decides depends on the company and on the people its levels name.
People Records::known_people(storage::Connection& connection, const accounts::Principal& who,
                             const Prepared& prepared) const {
  const auto& process = prepared.bundle->compiled->process();
  std::string key = who.tenant_id + '/' + prepared.record.partner_id;
  for (const approval::Level& level : process.levels) {
    const Value* named = prepared.record.data.find(level.field);
    key += '/' + (named == nullptr ? std::string() : text_of(*named));
  }
  return people_.get(key, prepared.stamps.directory, [&] {
    return people_of(connection, who.tenant_id, process, prepared.record.partner_id,
                     prepared.record.data);
  });
}

// The partner's details and the settings, which hardly ever change.
Value Records::known_context(storage::Connection& connection, const accounts::Principal& who,
                             std::int64_t stamp) const {
  const std::string key =
      who.tenant_id + '/' + who.user_id + '/' + who.partner_id + '/' + who.display_name;
  return contexts_.get(key, stamp, [&] {
    return context_values(connection, library_, who, who.partner_id, Value::map({}), Value::null(),
                          form::Mode::edit);
  });
}

PreparedPtr Records::prepare(storage::Connection& connection, const Caller& caller,
                             const NewRecord& request) const {
  const accounts::Principal& who = caller.who;
  auto prepared = std::make_shared<Prepared>();
  prepared->fingerprint = fingerprint_of(request);
  prepared->stamps = stamps::both(connection, who.tenant_id);
  prepared->bundle = library_.newest(connection, who.tenant_id, request.entity);
  const form::Definition& definition = *prepared->bundle->compiled;

  access::Facts facts;
  facts.partner_id = who.partner_id;
  if (auto denied = access::may(actor_of(who), access::Action::create, request.entity, facts)) {
    prepared->refusal = refusal_of(denied->code, {*denied});
    return prepared;
  }
  List wrong;
  const auto older = older_answers(connection, library_, who.tenant_id, *prepared->bundle,
                                   request.definition_version, request.data, Value::list({}));
  const version::Upgraded sent = older ? upgraded(*older, *prepared->bundle)
                                       : version::Upgraded{request.data, Value::list({}), {}};
  const Value data = with_attachment_facts(connection, who, definition, sent.data, {}, wrong);
  if (!wrong.empty()) {
    prepared->refusal = Failure("validation.failed", Value::list(std::move(wrong)));
    return prepared;
  }
  Value values = known_context(connection, who, prepared->stamps.directory);
  if (prepared->bundle->reads_last) {
    Map with_last = values.as_map();
    with_last.set("last", last_answers(connection, library_, who.tenant_id, *prepared->bundle,
                                       who.partner_id, caller.now));
    values = Value::map(std::move(with_last));
  }
  const Value lookups =
      lookups_of(connection, who.tenant_id, lookups_, definition, data, lookups::Reach::offered);
  const form::Context context = form_context(who.locale, values, lookups, caller.now);
  if (older) {
    prepared->upgraded = upgrade_report(*older, *prepared->bundle, context);
  }
  Filled filled = fill_new(prepared->bundle, data, context);
  if (!filled.refused.empty()) {
    prepared->refusal = refusal_of("validation.failed", filled.refused);
    return prepared;
  }
  Record& record = prepared->record;
  record.id = request.id;
  record.entity = request.entity;
  record.definition_version = prepared->bundle->version;
  record.partner_id = who.partner_id;
  record.version = 1;
  record.created_by = who.user_id;
  record.created_at = caller.now;
  record.updated_at = caller.now;
  record.taken_over = taken_over(connection, who, definition, request);
  record.data = filled.session.data();
  record.aside = sent.aside;
  if (request.submit) {
    prepared->people = known_people(connection, who, *prepared);
    decide_submission(caller, filled.session, *prepared);
    if (prepared->refusal) {
      return prepared;
    }
  }
  const std::vector<std::string> cleared =
      prepared->decision ? prepared->decision->clears : std::vector<std::string>{};
  prepared->derived = derive(definition, without(filled.session.submission(), cleared), "");
  prepared->written = write(record, prepared->derived);
  return prepared;
}

Outcome Records::create(storage::Connection& connection, const Caller& caller,
                        const NewRecord& request, const PreparedPtr& prepared) const {
  const std::string& tenant = caller.who.tenant_id;
  if (auto known = earlier(connection, caller.who, request.command_id, prepared->fingerprint)) {
    return *known;
  }
  const bool still_true = stamps::both(connection, tenant) == prepared->stamps;
  const PreparedPtr fresh = still_true ? prepared : prepare(connection, caller, request);
  Outcome outcome = fresh->refusal ? Outcome{{}, fresh->refusal, false, {}}
                                   : store_new(connection, caller, notices_, *fresh);
  remember(connection, caller.who, request.command_id, prepared->fingerprint, outcome, caller.now);
  return outcome;
}

} // namespace qudao::records

#include "server/records/context.h"

#include "core/value/json.h"
#include "server/directory/directory.h"
#include "server/records/answers.h"
#include "server/records/upgrades.h"
#include "server/settings/settings.h"

namespace qudao::records {

namespace {

constexpr Millis kMillisPerSecond = 1000;
constexpr std::int32_t kNanosPerMilli = 1'000'000;

// Of a row of data and definition_version: the answers as the newest version has them.
Value answers_in(storage::Connection& connection, definitions::Library& library,
                 const std::string& tenant, const definitions::Bundle& newest,
                 const std::optional<storage::Row>& row) {
  auto data = row ? parse_json(row->text(0)) : parse_json("{}");
  if (!data || !row) {
    return Value::map({});
  }
  return answers_for(connection, library, tenant, newest, row->integer(1), *data, {}).data;
}

Value partner_data(storage::Connection& connection, definitions::Library& library,
                   const std::string& tenant, const std::string& partner_id) {
  const auto row = connection.one("SELECT data, definition_version FROM record"
                                  " WHERE tenant_id = $1 AND id = $2",
                                  {tenant, partner_id});
  return row ? answers_in(connection, library, tenant, *library.newest(connection, tenant, "agent"),
                          row)
             : Value::map({});
}

std::string assigned_names(storage::Connection& connection, const std::string& tenant,
                           const std::string& record_id) {
  std::string names;
  for (const auto& row :
       connection.query("SELECT u.display_name FROM assignment a JOIN user_account u"
                        " ON u.tenant_id = a.tenant_id AND u.id = a.user_id"
                        " WHERE a.tenant_id = $1 AND a.record_id = $2"
                        " ORDER BY u.display_name, u.id",
                        {tenant, record_id})) {
    names += (names.empty() ? "" : "、") + row.text(0);
  }
  return names;
}

} // namespace

Timestamp timestamp_of(Millis time) {
  return {time / kMillisPerSecond,
          static_cast<std::int32_t>(time % kMillisPerSecond) * kNanosPerMilli};
}

Value record_facts(storage::Connection& connection, const std::string& tenant,
                   const Record& record) {
  Map facts{
      {"state", Value::string(name_of(record.approval_case.state))},
      {"created_by", Value::string(directory::name_of(connection, tenant, record.created_by))},
      {"created_at", Value::string(rfc3339(record.created_at))}};
  const std::string approvers = assigned_names(connection, tenant, record.id);
  if (!approvers.empty()) {
    facts.set("current_approver", Value::string(approvers));
  }
  return Value::map(std::move(facts));
}

Value last_answers(storage::Connection& connection, definitions::Library& library,
                   const std::string& tenant, const definitions::Bundle& bundle,
                   const std::string& partner_id, Millis before) {
  if (!bundle.reads_last || partner_id.empty()) {
    return Value::map({});
  }
  const auto row = connection.one("SELECT data, definition_version FROM record WHERE tenant_id = $1"
                                  " AND partner_id = $2 AND entity = $3 AND state = 'approved'"
                                  " AND created_at < $4 ORDER BY created_at DESC, id DESC LIMIT 1",
                                  {tenant, partner_id, bundle.entity, before});
  return answers_in(connection, library, tenant, bundle, row);
}

Value context_values(storage::Connection& connection, definitions::Library& library,
                     const accounts::Principal& who, const std::string& partner_id,
                     const Value& last, const Value& facts, form::Mode mode) {
  return Value::map({{"user", Value::map({{"id", Value::string(who.user_id)},
                                          {"display_name", Value::string(who.display_name)}})},
                     {"partner", partner_data(connection, library, who.tenant_id, partner_id)},
                     {"settings", settings::all(connection, who.tenant_id)},
                     {"last", last},
                     {"record", facts.is_map() ? facts : Value::map({})},
                     {"mode", Value::string(mode == form::Mode::edit ? "edit" : "frozen")}});
}

Value lookups_of(storage::Connection& connection, const std::string& tenant,
                 const lookups::Lookups& lookups, const form::Definition& definition,
                 const Value& data, lookups::Reach reach) {
  Map entities;
  each_answer(
      definition, data, [&](const form::FieldInfo& field, const std::string&, const Value& id) {
        if (field.lookup_entity.empty() || !id.is_string()) {
          return;
        }
        const Value* known = entities.find(field.lookup_entity);
        if (known != nullptr && known->find(id.as_string()) != nullptr) {
          return;
        }
        auto attributes =
            lookups.attributes(connection, tenant, field.lookup_entity, id.as_string(), reach);
        if (!attributes) {
          return;
        }
        Map rows = known == nullptr ? Map{} : known->as_map();
        rows.set(id.as_string(), *attributes);
        entities.set(field.lookup_entity, Value::map(std::move(rows)));
      });
  return Value::map(std::move(entities));
}

form::Context form_context(std::string_view locale, const Value& values, const Value& lookups,
                           Millis now) {
  form::Context context;
  context.now = timestamp_of(now);
  context.locale = std::string(locale);
  context.values = values;
  context.lookups = lookups;
  context.lookups_complete = true;
  return context;
}

} // namespace qudao::records

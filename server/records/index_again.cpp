#include "core/value/json.h"
#include "server/records/derive.h"
#include "server/records/records.h"
#include "server/records/upgrades.h"

namespace qudao::records {

namespace {

// What lists read of a definition: which fields are indexed, which one is the title.
std::vector<std::string> listed_fields(const form::Definition& definition) {
  std::vector<std::string> keys;
  for (const form::FieldInfo& field : definition.fields()) {
    if (field.indexed) {
      keys.push_back(field.key);
    }
  }
  if (const Value* title = definition.document().find("title_field")) {
    keys.insert(keys.begin(), std::string(title->as_string()));
  }
  return keys;
}

bool was_listed(const form::Definition& definition, const std::string& key) {
  const form::FieldInfo* field = definition.field(key);
  return field != nullptr && field->indexed;
}

// The listed answers of a record. Those that stay where they are stay as they were stored: whether they are relevant was
// decided then.
Value listed_answers(const form::Definition& from, const form::Definition& to, const Value& data,
                     const Value& stored_fields) {
  const auto upgraded = version::upgrade(from, to, data, {});
  std::map<std::string, version::Fate> fates;
  for (const version::Passage& passage : upgraded.passages) {
    fates.emplace(passage.field, passage.fate);
  }
  Map answers;
  for (const std::string& key : listed_fields(to)) {
    const auto fate = fates.find(key);
    const bool moved = fate != fates.end() && fate->second != version::Fate::kept;
    const bool stays = !moved && was_listed(from, key);
    const Value* answer = stays ? stored_fields.find(key) : upgraded.data.find(key);
    if (answer != nullptr) {
      answers.set(key, *answer);
    }
  }
  return Value::map(std::move(answers));
}

} // namespace

bool index_as_newest(storage::Connection& connection, definitions::Library& library,
                     const std::string& tenant, const Record& record, const Value& stored_fields,
                     const std::string& stored_title) {
  const auto newest = library.newest(connection, tenant, record.entity);
  if (newest->version <= record.definition_version) {
    return false;
  }
  const auto from = library.at(connection, tenant, record.entity, record.definition_version);
  const form::Definition& to = *newest->compiled;
  const Value answers = listed_answers(*from->compiled, to, record.data, stored_fields);
  const Derived derived = derive(to, answers, record.number);
  if (derived.fields == stored_fields && derived.title == stored_title) {
    return false;
  }
  update_derived(connection, tenant, record, derived);
  return true;
}

int Records::index_again(storage::Connection& connection, const std::string& tenant,
                         std::string_view entity) const {
  const auto newest = library_.newest(connection, tenant, entity);
  int written = 0;
  for (const auto& row :
       connection.query("SELECT id, fields, title FROM record WHERE tenant_id = $1"
                        " AND entity = $2 AND definition_version < $3",
                        {tenant, entity, newest->version})) {
    const auto record = load(connection, tenant, entity, row.text(0));
    const auto stored = parse_json(row.text(1));
    written += index_as_newest(connection, library_, tenant, *record, *stored, row.text(2)) ? 1 : 0;
  }
  return written;
}

} // namespace qudao::records

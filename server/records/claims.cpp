#include "server/records/claims.h"

#include <algorithm>

#include "core/form/texts.h"
#include "core/value/json.h"
#include "server/records/derive.h"

namespace qudao::records {

namespace {

struct Key {
  std::string rule; // entity.rule
  std::string text;
};

// The answers as one text that no other answers give: a JSON list.
std::optional<Key> key_of(const form::UniqueRule& rule, const Record& record) {
  List parts;
  for (const std::string& field : rule.fields) {
    if (field == "partner_id") {
      parts.push_back(Value::string(record.partner_id));
      continue;
    }
    const Value* answer = record.data.find(field);
    if (answer == nullptr || answer->is_null()) {
      return std::nullopt;
    }
    parts.push_back(Value::string(text_of(*answer)));
  }
  return Key{record.entity + '.' + rule.id, write_json(Value::list(std::move(parts)))};
}

std::string message_of(const form::Definition& definition, const std::string& rule_id,
                       std::string_view locale) {
  for (const Value& rule : definition.document().find("unique")->as_list()) {
    const Value* message = rule.find("message");
    if (rule.find("id")->as_string() == rule_id && message != nullptr) {
      return std::string(form::pick_locale(*message, locale));
    }
  }
  return {};
}

bool held_by_another(storage::Connection& connection, const std::string& tenant, const Key& key,
                     const std::string& record_id) {
  auto row = connection.one("SELECT record_id FROM unique_key"
                            " WHERE tenant_id = $1 AND rule = $2 AND key_text = $3",
                            {tenant, key.rule, key.text});
  return row && row->text(0) != record_id;
}

void take(storage::Connection& connection, const std::string& tenant, const std::string& rule,
          const std::optional<Key>& key, const std::string& record_id) {
  const auto held = connection.one("SELECT key_text FROM unique_key"
                                   " WHERE tenant_id = $1 AND record_id = $2 AND rule = $3",
                                   {tenant, record_id, rule});
  if (held && key && held->text(0) == key->text) {
    return;
  }
  if (held) {
    connection.execute("DELETE FROM unique_key"
                       " WHERE tenant_id = $1 AND rule = $2 AND key_text = $3",
                       {tenant, rule, held->text(0)});
  }
  if (key) {
    connection.execute("INSERT INTO unique_key (tenant_id, rule, key_text, record_id)"
                       " VALUES ($1, $2, $3, $4)",
                       {tenant, rule, key->text, record_id});
  }
}

} // namespace

UniqueRules rules_held_when(const form::Definition& definition, std::string_view situation) {
  UniqueRules rules;
  for (const form::UniqueRule& rule : definition.unique_rules()) {
    if (rule.when == situation) {
      rules.push_back(&rule);
    }
  }
  return rules;
}

UniqueRules rules_named(const form::Definition& definition, const std::vector<std::string>& ids) {
  UniqueRules rules;
  for (const form::UniqueRule& rule : definition.unique_rules()) {
    if (std::find(ids.begin(), ids.end(), rule.id) != ids.end()) {
      rules.push_back(&rule);
    }
  }
  return rules;
}

std::optional<Violation> claim(storage::Connection& connection, const std::string& tenant,
                               const form::Definition& definition, const UniqueRules& rules,
                               const Record& record, std::string_view locale) {
  for (const form::UniqueRule* rule : rules) {
    const auto key = key_of(*rule, record);
    if (!key || !held_by_another(connection, tenant, *key, record.id)) {
      continue;
    }
    Violation violation;
    violation.code = "unique." + rule->id;
    violation.path = rule->fields.back();
    violation.rule = rule->id;
    violation.message = message_of(definition, rule->id, locale);
    return violation;
  }
  for (const form::UniqueRule* rule : rules) {
    take(connection, tenant, record.entity + '.' + rule->id, key_of(*rule, record), record.id);
  }
  return std::nullopt;
}

} // namespace qudao::records

#include "core/sync/answer.h"

#include "core/sync/reading.h"
#include "core/value/json_reader.h"

namespace qudao::sync {

namespace {

bool is_told(std::string_view name) {
  for (const std::string_view told :
       {"id", "entity", "state", "updated_at", "version", "definition_version"}) {
    if (name == told) return true;
  }
  return false;
}

// `well`: it has what a record needs.
bool record_in(JsonReader& reader, Record& record, bool& well) {
  Map told;
  const std::size_t from = reader.at();
  const bool read = reader.map([&](const Value& key) {
    const std::string_view name = key.as_string();
    if (name == "data") return reader.skip(record.data);
    std::string_view other;
    if (!is_told(name)) return reader.skip(other);
    Value value;
    if (!reader.value(value)) return false;
    told.set(name, std::move(value));
    return true;
  });
  if (!read) return false;
  record.text = reader.since(from);
  const Value facts = Value::map(std::move(told));
  Reading reading(facts);
  record.id = reading.text("id");
  record.entity = reading.text("entity", false);
  record.state = reading.text("state", false);
  record.updated_at = reading.text("updated_at", false);
  record.version = reading.number("version", 1);
  record.definition_version = reading.number("definition_version", 0, false);
  well = reading.ok() && (record.data.empty() || record.data.front() == '{');
  return true;
}

bool change_in(JsonReader& reader, std::vector<Change>& changes) {
  Change change;
  bool well = false;
  const bool read = reader.map([&](const Value& key) {
    if (key.as_string() == "put") return record_in(reader, change.record, well);
    Value id;
    if (!reader.value(id)) return false;
    if (key.as_string() != "remove" || !id.is_string()) return true;
    change.record.id = id.as_string();
    change.gone = well = true;
    return true;
  });
  if (well) changes.push_back(std::move(change));
  return read;
}

} // namespace

Said said_in(std::string_view body) {
  JsonReader reader(body, kTextLimits);
  Said said;
  Map rest;
  const bool read = reader.map([&](const Value& key) {
    if (key.as_string() == "changes")
      return reader.list([&] { return change_in(reader, said.changes); });
    Value value;
    if (!reader.value(value)) return false;
    rest.set(key.as_string(), std::move(value));
    return true;
  });
  if (!read || !reader.end()) return {};
  said.rest = Value::map(std::move(rest));
  return said;
}

} // namespace qudao::sync

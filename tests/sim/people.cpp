// What people do: type, submit, decide, and answer what needs them.
#include "tests/sim/world.h"

namespace qudao::sim {

namespace {

const char* field_name(std::uint32_t number, std::int64_t definition) {
  constexpr const char* kFields[] = {"a", "b", "c", "d", "e", "f", "g"};
  return number == 5 && definition == 2 ? kFields[6] : kFields[number];
}

// f of version 1 is g of version 2: one answer.
std::string known_as(std::string_view field) {
  return field == "g" ? "f" : std::string(field);
}

std::int64_t version_of(const Value& row) {
  return row.find("version")->as_int();
}

std::string_view state_of(const Value& row) {
  return row.find("state")->as_string();
}

} // namespace

void World::look_after(Device& device) {
  at(now_ + 2'000 + dice_.below(healed_ ? 10'000 : 60'000), [this, &device] {
    if (quiet_) return;
    if (device.is_open()) live(device);
    look_after(device);
  });
}

void World::live(Device& device) {
  for (const auto& refused : device.rows("refused")) {
    const std::string& key = refused.first;
    device.run([&](sync::Client& client) { return client.dismiss(key, clock_of(device)); },
               clock_of(device), dice_, faults_);
    if (!device.is_open()) return;
  }
  std::vector<sync::Draft> waiting;
  for (const auto& [id, draft] : device.client().drafts()) {
    if (draft.phase == sync::Phase::needs_you) waiting.push_back(draft);
  }
  if (!waiting.empty() && (healed_ || dice_.chance(60)))
    return tend(device, waiting[dice_.below(waiting.size())]);
  if (healed_) return;
  if (device.owner().partner.empty()) return decide(device);
  const std::uint32_t roll = dice_.below(100);
  if (roll < 14) return begin(device);
  if (roll < 66) return type(device);
  if (roll < 90) {
    const std::string record = some_record(device, {"draft", "rejected", "withdrawn"});
    if (!record.empty()) submit(device, record);
  } else if (roll < 94) {
    act(device, some_record(device, {"pending"}), "withdraw");
  } else if (roll < 97) {
    act(device, some_record(device, {"draft"}), "remove");
  } else if (dice_.chance(30)) {
    device.die();
    device.open(clock_of(device));
  }
}

// A draft or a row in one of the states; "" when there is none.
std::string World::some_record(Device& device, std::initializer_list<std::string_view> states) {
  std::vector<std::string> found;
  for (const auto& [id, row] : device.rows("record")) {
    for (const std::string_view state : states) {
      if (state_of(row) == state) found.push_back(id);
    }
  }
  if (*states.begin() == "draft") {
    for (const auto& [id, draft] : device.client().drafts())
      found.push_back(id);
  }
  return found.empty() ? std::string() : found[dice_.below(found.size())];
}

void World::turn_in(Device& device, const std::string& record, Value data, const sync::Edit& from) {
  std::map<std::string, std::int64_t> typed;
  const sync::Draft* draft = device.client().draft(record);
  const Value before = draft != nullptr ? draft->mine : from.stored;
  for (const auto& [field, value] : data.as_map()) {
    const Value* was = before.as_map().find(field);
    if ((was == nullptr || *was != value) && value.as_int() >= 10'000)
      typed[known_as(field.as_string())] = value.as_int();
  }
  sync::Edit edit = from;
  edit.record = record;
  edit.entity = "signing";
  edit.data = std::move(data);
  ++edits_;
  const bool kept =
      device.run([&](sync::Client& client) { return client.edit(edit, clock_of(device)); },
                 clock_of(device), dice_, faults_);
  if (!kept) return;
  for (const auto& [field, value] : typed)
    device.typed[record][field] = value;
}

void World::begin(Device& device) {
  sync::Edit edit;
  edit.definition_version = device.definition;
  Map data{{"year", Value::integer(2025 + dice_.below(2))}};
  if (dice_.chance(90)) data.set("a", Value::integer(next_value_++));
  turn_in(device, "r" + std::to_string(next_record_++), Value::map(std::move(data)), edit);
}

void World::type(Device& device) {
  const std::string record = some_record(device, {"draft", "rejected", "withdrawn"});
  if (record.empty()) return begin(device);
  const sync::Draft* draft = device.client().draft(record);
  sync::Edit edit;
  Map data;
  if (draft != nullptr) {
    if (draft->phase == sync::Phase::submitting) return;
    edit.definition_version = draft->definition_version;
    edit.attachments = draft->attachments;
    data = draft->mine.as_map();
  } else {
    const Value row = device.rows("record").at(record);
    edit.definition_version = device.definition;
    edit.stored_version = version_of(row);
    edit.stored = Server::upgraded(*row.find("data"), row.find("definition_version")->as_int(),
                                   device.definition);
    data = edit.stored.as_map();
  }
  const char* field = field_name(dice_.below(6), edit.definition_version);
  if (dice_.chance(6)) {
    data.erase(field);
    device.typed[record].erase(known_as(field));
  } else {
    data.set(field, Value::integer(next_value_++));
  }
  if (dice_.chance(5)) data.set("year", Value::integer(2025 + dice_.below(2)));
  if (dice_.chance(6)) {
    edit.attachments.push_back("file" + std::to_string(next_file_++));
    uploading_.insert(edit.attachments.back());
  }
  turn_in(device, record, Value::map(std::move(data)), edit);
}

void World::submit(Device& device, const std::string& record) {
  act(device, record, "submit");
}

void World::act(Device& device, const std::string& record, const char* name) {
  if (record.empty()) return;
  const auto rows = device.rows("record");
  const auto row = rows.find(record);
  const sync::Draft* draft = device.client().draft(record);
  if (draft == nullptr && row == rows.end()) return;
  sync::Act act;
  act.name = name;
  act.entity = "signing";
  act.record = record;
  act.args = Value::map({{"opinion", Value::string("because")}});
  act.base_version = row == rows.end() ? 0 : version_of(row->second);
  act.definition_version = draft != nullptr ? draft->definition_version : device.definition;
  const bool removes = act.name == "remove";
  if (removes && draft != nullptr) device.typed.erase(record);
  device.run([&](sync::Client& client) { return client.act(act, clock_of(device)); },
             clock_of(device), dice_, faults_);
}

void World::decide(Device& device) {
  const std::string record = some_record(device, {"pending"});
  act(device, record, dice_.chance(70) ? "approve" : "reject");
}

void World::tend(Device& device, const sync::Draft& draft) {
  const std::string record = draft.record;
  if (!draft.conflicts.empty()) {
    Map choices;
    for (const sync::Conflict& conflict : draft.conflicts) {
      const bool mine = dice_.chance(50);
      choices.set(conflict.field, mine ? conflict.mine : conflict.theirs);
      if (!mine) device.typed[record].erase(known_as(conflict.field));
    }
    const Value chosen = Value::map(std::move(choices));
    device.run(
        [&](sync::Client& client) { return client.resolve(record, chosen, clock_of(device)); },
        clock_of(device), dice_, faults_);
    return;
  }
  if (draft.gone || dice_.chance(healed_ ? 50 : 10)) {
    // The person has seen what could not be kept. What was refused before may be under way no more.
    const bool kept =
        device.run([&](sync::Client& client) { return client.discard(record, clock_of(device)); },
                   clock_of(device), dice_, faults_);
    if (kept) device.typed.erase(record);
    return;
  }
  sync::Edit edit;
  edit.definition_version = draft.definition_version;
  edit.attachments = draft.attachments;
  Map data = draft.mine.as_map();
  data.set("a", Value::integer(next_value_++));
  turn_in(device, record, Value::map(std::move(data)), edit);
  if (device.is_open() && dice_.chance(50)) submit(device, record);
}

} // namespace qudao::sim

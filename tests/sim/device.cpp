#include "tests/sim/device.h"

#include <cstdio>
#include <cstdlib>

#include "core/value/json.h"

namespace qudao::sim {

namespace {

std::string member(const Value& value, std::string_view name) {
  const Value* found = value.find(name);
  return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

std::int64_t number(const Value& value, std::string_view name) {
  const Value* found = value.find(name);
  return found != nullptr && found->kind() == Kind::integer ? found->as_int() : 0;
}

} // namespace

Device::Device(std::string name, Person owner, Host host, Without without)
    : session(owner), name_(std::move(name)), owner_(std::move(owner)), host_(std::move(host)),
      without_(without) {}

void Device::open(std::int64_t now) {
  std::vector<sync::Row> rows;
  for (const auto& [place, value] : disk_) {
    if (place.first != "record") rows.push_back({place.first, place.second, value});
    if (place.first != "command") continue;
    const std::string client_id = member(disk_[{"client", "state"}], "client_id");
    const std::int64_t seq = number(*value.find("command"), "seq");
    if (seq <= acknowledged_[client_id]) forgotten_ = place.second;
  }
  auto opened = sync::Client::open(rows, {name_, owner_.id, "1"});
  if (!opened) { // the disk has what Client wrote
    std::fprintf(stderr, "cannot open: %s\n", write_json(to_value(opened.error())).c_str());
    std::abort();
  }
  client_.emplace(std::move(*opened));
  ++incarnation;
  const sync::Effects effects = client_->start(now);
  commit(effects);
  if (effects.send) send(*effects.send);
  if (effects.wake_at != 0) host_.wake(*this, effects.wake_at);
  Dice calm(0);
  upgrade(effects, now, calm, {});
}

void Device::move_to(const std::string& partner) {
  owner_.partner = partner;
  if (session.id == owner_.id) session = owner_;
}

void Device::send(const sync::Request& request) {
  std::int64_t& acknowledged = acknowledged_[member(request.body, "client_id")];
  acknowledged = std::max(acknowledged, number(request.body, "acknowledged"));
  host_.send(*this, request);
}

void Device::commit(const sync::Effects& effects) {
  for (const sync::Row& row : effects.writes) {
    const auto place = std::make_pair(row.table, row.key);
    if (row.value.is_null()) {
      disk_.erase(place);
    } else {
      disk_[place] = row.value;
    }
  }
  for (const sync::Record& record : effects.records) {
    Map row = parse_json(record.text)->as_map();
    row.set("generation", Value::integer(effects.generation));
    disk_[{"record", record.id}] = Value::map(std::move(row));
  }
  const Value& state = disk_[{"client", "state"}];
  for (const sync::Row& row : effects.writes) {
    if (row.table != "command" || row.value.is_null()) continue;
    const Value& command = *row.value.find("command");
    issued_[member(command, "id")] = {member(state, "client_id"), number(command, "seq"),
                                      number(command, "after"), member(command, "name"),
                                      member(command, "record")};
  }
  if (!effects.sweep || without_ == Without::sweep) return;
  for (auto row = disk_.begin(); row != disk_.end();) {
    const bool old =
        row->first.first == "record" && number(row->second, "generation") < effects.generation;
    row = old ? disk_.erase(row) : std::next(row);
  }
}

bool Device::run(const std::function<sync::Effects(sync::Client&)>& event, std::int64_t now,
                 Dice& dice, const Faults& faults) {
  if (!client_) return false;
  sync::Effects effects = event(*client_);
  if (effects.refused) return false;
  if (effects.send && (effects.send->early || without_ == Without::commit_before_send)) {
    send(*effects.send);
    effects.send.reset();
  }
  const bool dies = dice.chance(faults.device_dies);
  const bool first = dice.chance(50);
  const bool writes = !effects.writes.empty() || !effects.records.empty();
  const bool full = writes && dice.chance(faults.disk_full);
  if ((dies && first) || full) {
    die();
    if (dies) {
      host_.died(*this);
    } else {
      open(now);
    }
    return false;
  }
  commit(effects);
  if (dies) {
    die();
    host_.died(*this);
    return true;
  }
  if (effects.send) send(*effects.send);
  if (effects.wake_at != 0) host_.wake(*this, effects.wake_at);
  upgrade(effects, now, dice, faults);
  return true;
}

// What the worker does with core/version.
void Device::upgrade(const sync::Effects& effects, std::int64_t now, Dice& dice,
                     const Faults& faults) {
  for (const std::string& record : effects.upgrade) {
    if (!client_ || client_->draft(record) == nullptr) continue;
    const sync::Draft& draft = *client_->draft(record);
    const std::int64_t newest = std::max(draft.definition_version, draft.theirs_definition);
    const sync::Upgrade both{record,
                             newest,
                             {},
                             Server::upgraded(draft.base, draft.definition_version, newest),
                             Server::upgraded(draft.mine, draft.definition_version, newest),
                             Server::upgraded(draft.theirs, draft.theirs_definition, newest)};
    run([&](sync::Client& client) { return client.upgraded(both, now); }, now, dice, faults);
  }
}

void Device::take(const sync::Answer& answer, bool push_failed, std::int64_t now, Dice& dice,
                  const Faults& faults) {
  if (push_failed && without_ == Without::kept_on_failure) {
    for (auto row = disk_.begin(); row != disk_.end();) {
      row = row->first.first == "command" ? disk_.erase(row) : std::next(row);
    }
    die();
    open(now);
    return;
  }
  run([&](sync::Client& client) { return client.answered(answer, now); }, now, dice, faults);
}

std::map<std::string, Value> Device::rows(const std::string& table) const {
  std::map<std::string, Value> rows;
  for (auto row = disk_.lower_bound({table, ""}); row != disk_.end() && row->first.first == table;
       ++row) {
    rows[row->first.second] = row->second;
  }
  return rows;
}

} // namespace qudao::sim

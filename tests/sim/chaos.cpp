// What happens to the world once a minute, and how it heals.
#include "tests/sim/world.h"

namespace qudao::sim {

void World::trouble() {
  for (const auto& each : devices_) {
    Device& device = *each;
    if (dice_.chance(4)) {
      device.online = !device.online;
    } else if (!device.online && dice_.chance(10)) {
      device.online = true;
    }
    if (dice_.chance(faults_.clock_jumps)) {
      device.skew = static_cast<std::int64_t>(dice_.below(7'200'000)) - 3'600'000;
    }
    if (dice_.chance(1)) {
      // Somebody else signs in in another tab; the page may notice, or not.
      device.session = devices_[dice_.below(devices_.size())]->owner();
    } else if (device.session.id != device.owner().id && dice_.chance(30)) {
      device.session = device.owner();
    }
    if (device.is_open() && dice_.chance(25)) {
      const std::string user = device.session.id;
      device.run([&](sync::Client& client) { return client.signed_in(user, clock_of(device)); },
                 clock_of(device), dice_, faults_);
    }
    if (device.is_open() && device.online && dice_.chance(20)) {
      device.run([&](sync::Client& client) { return client.poked(clock_of(device)); },
                 clock_of(device), dice_, faults_);
    }
  }
  for (auto file = uploading_.begin(); file != uploading_.end();) {
    const bool arrives = dice_.chance(15);
    if (arrives) server_.upload(*file);
    file = arrives ? uploading_.erase(file) : std::next(file);
  }
  if (server_.definition() == 1 && dice_.chance(1)) server_.publish();
  if (dice_.chance(1)) server_.purge();
  if (dice_.chance(1)) devices_[2]->move_to(dice_.chance(50) ? "A" : "B");
  if (dice_.chance(5) && !server_.records().empty()) {
    auto record = server_.records().begin();
    std::advance(record, dice_.below(server_.records().size()));
    const std::string id = record->first;
    server_.reassign(id, dice_.chance(50) ? "m1" : "m2");
  }
}

void World::heal() {
  faults_ = {};
  healed_ = true;
  server_down_until_ = 0;
  for (const std::string& file : uploading_)
    server_.upload(file);
  uploading_.clear();
  for (const auto& each : devices_) {
    Device& device = *each;
    device.online = true;
    device.session = device.owner();
    if (!device.is_open()) device.open(clock_of(device));
    device.run(
        [&](sync::Client& client) { return client.signed_in(device.owner().id, clock_of(device)); },
        clock_of(device), dice_, faults_);
  }
}

std::string World::unsettled() const {
  std::string all = std::to_string(server_.held()) + " held";
  for (const auto& device : devices_) {
    all += "; " + device->owner().id + ": ";
    if (!device->is_open()) {
      all += "closed";
      continue;
    }
    const sync::Client& client = device->client();
    all += std::string(name_of(client.link())) + ", " + std::to_string(client.waiting()) +
           " waiting, " + std::to_string(client.refused()) + " refused";
    for (const auto& [id, draft] : client.drafts()) {
      all += ", " + id + " " + std::string(name_of(draft.phase)) + (draft.gone ? " gone" : "") +
             (draft.violations.empty() ? "" : " " + draft.violations.front().code) + " base " +
             std::to_string(draft.base_version) + "/" + std::to_string(draft.definition_version) +
             " theirs " + std::to_string(draft.theirs_version) + "/" +
             std::to_string(draft.theirs_definition) + (draft.theirs.is_null() ? "" : "!");
    }
  }
  return all;
}

bool World::settled() const {
  for (const auto& device : devices_) {
    if (!device->is_open() || device->client().has_unsent() || !device->client().complete())
      return false;
    if (!device->client().drafts().empty()) return false;
  }
  return server_.held() == 0 && uploading_.empty();
}

} // namespace qudao::sim

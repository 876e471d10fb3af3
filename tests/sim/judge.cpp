// What has to hold once everything has healed. The first thing that does not, in words; "" when all does.
#include "core/value/json.h"
#include "tests/sim/world.h"

namespace qudao::sim {

namespace {

std::string about(const Device& device, const std::string& what) {
  return device.owner().id + " on ..." + device.name().substr(34) + ": " + what;
}

Value without_generation(const Value& row) {
  Map map = row.as_map();
  map.erase("generation");
  return Value::map(std::move(map));
}

} // namespace

std::string World::judge() const {
  for (const auto& device : devices_) {
    if (!device->rows("command").empty()) return about(*device, "the queue is not empty");
    if (!device->forgotten().empty()) {
      return about(*device,
                   "has acknowledged the verdict on " + device->forgotten() + " too early");
    }
    for (const auto& check :
         {judge_commands(*device), judge_answers(*device), judge_rows(*device)}) {
      if (!check.empty()) return check;
    }
  }
  return judge_server();
}

// Every command that reached a disk has exactly one verdict, and took effect as often as that says.
std::string World::judge_commands(const Device& device) const {
  for (const auto& [id, issued] : device.issued()) {
    const sync::Verdict* verdict = server_.verdict(issued.client_id, issued.seq);
    const std::string command =
        issued.name + " " + std::to_string(issued.seq) + " of " + issued.record;
    if (verdict == nullptr || verdict->id != id) return about(device, "no verdict on " + command);
    const sync::Verdict* before =
        issued.after == 0 ? nullptr : server_.verdict(issued.client_id, issued.after);
    if (before != nullptr && before->outcome == sync::Outcome::rejected &&
        verdict->outcome == sync::Outcome::applied)
      return about(device, command + " was applied behind a rejected one");
    if (verdict->outcome == sync::Outcome::held) return about(device, "still held: " + command);
    const auto effect = server_.effects().find(id);
    const int effects = effect == server_.effects().end() ? 0 : effect->second;
    const int expected = verdict->outcome == sync::Outcome::applied ? 1 : 0;
    if (effects != expected) {
      return about(device, command + " took effect " + std::to_string(effects) + " times, not " +
                               std::to_string(expected));
    }
  }
  return {};
}

// The last answer each person was told is kept, of each field, has been in the record; what they gave up is not asked for.
std::string World::judge_answers(const Device& device) const {
  for (const auto& [record, fields] : device.typed) {
    for (const auto& [field, value] : fields) {
      if (server_.ever_had(value)) continue;
      std::string answer = record;
      answer += '.' + field;
      return about(device, "lost " + answer + " = " + std::to_string(value));
    }
  }
  return {};
}

// The device has what its user may see, as the server has it, and nothing else.
std::string World::judge_rows(const Device& device) const {
  auto rows = device.rows("record");
  for (const auto& [id, record] : server_.records()) {
    if (!server_.sees(device.owner(), record)) continue;
    const auto row = rows.find(id);
    if (row == rows.end()) return about(device, "does not have " + id);
    if (without_generation(row->second) != Server::row_of(record)) {
      return about(device, id + " is " + write_json(row->second) + ", the server has " +
                               write_json(Server::row_of(record)));
    }
    rows.erase(row);
  }
  if (!rows.empty()) return about(device, "has " + rows.begin()->first + ", which is not theirs");
  return {};
}

std::string World::judge_server() const {
  if (server_.counted().overwritten != 0)
    return std::to_string(server_.counted().overwritten) + " answers were overwritten unseen";
  std::map<std::string, std::string> approved;
  std::map<std::string, int> submissions;
  for (const auto& device : devices_) {
    for (const auto& [id, issued] : device->issued()) {
      const sync::Verdict* verdict = server_.verdict(issued.client_id, issued.seq);
      if (issued.name == "submit" && verdict->outcome == sync::Outcome::applied)
        ++submissions[issued.record];
    }
  }
  for (const auto& [id, record] : server_.records()) {
    int submitted = 0;
    for (const approval::Step& step : record.approval_case.trail) {
      submitted += step.decision == "submit" || step.decision == "resubmit" ? 1 : 0;
    }
    if (submitted != submissions[id]) {
      return id + " was submitted " + std::to_string(submitted) + " times by " +
             std::to_string(submissions[id]) + " commands";
    }
    if (record.approval_case.state != approval::State::approved) continue;
    const Value* year = record.data.find("year");
    const std::string key = record.partner + "/" + (year == nullptr ? "" : write_json(*year));
    if (!approved.emplace(key, id).second) return "two approved signings: " + key;
  }
  return {};
}

} // namespace qudao::sim

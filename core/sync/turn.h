// What one event does, while it is being worked out. Internal to the room.
#pragma once

#include <set>

#include "core/sync/client.h"

namespace qudao::sync {

struct Client::Turn {
  explicit Turn(std::int64_t at) : now(at) {}

  std::int64_t now = 0;
  Effects effects;
  std::set<std::string> changed;
  std::map<std::pair<std::string, std::string>, Value> writes; // the last word on each row
  std::map<std::string, Record> records;                       // and on each record
  bool state_changed = false;
  bool early = false; // commands, numbers and client_id are as the disk has them

  void write(Row row) { writes[{std::move(row.table), std::move(row.key)}] = std::move(row.value); }
  void erase(const std::string& table, const std::string& key) { write({table, key, Value()}); }
};

inline bool is_save(const Command& command) {
  return command.name == "create" || command.name == "save";
}

// The order of texts is that of numbers.
std::string key_of(std::int64_t seq);
// FNV-1a as 16 hexadecimal digits: tells things apart, guards nothing.
std::string digest_of(std::string_view text);

} // namespace qudao::sync

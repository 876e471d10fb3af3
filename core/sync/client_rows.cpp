#include <algorithm>

#include "core/sync/reading.h"
#include "core/sync/turn.h"
#include "core/value/json.h"

namespace qudao::sync {

std::string key_of(std::int64_t seq) {
  std::string digits = std::to_string(seq);
  if (digits.size() < 12) digits.insert(0, 12 - digits.size(), '0');
  return digits;
}

std::string digest_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  std::string hex(16, '0');
  for (std::size_t i = 0; i < hex.size(); ++i) {
    hex[hex.size() - 1 - i] = "0123456789abcdef"[hash >> (4 * i) & 15];
  }
  return hex;
}

namespace {

Violation malformed(const Row& row) {
  return {"sync.malformed", {}, {{"at", Value::string(row.table + '/' + row.key)}}, {}, {}};
}

} // namespace

Row Client::state_row() const {
  return {"client", "state",
          Value::map({{"client_id", Value::string(client_id_)},
                      {"user_id", Value::string(identity_.user_id)},
                      {"next_seq", Value::integer(next_seq_)},
                      {"cursor", Value::string(cursor_)},
                      {"generation", Value::integer(generation_)},
                      {"complete", Value::boolean(complete_)}})};
}

Row Client::command_row(const Queued& queued) {
  return {"command", key_of(queued.command.seq),
          Value::map({{"command", to_value(queued.command)},
                      {"held", Value::boolean(queued.held)},
                      {"stripped", Value::boolean(queued.stripped)}})};
}

Row Client::draft_row(const Draft& draft) {
  return {"draft", draft.record, to_value(draft)};
}

void Client::take_state(const Value& value, bool& ok) {
  Reading reading(value);
  client_id_ = reading.text("client_id");
  next_seq_ = reading.number("next_seq", 1);
  cursor_ = reading.text("cursor", false);
  generation_ = reading.number("generation", 0);
  complete_ = reading.flag("complete");
  ok = reading.ok();
}

Result<Client, Violation> Client::open(const std::vector<Row>& rows, const Identity& identity) {
  Client client;
  client.identity_ = identity;
  client.client_id_ = identity.client_id;
  std::map<std::int64_t, Queued> queue;
  for (const Row& row : rows) {
    bool ok = row.value.is_map();
    if (ok && row.table == "client") {
      const Value* owner = row.value.find("user_id");
      if (owner == nullptr || !owner->is_string() || owner->as_string() != identity.user_id)
        return Unexpected<Violation>{{"sync.other_user", {}, {}, {}, {}}};
      client.take_state(row.value, ok);
    } else if (ok && row.table == "command") {
      Reading reading(row.value);
      const auto command = command_from(reading.map("command"));
      ok = command.has_value();
      if (ok) {
        queue[command->seq] = {*command, write_json(row.value).size(), reading.flag("held"),
                               reading.flag("stripped")};
      }
    } else if (ok && row.table == "draft") {
      auto draft = draft_from(row.value);
      ok = draft.has_value();
      if (ok) client.drafts_[row.key] = std::move(*draft);
    } else if (ok && row.table == "refused") {
      client.refused_[row.key] = row.value;
    }
    if (!ok) return Unexpected<Violation>{malformed(row)};
  }
  for (auto& [seq, queued] : queue) {
    client.of_record_[queued.command.record].push_back(seq);
    client.next_seq_ = std::max(client.next_seq_, seq + 1);
    if (queued.held) ++client.held_;
    client.queue_.push_back(std::move(queued));
  }
  client.note_all();
  return client;
}

const Draft* Client::draft(const std::string& record) const {
  const auto found = drafts_.find(record);
  return found == drafts_.end() ? nullptr : &found->second;
}

} // namespace qudao::sync

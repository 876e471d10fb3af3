#include "core/sync/events.h"

#include <limits>

#include "core/sync/reading.h"

namespace qudao::sync {

namespace {

constexpr std::int64_t kAny = std::numeric_limits<std::int64_t>::min();

Edit edit_in(Reading& reading) {
  Edit edit;
  edit.entity = reading.text("entity");
  edit.record = reading.text("record");
  edit.data = reading.map("data");
  edit.definition_version = reading.number("definition_version", 0);
  edit.calculated = reading.texts("calculated");
  edit.attachments = reading.texts("attachments");
  edit.stored_version = reading.number("stored_version", 0, false);
  edit.stored = reading.map("stored");
  edit.origin = reading.map("origin");
  return edit;
}

Act act_in(Reading& reading) {
  Act act;
  act.name = reading.text("name");
  act.entity = reading.text("entity");
  act.record = reading.text("record");
  act.args = reading.map("args");
  act.attachments = reading.texts("attachments");
  act.base_version = reading.number("base_version", 0, false);
  act.definition_version = reading.number("definition_version", 0, false);
  act.time = reading.text("time", false);
  return act;
}

Upgrade upgrade_in(Reading& reading) {
  Upgrade upgrade;
  upgrade.record = reading.text("record");
  upgrade.definition_version = reading.number("definition_version", 1);
  upgrade.calculated = reading.texts("calculated");
  upgrade.base = reading.map("base");
  upgrade.mine = reading.map("mine");
  upgrade.theirs = reading.map("theirs");
  return upgrade;
}

Answer answer_in(Reading& reading, const Value& event) {
  Answer answer;
  answer.number = reading.number("number", 0);
  answer.status = static_cast<int>(reading.number("status", 0) % 1000);
  answer.body = member(event, "body");
  return answer;
}

// Runs `work` when the event could be read.
template <typename Work>
Result<Effects, Violation> done(const Reading& reading, Work work) {
  if (!reading.ok()) return Unexpected<Violation>{reading.violation()};
  return work();
}

} // namespace

Result<Client, Violation> open(const Value& opening) {
  Reading reading(opening);
  const Value named = reading.map("identity");
  Reading who(named);
  const Identity identity{who.text("client_id"), who.text("user_id"),
                          who.text("core_version", false)};
  if (!who.ok()) return Unexpected<Violation>{who.violation()};
  std::vector<Row> rows;
  for (const Value& item : reading.list("rows")) {
    Reading row(item);
    rows.push_back({row.text("table"), row.text("key"), member(item, "value")});
    if (!row.ok()) reading.wrong("rows");
  }
  if (!reading.ok()) return Unexpected<Violation>{reading.violation()};
  return Client::open(rows, identity);
}

Result<Effects, Violation> handle(Client& client, const Value& event) {
  Reading reading(event);
  const std::string name = reading.text("event");
  const std::int64_t now = reading.number("now", kAny);
  if (name == "start") return done(reading, [&] { return client.start(now); });
  if (name == "poked") return done(reading, [&] { return client.poked(now); });
  if (name == "woken") return done(reading, [&] { return client.woken(now); });
  if (name == "edit") {
    const Edit edit = edit_in(reading);
    return done(reading, [&] { return client.edit(edit, now); });
  }
  if (name == "act") {
    const Act act = act_in(reading);
    return done(reading, [&] { return client.act(act, now); });
  }
  if (name == "upgraded") {
    const Upgrade upgrade = upgrade_in(reading);
    return done(reading, [&] { return client.upgraded(upgrade, now); });
  }
  if (name == "answered") {
    const Answer answer = answer_in(reading, event);
    return done(reading, [&] { return client.answered(answer, now); });
  }
  if (name == "resolve") {
    const std::string record = reading.text("record");
    const Value choices = reading.map("choices");
    return done(reading, [&] { return client.resolve(record, choices, now); });
  }
  if (name == "discard") {
    const std::string record = reading.text("record");
    return done(reading, [&] { return client.discard(record, now); });
  }
  if (name == "dismiss") {
    const std::string key = reading.text("key");
    return done(reading, [&] { return client.dismiss(key, now); });
  }
  if (name == "signed_in") {
    const std::string user = reading.text("user_id");
    return done(reading, [&] { return client.signed_in(user, now); });
  }
  reading.wrong("event");
  return Unexpected<Violation>{reading.violation()};
}

Value to_value(const Effects& effects) {
  List writes;
  writes.reserve(effects.writes.size());
  for (const Row& row : effects.writes) {
    writes.push_back(Value::map({{"table", Value::string(row.table)},
                                 {"key", Value::string(row.key)},
                                 {"value", row.value}}));
  }
  Value send;
  if (effects.send) {
    send = Value::map({{"number", Value::integer(effects.send->number)},
                       {"kind", Value::string(effects.send->kind)},
                       {"body", effects.send->body}});
  }
  return Value::map({{"writes", Value::list(std::move(writes))},
                     {"sweep", effects.sweep ? Value::integer(effects.generation) : Value()},
                     {"send", std::move(send)},
                     {"wake_at", Value::integer(effects.wake_at)},
                     {"changed", to_value(effects.changed)},
                     {"upgrade", to_value(effects.upgrade)},
                     {"refused", effects.refused ? qudao::to_value(*effects.refused) : Value()}});
}

Value status_of(const Client& client) {
  return Value::map({{"link", Value::string(name_of(client.link()))},
                     {"waiting", Value::integer(static_cast<std::int64_t>(client.waiting()))},
                     {"held", Value::integer(static_cast<std::int64_t>(client.held()))},
                     {"refused", Value::integer(static_cast<std::int64_t>(client.refused()))},
                     {"needs_you", Value::integer(static_cast<std::int64_t>(client.needs_you()))},
                     {"not_queued", Value::integer(static_cast<std::int64_t>(client.not_queued()))},
                     {"complete", Value::boolean(client.complete())},
                     {"unsent", Value::boolean(client.has_unsent())}});
}

} // namespace qudao::sync

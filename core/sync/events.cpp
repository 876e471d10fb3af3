#include "core/sync/events.h"

#include <algorithm>
#include <limits>

#include "core/sync/reading.h"
#include "core/value/json.h"

namespace qudao::sync {

namespace {

constexpr std::int64_t kAny = std::numeric_limits<std::int64_t>::min();

Result<Value, Violation> parsed(std::string_view text) {
  auto value = parse_json(text, kTextLimits);
  if (value) return std::move(*value);
  const auto at = static_cast<std::int64_t>(value.error().offset);
  return Unexpected<Violation>{{value.error().code, {}, {{"at", Value::integer(at)}}, {}, {}}};
}

// Takes the first line off.
std::string_view next_line(std::string_view& lines) {
  const std::size_t end = std::min(lines.find('\n'), lines.size());
  const std::string_view line = lines.substr(0, end);
  lines.remove_prefix(std::min(end + 1, lines.size()));
  return line;
}

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

Answer answer_in(Reading& reading, std::string_view body) {
  Answer answer;
  answer.number = reading.number("number", 0);
  answer.status = static_cast<int>(reading.number("status", 0) % 1000);
  answer.body = body;
  return answer;
}

// Runs `work` when the event could be read.
template <typename Work>
Result<Effects, Violation> done(const Reading& reading, Work work) {
  if (!reading.ok()) return Unexpected<Violation>{reading.violation()};
  return work();
}

} // namespace

Result<std::vector<Row>, Violation> rows_in(std::string_view lines) {
  const auto places = parsed(next_line(lines));
  if (!places) return Unexpected<Violation>{places.error()};
  const Violation malformed{"sync.malformed", {}, {{"at", Value::string("rows")}}, {}, {}};
  if (!places->is_list()) return Unexpected<Violation>{malformed};
  std::vector<Row> rows;
  rows.reserve(places->as_list().size());
  for (const Value& place : places->as_list()) {
    const bool named = place.is_list() && place.as_list().size() == 2 &&
                       place.as_list()[0].is_string() && place.as_list()[1].is_string();
    if (!named) return Unexpected<Violation>{malformed};
    auto value = parsed(next_line(lines));
    if (!value) return Unexpected<Violation>{value.error()};
    rows.push_back({std::string(place.as_list()[0].as_string()),
                    std::string(place.as_list()[1].as_string()), std::move(*value)});
  }
  return rows;
}

Result<Client, Violation> open(std::string_view identity, const std::vector<Row>& rows) {
  const auto named = parsed(identity);
  if (!named) return Unexpected<Violation>{named.error()};
  Reading who(*named);
  const Identity known{who.text("client_id"), who.text("user_id"), who.text("core_version", false)};
  if (!who.ok()) return Unexpected<Violation>{who.violation()};
  return Client::open(rows, known);
}

Result<Effects, Violation> handle(Client& client, std::string_view text, std::string_view body) {
  const auto event = parsed(text);
  if (!event) return Unexpected<Violation>{event.error()};
  Reading reading(*event);
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
    const Answer answer = answer_in(reading, body);
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

namespace {

// [id, entity, state, updated_at, from, to] of each
Value places_of(const std::vector<Record>& records, std::string_view body) {
  List places;
  places.reserve(records.size());
  for (const Record& record : records) {
    const auto from = record.text.data() - body.data();
    const auto to = from + static_cast<std::ptrdiff_t>(record.text.size());
    places.push_back(Value::list({Value::string(record.id), Value::string(record.entity),
                                  Value::string(record.state), Value::string(record.updated_at),
                                  Value::integer(from), Value::integer(to)}));
  }
  return Value::list(std::move(places));
}

} // namespace

void append(std::string& out, const Effects& effects, std::string_view body) {
  List places;
  places.reserve(effects.writes.size());
  for (const Row& row : effects.writes)
    places.push_back(Value::list({Value::string(row.table), Value::string(row.key)}));
  Value send;
  if (effects.send) {
    send = Value::map({{"number", Value::integer(effects.send->number)},
                       {"kind", Value::string(effects.send->kind)},
                       {"early", Value::boolean(effects.send->early)}});
  }
  append_json(out,
              Value::map({{"writes", Value::list(std::move(places))},
                          {"records", places_of(effects.records, body)},
                          {"generation", Value::integer(effects.generation)},
                          {"sweep", Value::boolean(effects.sweep)},
                          {"send", std::move(send)},
                          {"wake_at", Value::integer(effects.wake_at)},
                          {"changed", to_value(effects.changed)},
                          {"upgrade", to_value(effects.upgrade)},
                          {"refused", effects.refused ? to_value(*effects.refused) : Value()}}));
  const auto line = [&out](const Value& value) {
    out += '\n';
    append_json(out, value);
  };
  if (effects.send) line(effects.send->body);
  for (const Row& row : effects.writes)
    line(row.value);
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

#include "core/sync/reading.h"
#include "core/sync/sync.h"

namespace qudao::sync {

Value to_value(const Command& command) {
  return Value::map({{"seq", Value::integer(command.seq)},
                     {"id", Value::string(command.id)},
                     {"name", Value::string(command.name)},
                     {"entity", Value::string(command.entity)},
                     {"record", Value::string(command.record)},
                     {"base_version", Value::integer(command.base_version)},
                     {"after", Value::integer(command.after)},
                     {"definition_version", Value::integer(command.definition_version)},
                     {"core_version", Value::string(command.core_version)},
                     {"args", command.args.is_map() ? command.args : Value::map({})},
                     {"attachments", to_value(command.attachments)},
                     {"time", Value::string(command.time)}});
}

Result<Command, Violation> command_from(const Value& value) {
  Reading reading(value);
  Command command;
  command.seq = reading.number("seq", 1);
  command.id = reading.text("id");
  command.name = reading.text("name");
  command.entity = reading.text("entity");
  command.record = reading.text("record");
  command.base_version = reading.number("base_version", 0, false);
  command.after = reading.number("after", 0, false);
  command.definition_version = reading.number("definition_version", 0, false);
  command.core_version = reading.text("core_version", false);
  command.args = reading.map("args");
  command.attachments = reading.texts("attachments");
  command.time = reading.text("time", false);
  if (command.after >= command.seq && command.after != 0) reading.wrong("after");
  if (!reading.ok()) return Unexpected<Violation>{reading.violation()};
  return command;
}

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
  case Outcome::applied:
    return "applied";
  case Outcome::rejected:
    return "rejected";
  default:
    return "held";
  }
}

Value to_value(const Verdict& verdict) {
  Map map{{"seq", Value::integer(verdict.seq)},
          {"id", Value::string(verdict.id)},
          {"verdict", Value::string(name_of(verdict.outcome))}};
  if (verdict.outcome == Outcome::applied) map.set("version", Value::integer(verdict.version));
  if (verdict.outcome == Outcome::rejected) map.set("violations", to_value(verdict.violations));
  if (verdict.outcome == Outcome::held) {
    map.set("waits_for", to_value(verdict.waits_for));
    map.set("waits_for_command", Value::integer(verdict.waits_for_command));
  }
  return Value::map(std::move(map));
}

Result<Verdict, Violation> verdict_from(const Value& value) {
  Reading reading(value);
  Verdict verdict;
  verdict.seq = reading.number("seq", 1);
  verdict.id = reading.text("id");
  const std::string outcome = reading.text("verdict");
  if (outcome == "applied") {
    verdict.version = reading.number("version", 0);
  } else if (outcome == "rejected") {
    verdict.outcome = Outcome::rejected;
    verdict.violations = violations_in(reading, "violations");
  } else if (outcome == "held") {
    verdict.outcome = Outcome::held;
    verdict.waits_for = reading.texts("waits_for");
    verdict.waits_for_command = reading.number("waits_for_command", 0, false);
  } else {
    reading.wrong("verdict");
  }
  if (!reading.ok()) return Unexpected<Violation>{reading.violation()};
  return verdict;
}

} // namespace qudao::sync

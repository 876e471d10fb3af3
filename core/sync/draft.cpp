#include "core/sync/draft.h"

#include <limits>

#include "core/sync/reading.h"

namespace qudao::sync {

namespace {

constexpr std::string_view kPhases[] = {"editing", "submitting", "needs_you"};

Phase phase_in(Reading& reading) {
  const std::string name = reading.text("phase");
  for (const Phase phase : {Phase::editing, Phase::submitting, Phase::needs_you}) {
    if (name == name_of(phase)) return phase;
  }
  reading.wrong("phase");
  return Phase::editing;
}

std::vector<Conflict> conflicts_in(Reading& reading) {
  std::vector<Conflict> conflicts;
  for (const Value& item : reading.list("conflicts")) {
    Reading one(item);
    conflicts.push_back(
        {one.text("field"), member(item, "was"), member(item, "mine"), member(item, "theirs")});
    if (!one.ok()) reading.wrong("conflicts");
  }
  return conflicts;
}

} // namespace

std::string_view name_of(Phase phase) {
  return kPhases[static_cast<std::size_t>(phase)];
}

Value to_value(const Draft& draft) {
  return Value::map({{"record", Value::string(draft.record)},
                     {"entity", Value::string(draft.entity)},
                     {"phase", Value::string(name_of(draft.phase))},
                     {"base_version", Value::integer(draft.base_version)},
                     {"base", draft.base},
                     {"mine", draft.mine},
                     {"definition_version", Value::integer(draft.definition_version)},
                     {"calculated", to_value(draft.calculated)},
                     {"origin", draft.origin},
                     {"attachments", to_value(draft.attachments)},
                     {"edited_at", Value::integer(draft.edited_at)},
                     {"conflicts", to_value(draft.conflicts)},
                     {"violations", to_value(draft.violations)},
                     {"theirs_version", Value::integer(draft.theirs_version)},
                     {"theirs_definition", Value::integer(draft.theirs_definition)},
                     {"theirs", draft.theirs},
                     {"generation", Value::integer(draft.generation)},
                     {"gone", Value::boolean(draft.gone)}});
}

Result<Draft, Violation> draft_from(const Value& value) {
  Reading reading(value);
  Draft draft;
  draft.record = reading.text("record");
  draft.entity = reading.text("entity");
  draft.phase = phase_in(reading);
  draft.base_version = reading.number("base_version", 0);
  draft.base = reading.map("base");
  draft.mine = reading.map("mine");
  draft.definition_version = reading.number("definition_version", 0);
  draft.calculated = reading.texts("calculated");
  draft.origin = reading.map("origin");
  draft.attachments = reading.texts("attachments");
  draft.edited_at = reading.number("edited_at", std::numeric_limits<std::int64_t>::min());
  draft.conflicts = conflicts_in(reading);
  draft.violations = violations_in(reading, "violations");
  draft.theirs_version = reading.number("theirs_version", 0, false);
  draft.theirs_definition = reading.number("theirs_definition", 0, false);
  draft.theirs = member(value, "theirs");
  draft.generation = reading.number("generation", 0, false);
  draft.gone = reading.flag("gone");
  if (!reading.ok()) return Unexpected<Violation>{reading.violation()};
  return draft;
}

} // namespace qudao::sync

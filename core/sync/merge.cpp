#include "core/sync/merge.h"

#include "core/sync/reading.h"

namespace qudao::sync {

namespace {

Value answer(const Value& data, const Value& field) {
  const Value* found = data.as_map().find(field);
  return found == nullptr ? Value() : *found;
}

// null empties: an answer nobody gave is not stored.
void put(Map& data, const Value& field, const Value& value) {
  if (value.is_null()) {
    data.erase(field.as_string());
  } else {
    data.set(field, value);
  }
}

struct Changes {
  Map set;
  Map was;
  void add(const Value& field, const Value& before, const Value& after) {
    set.set(field, after);
    was.set(field, before);
  }
};

} // namespace

Patch difference(const Value& base, const Value& mine) {
  Changes changes;
  for (const auto& [field, value] : mine.as_map()) {
    const Value before = answer(base, field);
    if (value != before) changes.add(field, before, value);
  }
  for (const auto& [field, value] : base.as_map()) {
    if (mine.as_map().find(field) == nullptr && !value.is_null())
      changes.add(field, value, Value());
  }
  return {Value::map(std::move(changes.set)), Value::map(std::move(changes.was))};
}

Merged apply(const Patch& patch, const Value& theirs) {
  Map data = theirs.as_map();
  std::vector<Conflict> conflicts;
  for (const auto& [field, mine] : patch.set.as_map()) {
    const Value was = answer(patch.was, field);
    const Value now = answer(theirs, field);
    if (now != was && now != mine)
      conflicts.push_back({std::string(field.as_string()), was, mine, now});
    put(data, field, mine);
  }
  return {Value::map(std::move(data)), std::move(conflicts)};
}

Merged merge(const Value& base, const Value& mine, const Value& theirs) {
  return apply(difference(base, mine), theirs);
}

Value with_set(const Value& data, const Value& set) {
  Map changed = data.as_map();
  for (const auto& [field, value] : set.as_map())
    put(changed, field, value);
  return Value::map(std::move(changed));
}

Value to_value(const std::vector<Conflict>& conflicts) {
  List list;
  for (const Conflict& conflict : conflicts) {
    list.push_back(Value::map({{"field", Value::string(conflict.field)},
                               {"was", conflict.was},
                               {"mine", conflict.mine},
                               {"theirs", conflict.theirs}}));
  }
  return Value::list(std::move(list));
}

std::vector<Violation> violations_of(const std::vector<Conflict>& conflicts) {
  std::vector<Violation> violations;
  violations.reserve(conflicts.size());
  for (const Conflict& conflict : conflicts) {
    violations.push_back(
        {"sync.conflict",
         conflict.field,
         {{"was", conflict.was}, {"mine", conflict.mine}, {"theirs", conflict.theirs}},
         {},
         {}});
  }
  return violations;
}

Result<Patch, Violation> patch_from(const Value& args) {
  Reading reading(args);
  Patch patch;
  patch.set = reading.map("set");
  patch.was = reading.map("was");
  for (const auto& [field, value] : patch.was.as_map()) {
    if (patch.set.as_map().find(field) == nullptr) reading.wrong("was");
  }
  if (!reading.ok()) return Unexpected<Violation>{reading.violation()};
  return patch;
}

} // namespace qudao::sync

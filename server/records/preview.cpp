#include "server/records/loaded.h"

namespace qudao::records {

namespace {

// Records that may be edited, those changed last first.
storage::Rows open_records(storage::Connection& connection, const std::string& tenant,
                           std::string_view entity, std::int64_t most) {
  return connection.query("SELECT id, title FROM record WHERE tenant_id = $1 AND entity = $2"
                          " AND state NOT IN ('pending', 'approved')"
                          " ORDER BY updated_at DESC LIMIT $3",
                          {tenant, entity, most});
}

std::int64_t count_open(storage::Connection& connection, const std::string& tenant,
                        std::string_view entity) {
  return connection
      .one("SELECT count(*) FROM record WHERE tenant_id = $1 AND entity = $2"
           " AND state NOT IN ('pending', 'approved')",
           {tenant, entity})
      ->integer(0);
}

// What the report says of one record; nothing when all its answers are kept and none is asked.
std::optional<Value> remarkable(const Record& record, const std::string& title,
                                const Value& effect) {
  const bool moved = !effect.find("moved")->as_list().empty();
  const bool asked = !effect.find("needs_answer")->as_list().empty();
  if (!moved && !asked) {
    return std::nullopt;
  }
  return Value::map({{"id", Value::string(record.id)},
                     {"number", Value::string(record.number)},
                     {"title", Value::string(title)},
                     {"state", Value::string(name_of(record.approval_case.state))},
                     {"counts", *effect.find("counts")},
                     {"moved", *effect.find("moved")},
                     {"needs_answer", *effect.find("needs_answer")}});
}

} // namespace

Value Records::preview(storage::Connection& connection, const Caller& caller,
                       const definitions::CandidatePtr& next, std::int64_t most) const {
  const std::string& tenant = caller.who.tenant_id;
  const std::string entity(next->entity());
  std::map<std::string, std::int64_t> counts;
  List reports;
  const auto rows = open_records(connection, tenant, entity, most);
  for (const auto& row : rows) {
    Loaded loaded;
    loaded.record = *load(connection, tenant, entity, row.text(0));
    loaded.bundle = library_.at(connection, tenant, entity, loaded.record.definition_version);
    const auto context = context_of(connection, library_, lookups_, caller, loaded,
                                    loaded.record.data, form::Mode::edit);
    const Value effect = to_value(version::effect(loaded.bundle->compiled, next, loaded.record.data,
                                                  loaded.record.aside, context));
    for (const auto& [fate, count] : effect.find("counts")->as_map()) {
      counts[std::string(fate.as_string())] += count.as_int();
    }
    if (auto report = remarkable(loaded.record, row.text(1), effect)) {
      reports.push_back(std::move(*report));
    }
  }
  Map sums;
  for (const auto& [fate, count] : counts) {
    sums.set(fate, Value::integer(count));
  }
  return Value::map({{"counts", Value::map(std::move(sums))},
                     {"examined", Value::integer(static_cast<std::int64_t>(rows.size()))},
                     {"records", Value::list(std::move(reports))},
                     {"total", Value::integer(count_open(connection, tenant, entity))}});
}

} // namespace qudao::records

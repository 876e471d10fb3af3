#include "server/records/verdicts.h"

#include "core/value/json.h"

namespace qudao::records {

namespace {

Value to_value(const Failure& failure) {
  return Value::map({{"code", Value::string(failure.code)},
                     {"violations", failure.violations},
                     {"members", Value::map(failure.members)},
                     {"detail", Value::string(failure.detail)}});
}

Failure failure_of(const std::string& text) {
  auto stored = parse_json(text);
  if (!stored) {
    throw std::runtime_error("a stored verdict is damaged");
  }
  Failure failure(std::string(stored->find("code")->as_string()), *stored->find("violations"));
  failure.members = stored->find("members")->as_map();
  failure.detail = std::string(stored->find("detail")->as_string());
  return failure;
}

} // namespace

std::optional<Outcome> earlier(storage::Connection& connection, const accounts::Principal& who,
                               const std::string& command_id, const std::string& fingerprint) {
  if (command_id.empty()) {
    return std::nullopt;
  }
  auto row = connection.one("SELECT fingerprint, record_id, failure FROM command_verdict"
                            " WHERE tenant_id = $1 AND user_id = $2 AND command_id = $3",
                            {who.tenant_id, who.user_id, command_id});
  if (!row) {
    return std::nullopt;
  }
  if (row->text(0) != fingerprint) {
    throw Failure("command.reused");
  }
  Outcome outcome;
  outcome.record_id = row->text(1);
  outcome.repeated = true;
  if (!row->text(2).empty()) {
    outcome.refusal = failure_of(row->text(2));
  }
  return outcome;
}

void remember(storage::Connection& connection, const accounts::Principal& who,
              const std::string& command_id, const std::string& fingerprint, const Outcome& outcome,
              Millis now) {
  if (command_id.empty()) {
    return;
  }
  connection.execute("INSERT INTO command_verdict (tenant_id, user_id, command_id, fingerprint,"
                     " record_id, failure, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                     {who.tenant_id, who.user_id, command_id, fingerprint, outcome.record_id,
                      outcome.refusal ? write_json(to_value(*outcome.refusal)) : std::string(),
                      now});
}

} // namespace qudao::records

#include <algorithm>

#include "core/value/json.h"
#include "server/crypto/digest.h"
#include "server/records/answers.h"
#include "server/records/claims.h"
#include "server/records/derive.h"
#include "server/records/filling.h"
#include "server/records/loaded.h"
#include "server/records/locked_cells.h"
#include "server/stamps/stamps.h"

namespace qudao::records {

namespace {

std::string fingerprint_of(const CommandRequest& request) {
  return crypto::sha256_hex(request.entity + '/' + request.id + '/' + request.command + '/' +
                            std::to_string(request.version) + '/' + request.opinion + '/' +
                            write_json(request.data));
}

access::Action access_action(approval::Action action) {
  switch (action) {
  case approval::Action::submit:
    return access::Action::submit;
  case approval::Action::withdraw:
    return access::Action::withdraw;
  default:
    return access::Action::decide;
  }
}

approval::Action action_of(const std::string& command) {
  const auto action = approval::action_named(command);
  if (!action) {
    throw Failure("request.invalid");
  }
  return *action;
}

std::vector<std::string> keys_of(const Value& data) {
  std::vector<std::string> keys;
  if (!data.is_map()) {
    return keys;
  }
  for (const auto& [key, answer] : data.as_map()) {
    keys.emplace_back(key.as_string());
  }
  return keys;
}

// The session a command is decided on: a submission looks at the whole form as it is edited, everything else at the
// frozen record with the approver's own answers.
struct Considered {
  form::Session session;
  std::vector<Violation> wrong;
};

// What was named before stays known; what somebody names now must be on offer.
void withdraw_unoffered(storage::Connection& connection, const lookups::Lookups& lookups,
                        const Caller& caller, const Loaded& loaded, const Value& answers,
                        form::Context& context) {
  const auto withdraw = [&](const form::FieldInfo& field, const std::string&, const Value& id) {
    if (field.lookup_entity.empty() || !id.is_string() ||
        lookups.attributes(connection, caller.who.tenant_id, field.lookup_entity, id.as_string(),
                           lookups::Reach::offered)) {
      return;
    }
    Map entities = context.lookups.as_map();
    const Value* rows = entities.find(field.lookup_entity);
    Map rest = rows == nullptr ? Map{} : rows->as_map();
    rest.erase(std::string(id.as_string()));
    entities.set(field.lookup_entity, Value::map(std::move(rest)));
    context.lookups = Value::map(std::move(entities));
  };
  each_answer(*loaded.bundle->compiled, answers, withdraw);
}

Considered considered(storage::Connection& connection, definitions::Library& library,
                      const lookups::Lookups& lookups, const Caller& caller, const Loaded& loaded,
                      approval::Action action, const Value& answers) {
  const bool submitting = action == approval::Action::submit;
  const form::Mode mode = submitting ? form::Mode::edit : form::Mode::frozen;
  Map named = loaded.record.data.as_map();
  const std::vector<std::string> keys = submitting ? std::vector<std::string>{} : keys_of(answers);
  for (const std::string& key : keys) {
    named.set(key, *answers.find(key));
  }
  form::Context context =
      context_of(connection, library, lookups, caller, loaded, Value::map(std::move(named)), mode);
  if (!keys.empty()) {
    withdraw_unoffered(connection, lookups, caller, loaded, answers, context);
  }
  Considered result{form::Session::open(loaded.bundle->compiled, loaded.record.data,
                                        std::move(context), mode, keys),
                    {}};
  if (submitting) {
    result.wrong = result.session.validate().violations;
    return result;
  }
  if (keys.empty()) {
    return result;
  }
  const Withheld withheld = withhold_cells(*loaded.bundle->compiled, loaded.record.data, answers);
  result.wrong = result.session.set_many(withheld.answers).refused;
  answer_withheld(result.session, withheld.cells, result.wrong);
  for (const form::FieldState& state : result.session.states()) {
    const std::string key = state.path.substr(0, state.path.find('/'));
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      continue;
    }
    result.wrong.insert(result.wrong.end(), state.violations.begin(), state.violations.end());
  }
  return result;
}

Value with_cleared(const Value& data, const std::vector<std::string>& keys) {
  Map rest = data.as_map();
  for (const std::string& key : keys) {
    rest.erase(key);
  }
  return Value::map(std::move(rest));
}

// What is wrong with the answers counts only for somebody who may give them: core's refusal comes first.
Failure refusal_for(const std::vector<Violation>& decided, const std::vector<Violation>& wrong) {
  if (decided.front().code == "approval.invalid_record") {
    return refusal_of("validation.failed", wrong);
  }
  return refusal_of(decided.front().code, decided);
}

struct Work {
  storage::Connection& connection;
  const Caller& caller;
  definitions::Library& library;
  const lookups::Lookups& lookups;
  const notifications::Notifications& notices;
};

std::optional<Failure> apply(const Work& work, Loaded& loaded, const form::Session& session,
                             approval::Action action, approval::Decision& decision) {
  const std::string& tenant = work.caller.who.tenant_id;
  const form::Definition& definition = *loaded.bundle->compiled;
  Record& record = loaded.record;
  record.data = with_cleared(session.data(), decision.clears);
  if (auto taken =
          claim(work.connection, tenant, definition, rules_named(definition, decision.claims),
                record, work.caller.who.locale)) {
    return refusal_of("unique.taken", {*taken});
  }
  record.approval_case = std::move(decision.next);
  record.version += 1;
  record.updated_at = work.caller.now;
  const Derived derived =
      derive(definition, with_cleared(session.submission(), decision.clears), record.number);
  if (!update(work.connection, tenant, record, derived)) {
    return version_conflict(record.version);
  }
  index_as_newest(work.connection, work.library, tenant, record, derived.fields, derived.title);
  // What rules read of the company's last signing has changed with it.
  if (loaded.bundle->reads_last && record.approval_case.state == approval::State::approved) {
    stamps::raise(work.connection, tenant, stamps::kDirectory);
  }
  store_assignments(work.connection, tenant, record, decision.assignments, work.caller.now);
  store_participants(work.connection, tenant, record, loaded.people, work.caller.now);
  audit::append(work.connection, work.caller.actor, "record." + std::string(name_of(action)),
                record.id,
                {{"entity", Value::string(record.entity)},
                 {"number", Value::string(record.number)},
                 {"state", Value::string(name_of(record.approval_case.state))},
                 {"round", Value::integer(record.approval_case.round)},
                 {"level", Value::integer(record.approval_case.level)}},
                work.caller.now);
  tell(work.connection, work.caller.who, work.notices, definition, record, derived.title,
       loaded.people, decision.notices, work.caller.now);
  return std::nullopt;
}

std::optional<Failure> carry_out(const Work& work, Loaded& loaded, const CommandRequest& request,
                                 approval::Action action) {
  const auto& who = work.caller.who;
  if (auto denied =
          access::may(actor_of(who), access_action(action), request.entity, loaded.facts)) {
    return refusal_of(denied->code, {*denied});
  }
  if (loaded.record.version != request.version) {
    return version_conflict(loaded.record.version);
  }
  Considered on = considered(work.connection, work.library, work.lookups, work.caller, loaded,
                             action, request.data);
  const bool submitting = action == approval::Action::submit;
  const auto context = approval_context(
      who, loaded.people, [&on](approval::Rule rule) { return on.session.holds(rule); },
      submitting && on.wrong.empty(), work.caller.now);
  approval::Command command{action, request.opinion, {}, 0, 0};
  if (!submitting) {
    command.fields = keys_of(request.data);
  }
  auto decision = approval::decide(loaded.bundle->compiled->process(), loaded.record.approval_case,
                                   command, context);
  if (!decision) {
    return refusal_for(decision.error(), on.wrong);
  }
  if (!on.wrong.empty()) {
    return refusal_of("validation.failed", on.wrong);
  }
  return apply(work, loaded, on.session, action, *decision);
}

} // namespace

Outcome Records::command(storage::Connection& connection, const Caller& caller,
                         const CommandRequest& request) const {
  const approval::Action action = action_of(request.command);
  const std::string fingerprint = fingerprint_of(request);
  if (auto known = earlier(connection, caller.who, request.command_id, fingerprint)) {
    return *known;
  }
  Loaded loaded = load_visible(connection, library_, caller.who, request.entity, request.id);
  Outcome outcome{loaded.record.id, std::nullopt, false, {}};
  outcome.refusal =
      carry_out({connection, caller, library_, lookups_, notices_}, loaded, request, action);
  remember(connection, caller.who, request.command_id, fingerprint, outcome, caller.now);
  return outcome;
}

void throw_if_refused(const Outcome& outcome) {
  if (outcome.refusal) {
    throw *outcome.refusal;
  }
}

} // namespace qudao::records

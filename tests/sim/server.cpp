#include "tests/sim/server.h"

#include <algorithm>

#include "core/sync/cursor.h"
#include "core/value/json.h"

namespace qudao::sim {

namespace {

constexpr const char* kDefinition = R"({
  "fields": {"manager": {"kind": "lookup"}},
  "unique": [{"id": "one_per_year", "when": "approved"}],
  "approval": {"levels": [{"id": "manager", "label": {"en": "Manager"}, "approver": {"field": "manager"}}],
               "withdraw": "before_first_decision"}})";

constexpr std::size_t kPage = 15;

sync::Verdict verdict_of(const sync::Command& command) {
  sync::Verdict verdict;
  verdict.seq = command.seq;
  verdict.id = command.id;
  return verdict;
}

sync::Verdict applied(const sync::Command& command, std::int64_t version) {
  sync::Verdict verdict = verdict_of(command);
  verdict.version = version;
  return verdict;
}

sync::Verdict rejected(const sync::Command& command, std::vector<Violation> violations) {
  sync::Verdict verdict = verdict_of(command);
  verdict.outcome = sync::Outcome::rejected;
  verdict.violations = std::move(violations);
  return verdict;
}

sync::Verdict rejected(const sync::Command& command, const char* code) {
  return rejected(command, std::vector<Violation>{{code, {}, {}, {}, {}}});
}

bool frozen(const Record& record) {
  return record.approval_case.state == approval::State::pending ||
         record.approval_case.state == approval::State::approved;
}

std::string text_of(const Value& body, std::string_view name) {
  const Value* found = body.find(name);
  return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

} // namespace

Server::Server(Without without) : without_(without) {
  std::vector<Issue> issues;
  process_ = approval::Process::compile(
      *parse_json(kDefinition), [](std::string_view, const std::string&) { return std::size_t{0}; },
      issues);
}

Value Server::upgraded(const Value& data, std::int64_t from, std::int64_t to) {
  if (from >= to || !data.is_map()) return data;
  Map map = data.as_map();
  const Value* f = map.find("f");
  if (f == nullptr) return data;
  const Value moved = *f;
  map.erase("f");
  map.set("g", moved);
  return Value::map(std::move(map));
}

bool Server::sees(const Person& who, const Record& record) const {
  if (!who.partner.empty()) return record.partner == who.partner;
  return record.manager == who.id && record.approval_case.round > 0;
}

Value Server::row_of(const Record& record) {
  return Value::map({{"id", Value::string(record.id)},
                     {"version", Value::integer(record.version)},
                     {"definition_version", Value::integer(record.definition)},
                     {"partner", Value::string(record.partner)},
                     {"state", Value::string(name_of(record.approval_case.state))},
                     {"round", Value::integer(record.approval_case.round)},
                     {"data", record.data}});
}

void Server::changed(Record& record) {
  record.position = ++head_;
}

void Server::note_values(const Value& data) {
  for (const auto& [field, value] : data.as_map()) {
    if (value.kind() == Kind::integer) values_.insert(value.as_int());
  }
}

sync::Verdict Server::create(const Person& who, const sync::Command& command) {
  const auto patch = sync::patch_from(command.args);
  if (!patch) return rejected(command, {patch.error()});
  if (records_.count(command.record) != 0) return rejected(command, "record.exists");
  Record record;
  record.id = command.record;
  record.partner = who.partner;
  record.manager = "m1";
  record.version = 1;
  record.definition = definition_;
  record.data =
      upgraded(sync::with_set(Value::map({}), patch->set), command.definition_version, definition_);
  note_values(record.data);
  changed(record);
  records_[record.id] = std::move(record);
  return applied(command, 1);
}

// The patch and the record, both as the newest definition has them.
sync::Patch Server::patch_of(const sync::Command& command, Record& record) {
  sync::Patch patch = *sync::patch_from(command.args);
  patch.set = upgraded(patch.set, command.definition_version, definition_);
  patch.was = upgraded(patch.was, command.definition_version, definition_);
  record.data = upgraded(record.data, record.definition, definition_);
  record.definition = definition_;
  return patch;
}

sync::Verdict Server::save(const sync::Command& command, Record& record, std::int64_t base) {
  if (const auto patch = sync::patch_from(command.args); !patch)
    return rejected(command, {patch.error()});
  if (frozen(record)) return rejected(command, "record.frozen");
  Record next = record;
  const sync::Patch patch = patch_of(command, next);
  if (base != record.version) ++counted_.merges;
  sync::Merged merged = sync::apply(patch, next.data);
  if (!merged.conflicts.empty() && without_ != Without::merge) {
    ++counted_.conflicts;
    return rejected(command, sync::violations_of(merged.conflicts));
  }
  counted_.overwritten += merged.conflicts.size();
  next.data = std::move(merged.data);
  next.version += 1;
  note_values(next.data);
  record = std::move(next);
  changed(record);
  return applied(command, record.version);
}

sync::Verdict Server::decide(const Person& who, const sync::Command& command, Record& record,
                             std::int64_t base) {
  const auto action = approval::action_named(command.name);
  if (!action) return rejected(command, "sync.malformed");
  if (record.version != base) return rejected(command, "record.version_conflict");
  const Value* a = record.data.find("a");
  approval::Context context;
  context.now = {++clock_, 0};
  context.locale = "en";
  context.actor = who.id;
  for (const auto& [id, person] : people_) {
    if (person.partner == record.partner) context.owners.push_back(id);
    context.active.push_back(id);
  }
  context.approvers = {{record.manager}};
  context.active.push_back(record.manager);
  context.valid = a != nullptr && !a->is_null();
  context.holds = [](approval::Rule) -> Result<bool, std::string> { return true; };
  auto decision = approval::decide(process_, record.approval_case,
                                   {*action, text_of(command.args, "opinion"), {}, 0, 0}, context);
  if (!decision) return rejected(command, decision.error());
  if (!decision->claims.empty()) {
    const Value* year = record.data.find("year");
    const std::string key =
        record.partner + '/' + (year == nullptr ? std::string() : write_json(*year));
    if (!approved_.emplace(key, record.id).second) return rejected(command, "unique.taken");
  }
  record.approval_case = std::move(decision->next);
  record.version += 1;
  changed(record);
  return applied(command, record.version);
}

sync::Verdict Server::remove(const sync::Command& command, Record& record, std::int64_t base) {
  if (record.approval_case.round > 0) return rejected(command, "record.not_removable");
  if (record.version != base) return rejected(command, "record.version_conflict");
  removals_.push_back({++head_, record.id, {}, record.partner});
  records_.erase(command.record);
  return applied(command, 0);
}

sync::Verdict Server::carry_out(const Person& who, const sync::Command& command,
                                std::int64_t base) {
  ++counted_.commands;
  sync::Verdict verdict;
  const auto found = records_.find(command.record);
  if (command.name == "create") {
    verdict = create(who, command);
  } else if (found == records_.end() || !sees(who, found->second)) {
    verdict = rejected(command, "not_found");
  } else if (command.name == "save") {
    verdict = save(command, found->second, base);
  } else if (command.name == "remove") {
    verdict = remove(command, found->second, base);
  } else {
    verdict = decide(who, command, found->second, base);
  }
  if (verdict.outcome == sync::Outcome::applied) {
    ++counted_.applied;
    ++effects_[command.id];
  }
  return verdict;
}

sync::Known Server::known_of(const ClientRow& client, const sync::Command& command) const {
  sync::Known known;
  known.last_seq = client.last_seq;
  if (const auto same = client.entries.find(command.seq); same != client.entries.end())
    known.same = same->second.verdict;
  if (const auto before = client.entries.find(command.after); before != client.entries.end())
    known.before = before->second.verdict;
  for (const std::string& file : command.attachments) {
    if (files_.count(file) == 0) known.not_arrived.push_back(file);
  }
  if (without_ == Without::stored_verdicts) {
    known.same.reset();
    known.last_seq = command.seq - 1;
  }
  if (without_ == Without::dependencies && known.before &&
      known.before->outcome == sync::Outcome::rejected) {
    const auto record = records_.find(command.record);
    known.before->outcome = sync::Outcome::applied;
    known.before->version = record == records_.end() ? 0 : record->second.version;
  }
  return known;
}

Server::Answer Server::push(const Person& who, const Value& body, int dies_after) {
  if (text_of(body, "user_id") != who.id && without_ != Without::own_session)
    return {403, Value::map({{"code", Value::string("sync.other_user")}})};
  people_[who.id] = who;
  const std::string client_id = text_of(body, "client_id");
  const Value* commands = body.find("commands");
  if (client_id.empty() || commands == nullptr || !commands->is_list())
    return {400, Value::map({{"code", Value::string("request.invalid")}})};
  auto known_client = clients_.find(client_id);
  if (known_client != clients_.end() && known_client->second.user != who.id &&
      without_ != Without::own_session) {
    return {403, Value::map({{"code", Value::string("sync.other_user")}})};
  }
  ClientRow& client = clients_[client_id];
  if (client.user.empty()) client.user = who.id;
  Map answer{{"protocol", Value::string(sync::kProtocol)}};
  List verdicts;
  for (const Value& item : commands->as_list()) {
    if (dies_after == 0) return {0, {}};
    const auto command = sync::command_from(item);
    if (!command) return {400, Value::map({{"code", Value::string("request.invalid")}})};
    sync::Received received = sync::receive(*command, known_of(client, *command));
    if (received.step == sync::Step::gap) {
      answer.set("expected", Value::integer(received.expected));
      break;
    }
    if (received.step == sync::Step::reused) {
      answer.set("reused", Value::boolean(true));
      break;
    }
    if (received.step == sync::Step::repeat) {
      ++counted_.repeated;
      verdicts.push_back(to_value(received.verdict));
      continue;
    }
    if (received.step == sync::Step::run) {
      received.verdict = carry_out(who, *command, received.base_version);
      if (without_ == Without::one_transaction && --dies_after == 0) return {0, {}};
    }
    if (received.verdict.outcome == sync::Outcome::held) ++counted_.held;
    client.last_seq = std::max(client.last_seq, command->seq);
    client.entries[command->seq] = {*command, received.verdict, who.id, head_};
    verdicts.push_back(to_value(received.verdict));
    if (dies_after > 0 && --dies_after == 0) return {0, {}};
  }
  answer.set("verdicts", Value::list(std::move(verdicts)));
  return {200, Value::map(std::move(answer))};
}

void Server::reconsider(const std::string& client_id) {
  ClientRow& client = clients_[client_id];
  for (auto& [seq, entry] : client.entries) {
    if (entry.verdict.outcome != sync::Outcome::held) continue;
    sync::Received received = sync::reconsider(entry.command, known_of(client, entry.command));
    if (received.step == sync::Step::run)
      received.verdict = carry_out(people_[entry.user], entry.command, received.base_version);
    entry.verdict = received.verdict;
  }
}

void Server::upload(const std::string& file) {
  files_.insert(file);
  for (const auto& [id, client] : clients_)
    reconsider(id);
}

std::string Server::epoch_of(const Person& who) const {
  return who.id + '-' + who.partner + '-' + std::to_string(definition_);
}

Server::Answer Server::pull(const Person& who, const Value& body) {
  if (text_of(body, "user_id") != who.id && without_ != Without::own_session)
    return {403, Value::map({{"code", Value::string("sync.other_user")}})};
  people_[who.id] = who;
  const std::string client_id = text_of(body, "client_id");
  const auto known_client = clients_.find(client_id);
  if (known_client != clients_.end() && known_client->second.user != who.id)
    return {403, Value::map({{"code", Value::string("sync.other_user")}})};
  const std::string epoch = without_ == Without::start_again ? "same" : epoch_of(who);
  sync::Start start = sync::start_of(text_of(body, "cursor"), epoch,
                                     without_ == Without::start_again ? 0 : purged_, head_);
  if (start.again) ++counted_.again;
  struct Change {
    std::int64_t position;
    Value value;
  };
  std::vector<Change> changes;
  for (const auto& [id, record] : records_) {
    if (record.position > start.cursor.position && sees(who, record))
      changes.push_back({record.position, Value::map({{"put", row_of(record)}})});
  }
  for (const Told& told : removals_) {
    const bool theirs =
        told.user == who.id || (!told.partner.empty() && told.partner == who.partner);
    if (without_ == Without::removals || !theirs || told.position <= start.cursor.position)
      continue;
    const auto record = records_.find(told.record);
    if (record != records_.end() && sees(who, record->second)) continue;
    changes.push_back({told.position, Value::map({{"remove", Value::string(told.record)}})});
  }
  std::sort(changes.begin(), changes.end(),
            [](const Change& a, const Change& b) { return a.position < b.position; });
  const bool more = changes.size() > kPage;
  if (more) changes.resize(kPage);
  start.cursor.position = more ? changes.back().position : head_;
  List told;
  for (Change& change : changes)
    told.push_back(std::move(change.value));
  List verdicts;
  if (known_client != clients_.end()) {
    const Value* acknowledged = body.find("acknowledged");
    const std::int64_t from = acknowledged == nullptr ? 0 : acknowledged->as_int();
    for (auto entry = known_client->second.entries.upper_bound(from);
         entry != known_client->second.entries.end(); ++entry) {
      verdicts.push_back(to_value(entry->second.verdict));
    }
  }
  return {200, Value::map({{"protocol", Value::string(sync::kProtocol)},
                           {"again", Value::boolean(start.again)},
                           {"changes", Value::list(std::move(told))},
                           {"verdicts", Value::list(std::move(verdicts))},
                           {"cursor", Value::string(to_text(start.cursor))},
                           {"more", Value::boolean(more)}})};
}

void Server::reassign(const std::string& id, const std::string& manager) {
  const auto found = records_.find(id);
  if (found == records_.end() || found->second.manager == manager) return;
  Record& record = found->second;
  if (record.approval_case.round > 0) removals_.push_back({++head_, id, record.manager, {}});
  record.manager = manager;
  changed(record);
}

void Server::purge() {
  removals_.clear();
  purged_ = head_;
}

const sync::Verdict* Server::verdict(const std::string& client, std::int64_t seq) const {
  const auto found = clients_.find(client);
  if (found == clients_.end()) return nullptr;
  const auto entry = found->second.entries.find(seq);
  return entry == found->second.entries.end() ? nullptr : &entry->second.verdict;
}

std::size_t Server::held() const {
  std::size_t count = 0;
  for (const auto& [id, client] : clients_) {
    for (const auto& [seq, entry] : client.entries) {
      count += entry.verdict.outcome == sync::Outcome::held ? 1 : 0;
    }
  }
  return count;
}

} // namespace qudao::sim

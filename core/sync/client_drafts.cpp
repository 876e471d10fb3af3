#include <algorithm>

#include "core/sync/turn.h"
#include "core/value/json.h"

namespace qudao::sync {

namespace {

Violation plain(const char* code) {
  return {code, {}, {}, {}, {}};
}

} // namespace

const Client::Queued* Client::queued(std::int64_t seq) const {
  const auto found = std::lower_bound(
      queue_.begin(), queue_.end(), seq,
      [](const Queued& each, std::int64_t sought) { return each.command.seq < sought; });
  return found == queue_.end() || found->command.seq != seq ? nullptr : &*found;
}

bool Client::unsettled(const std::string& record) const {
  return of_record_.count(record) != 0;
}

std::int64_t Client::last_of(const std::string& record) const {
  const auto found = of_record_.find(record);
  return found == of_record_.end() ? 0 : found->second.back();
}

Value Client::sent_of(const Draft& draft) const {
  const auto found = of_record_.find(draft.record);
  if (found == of_record_.end()) return draft.base;
  Value sent = draft.base;
  for (const std::int64_t seq : found->second) {
    const Command& command = queued(seq)->command;
    const Value* set = is_save(command) ? command.args.find("set") : nullptr;
    if (set != nullptr && set->is_map()) sent = with_set(sent, *set);
  }
  return sent;
}

bool Client::is_dirty(const Draft& draft) const {
  if (draft.base_version == 0 && !unsettled(draft.record)) return true;
  return !difference(sent_of(draft), draft.mine).empty();
}

void Client::keep(Turn& turn, Draft& draft) {
  turn.changed.insert(draft.record);
  turn.write(draft_row(draft));
}

void Client::enqueue(Turn& turn, Command command) {
  command.seq = next_seq_++;
  command.core_version = identity_.core_version;
  command.id = digest_of(client_id_ + '/' + write_json(to_value(command)));
  Queued queued{std::move(command), 0, false, false};
  Row row = command_row(queued);
  queued.bytes = write_json(row.value).size();
  of_record_[queued.command.record].push_back(queued.command.seq);
  queue_.push_back(std::move(queued));
  turn.write(std::move(row));
  turn.state_changed = true;
  turn.early = false;
}

void Client::make_save(Turn& turn, Draft& draft, const std::string& time) {
  const Patch patch = difference(sent_of(draft), draft.mine);
  const bool create = draft.base_version == 0 && !unsettled(draft.record);
  Map args = create && draft.origin.is_map() ? draft.origin.as_map() : Map{};
  args.set("set", patch.set);
  args.set("was", patch.was);
  Command command;
  command.name = create ? "create" : "save";
  command.entity = draft.entity;
  command.record = draft.record;
  command.base_version = draft.base_version;
  command.after = last_of(draft.record);
  command.definition_version = draft.definition_version;
  command.args = Value::map(std::move(args));
  command.attachments = draft.attachments;
  command.time = time;
  enqueue(turn, std::move(command));
  // The draft is as it was, and its row with it.
  turn.changed.insert(draft.record);
}

// Where the draft of a record stands. Called for every record an event has touched.
void Client::note(const std::string& record) {
  if (const auto before = due_of_.find(record); before != due_of_.end()) {
    due_.erase({before->second, record});
    due_of_.erase(before);
  }
  needs_you_.erase(record);
  not_queued_.erase(record);
  dirty_.erase(record);
  const auto found = drafts_.find(record);
  if (found == drafts_.end()) return;
  const Draft& draft = found->second;
  const bool editing = draft.phase == Phase::editing;
  const bool settled = !unsettled(record);
  if (draft.phase == Phase::needs_you) needs_you_.insert(record);
  if (editing && settled) not_queued_.insert(record);
  if (!is_dirty(draft)) return;
  dirty_.insert(record);
  if (!editing || !settled || draft.gone) return;
  const std::int64_t due = draft.edited_at + kQuiet;
  due_.emplace(due, record);
  due_of_[record] = due;
}

void Client::note_all() {
  for (const auto& [record, draft] : drafts_)
    note(record);
}

// One save of a record under way at a time: what is typed meanwhile goes with the next one. A clock that was put back makes
// nothing wait.
void Client::make_due_saves(Turn& turn) {
  while (!due_.empty() &&
         (due_.begin()->first <= turn.now || due_.begin()->first - turn.now > kQuiet)) {
    const std::string record = due_.begin()->second;
    make_save(turn, drafts_.at(record), {});
    note(record);
  }
}

namespace {

Value typed(const Draft& draft, const Value& data) {
  Map kept = data.as_map();
  for (const std::string& field : draft.calculated)
    kept.erase(field);
  return Value::map(std::move(kept));
}

// What is typed into a field in conflict is this side of it from now on.
void retype(Draft& draft) {
  std::vector<Conflict> left;
  for (Conflict& conflict : draft.conflicts) {
    const Value* typed = draft.mine.find(conflict.field);
    conflict.mine = typed == nullptr ? Value() : *typed;
    if (conflict.mine != conflict.theirs) left.push_back(std::move(conflict));
  }
  draft.conflicts = std::move(left);
}

} // namespace

Effects Client::edit(const Edit& edit, std::int64_t now) {
  Turn turn{now};
  const auto found = drafts_.find(edit.record);
  const bool decided =
      found == drafts_.end() ? unsettled(edit.record) : found->second.phase == Phase::submitting;
  if (decided) {
    turn.effects.refused = plain("sync.submitting");
    return std::move(turn.effects);
  }
  Draft& draft = drafts_[edit.record];
  const Draft before = draft;
  if (draft.record.empty()) {
    draft.record = edit.record;
    draft.entity = edit.entity;
    draft.base_version = edit.stored_version;
    draft.calculated = edit.calculated;
    draft.base = typed(draft, edit.stored);
    draft.theirs_version = edit.stored_version;
    draft.theirs_definition = edit.definition_version;
    draft.origin = edit.origin;
    draft.generation = generation_;
  }
  draft.calculated = edit.calculated;
  draft.mine = typed(draft, edit.data);
  draft.definition_version = edit.definition_version;
  draft.attachments = edit.attachments;
  draft.edited_at = now;
  retype(draft);
  // Typing answers a refusal; a conflict is answered field by field.
  if (draft.phase == Phase::needs_you && draft.conflicts.empty() && !draft.gone) {
    draft.phase = Phase::editing;
    draft.violations.clear();
  }
  if (write_json(to_value(draft)).size() > kLargest) {
    draft = before;
    if (before.record.empty()) drafts_.erase(edit.record);
    turn.effects.refused = plain("sync.too_large");
    return std::move(turn.effects);
  }
  keep(turn, draft);
  settle(turn, draft);
  return finish(turn);
}

Effects Client::act(const Act& act, std::int64_t now) {
  Turn turn{now};
  const auto found = drafts_.find(act.record);
  Draft* draft = found == drafts_.end() ? nullptr : &found->second;
  const auto refuse = [&turn](const char* code) {
    turn.effects.refused = plain(code);
    return std::move(turn.effects);
  };
  if (act.name == "create" || act.name == "save")
    return refuse("sync.malformed"); // what `edit` makes
  if (draft != nullptr && draft->phase == Phase::submitting) return refuse("sync.submitting");
  if (draft == nullptr && unsettled(act.record)) return refuse("sync.submitting");
  if (draft != nullptr && (!draft->conflicts.empty() || draft->gone))
    return refuse("sync.unresolved");
  if (write_json(act.args).size() > kLargest) return refuse("sync.too_large");
  if (draft != nullptr) {
    draft->attachments.insert(draft->attachments.end(), act.attachments.begin(),
                              act.attachments.end());
    if (act.name != "remove" && is_dirty(*draft)) make_save(turn, *draft, act.time);
    draft->phase = Phase::submitting;
    draft->violations.clear();
    keep(turn, *draft);
  }
  Command command;
  command.name = act.name;
  command.entity = act.entity;
  command.record = act.record;
  command.base_version = draft == nullptr ? act.base_version : draft->base_version;
  command.after = last_of(act.record);
  command.definition_version = act.definition_version;
  command.args = act.args;
  command.attachments = draft == nullptr ? act.attachments : draft->attachments;
  command.time = act.time;
  enqueue(turn, std::move(command));
  turn.changed.insert(act.record);
  return finish(turn);
}

Effects Client::resolve(const std::string& record, const Value& choices, std::int64_t now) {
  Turn turn{now};
  const auto found = drafts_.find(record);
  if (found == drafts_.end()) {
    turn.effects.refused = plain("sync.no_draft");
    return std::move(turn.effects);
  }
  Draft& draft = found->second;
  std::vector<Conflict> left;
  for (Conflict& conflict : draft.conflicts) {
    const Value* choice = choices.find(conflict.field);
    if (choice == nullptr) {
      left.push_back(std::move(conflict));
      continue;
    }
    draft.mine =
        with_set(draft.mine, Value::map(Map::of({{Value::string(conflict.field), *choice}})));
  }
  draft.conflicts = std::move(left);
  draft.edited_at = now;
  if (draft.conflicts.empty() && draft.phase == Phase::needs_you && !draft.gone) {
    draft.phase = Phase::editing;
    draft.violations.clear();
  }
  keep(turn, draft);
  settle(turn, draft);
  return finish(turn);
}

Effects Client::upgraded(const Upgrade& upgrade, std::int64_t now) {
  Turn turn{now};
  const auto found = drafts_.find(upgrade.record);
  if (found == drafts_.end() || unsettled(upgrade.record)) return finish(turn);
  Draft& draft = found->second;
  draft.calculated = upgrade.calculated;
  draft.base = typed(draft, upgrade.base);
  draft.mine = typed(draft, upgrade.mine);
  draft.definition_version = upgrade.definition_version;
  if (!draft.theirs.is_null()) {
    draft.theirs = upgrade.theirs;
    draft.theirs_definition = upgrade.definition_version;
  }
  keep(turn, draft);
  settle(turn, draft);
  return finish(turn);
}

Effects Client::discard(const std::string& record, std::int64_t now) {
  Turn turn{now};
  const auto found = drafts_.find(record);
  if (found == drafts_.end()) {
    turn.effects.refused = plain("sync.no_draft");
    return std::move(turn.effects);
  }
  if (unsettled(record)) {
    turn.effects.refused = plain("sync.submitting");
    return std::move(turn.effects);
  }
  drafts_.erase(found);
  turn.erase("draft", record);
  turn.changed.insert(record);
  return finish(turn);
}

Effects Client::dismiss(const std::string& refused_key, std::int64_t now) {
  Turn turn{now};
  if (refused_.erase(refused_key) != 0) turn.erase("refused", refused_key);
  return finish(turn);
}

namespace {

bool only_conflicts(const std::vector<Violation>& violations) {
  return std::all_of(violations.begin(), violations.end(),
                     [](const Violation& violation) { return violation.code == "sync.conflict"; });
}

// Conflicts the person has not answered yet stay, against what the other side has now.
std::vector<Conflict> still_open(std::vector<Conflict> earlier, std::vector<Conflict> found,
                                 const Value& theirs) {
  for (Conflict& conflict : earlier) {
    const bool again = std::any_of(found.begin(), found.end(), [&conflict](const Conflict& other) {
      return other.field == conflict.field;
    });
    const Value* now = theirs.find(conflict.field);
    conflict.theirs = now == nullptr ? Value() : *now;
    if (!again && conflict.theirs != conflict.mine) found.push_back(std::move(conflict));
  }
  return found;
}

} // namespace

void Client::take_in(Turn& turn, Draft& draft) {
  draft.theirs = typed(draft, draft.theirs);
  Merged merged = merge(draft.base, draft.mine, draft.theirs);
  draft.mine = merged.data;
  draft.base = draft.theirs;
  draft.base_version = draft.theirs_version;
  draft.conflicts =
      still_open(std::move(draft.conflicts), std::move(merged.conflicts), draft.theirs);
  draft.theirs = Value();
  if (!draft.conflicts.empty()) {
    draft.phase = Phase::needs_you;
  } else if (draft.phase == Phase::needs_you && !draft.gone && only_conflicts(draft.violations)) {
    draft.phase = Phase::editing;
    draft.violations.clear();
  }
  keep(turn, draft);
}

void Client::drop(Turn& turn, const std::string& record) {
  drafts_.erase(record);
  turn.erase("draft", record);
  turn.changed.insert(record);
}

// Nothing of the record is under way: what came from elsewhere is taken in, and a draft that is all on the server goes.
void Client::settle(Turn& turn, Draft& draft) {
  const std::string record = draft.record;
  if (unsettled(record)) return;
  if (draft
          .gone) { // while a command was under way, or before; the person is asked about what only this device has
    if (draft.phase == Phase::needs_you) return;
    if (!is_dirty(draft)) return drop(turn, record);
    draft.phase = Phase::needs_you;
    return keep(turn, draft);
  }
  if (!draft.theirs.is_null() && draft.theirs_version >= draft.base_version) {
    if (draft.theirs_definition != draft.definition_version) {
      turn.effects.upgrade.push_back(record);
      return;
    }
    take_in(turn, draft);
  }
  const bool settled = draft.phase != Phase::needs_you && draft.theirs_version > 0 &&
                       draft.theirs_version >= draft.base_version && !is_dirty(draft);
  if (settled) drop(turn, record);
}

} // namespace qudao::sync

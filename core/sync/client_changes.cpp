#include <algorithm>

#include "core/sync/reading.h"
#include "core/sync/turn.h"
#include "core/value/json.h"

namespace qudao::sync {

namespace {

const Violation kGone{"sync.gone", {}, {}, {}, {}};

bool depends(const Verdict& verdict) {
  return !verdict.violations.empty() &&
         verdict.violations.front().code == "sync.depends_on_rejected";
}

} // namespace

void Client::take_verdict(Turn& turn, const Verdict& verdict) {
  const auto found =
      std::lower_bound(queue_.begin(), queue_.end(), verdict.seq,
                       [](const Queued& each, std::int64_t seq) { return each.command.seq < seq; });
  // Told before: verdicts come again with a pull that was asked for twice.
  if (found == queue_.end() || found->command.seq != verdict.seq ||
      found->command.id != verdict.id) {
    return;
  }
  turn.changed.insert(found->command.record);
  if (verdict.outcome == Outcome::held) {
    if (!found->held) {
      found->held = true;
      ++held_;
      turn.write(command_row(*found));
    }
    return;
  }
  const Command command = found->command;
  if (found->held) --held_;
  queue_.erase(found);
  auto& seqs = of_record_[command.record];
  seqs.erase(std::remove(seqs.begin(), seqs.end(), command.seq), seqs.end());
  if (seqs.empty()) of_record_.erase(command.record);
  turn.erase("command", key_of(command.seq));
  take_final(turn, command, verdict);
}

void Client::take_final(Turn& turn, const Command& command, const Verdict& verdict) {
  want_pull_ = true;
  const auto found = drafts_.find(command.record);
  if (found == drafts_.end()) {
    if (verdict.outcome == Outcome::rejected) refuse(turn, command, verdict);
    return;
  }
  Draft& draft = found->second;
  if (verdict.outcome == Outcome::applied && command.name == "remove") {
    drafts_.erase(found);
    turn.erase("draft", command.record);
    return;
  }
  if (verdict.outcome == Outcome::rejected) {
    draft.phase = Phase::needs_you;
    if (!depends(verdict) || draft.violations.empty()) draft.violations = verdict.violations;
  } else {
    const Value* set = is_save(command) ? command.args.find("set") : nullptr;
    if (set != nullptr && set->is_map()) draft.base = with_set(draft.base, *set);
    draft.base_version = std::max(draft.base_version, verdict.version);
  }
  keep(turn, draft);
  settle(turn, draft);
}

void Client::refuse(Turn& turn, const Command& command, const Verdict& verdict) {
  Value row =
      Value::map({{"command", to_value(command)}, {"violations", to_value(verdict.violations)}});
  refused_[key_of(command.seq)] = row;
  turn.write({"refused", key_of(command.seq), std::move(row)});
}

void Client::take_put(Turn& turn, const Record& record) {
  const std::string& id = record.id;
  const auto found = drafts_.find(id);
  Value data = Value::map({});
  if (found != drafts_.end() && !record.data.empty()) {
    auto answers = parse_json(record.data, {record.data.size()});
    if (!answers) return;
    data = std::move(*answers);
  }
  turn.writes.erase({"record", id});
  turn.records[id] = record;
  turn.changed.insert(id);
  if (found == drafts_.end()) return;
  Draft& draft = found->second;
  draft.generation = generation_;
  if (draft.gone) {
    draft.gone = false;
    draft.violations.clear();
    if (draft.conflicts.empty() && draft.phase == Phase::needs_you) draft.phase = Phase::editing;
  }
  draft.theirs = std::move(data);
  draft.theirs_version = record.version;
  draft.theirs_definition = record.definition_version;
  keep(turn, draft);
  settle(turn, draft);
}

void Client::take_remove(Turn& turn, const std::string& id) {
  turn.records.erase(id);
  turn.erase("record", id);
  turn.changed.insert(id);
  const auto found = drafts_.find(id);
  if (found == drafts_.end()) return;
  Draft& draft = found->second;
  draft.theirs = Value();
  draft.gone = true;
  draft.violations = {kGone};
  keep(turn, draft);
  settle(turn, draft);
}

void Client::start_generation(Turn& turn) {
  ++generation_;
  complete_ = false;
  turn.state_changed = true;
}

// A pull brings what the commands before it have done. What it does not bring is no longer there, or no longer theirs to see:
// a record made and submitted just before its author was moved to another company, say.
void Client::finish_pull(Turn& turn) {
  std::vector<std::string> missing;
  for (const auto& [id, draft] : drafts_) {
    if (draft.theirs_version < draft.base_version && !draft.gone && !unsettled(id))
      missing.push_back(id);
  }
  for (const std::string& id : missing)
    take_remove(turn, id);
}

// What did not come is no longer there, or no longer theirs to see.
void Client::finish_generation(Turn& turn) {
  complete_ = true;
  turn.state_changed = true;
  turn.effects.sweep = true;
  std::vector<std::string> missing;
  for (const auto& [id, draft] : drafts_) {
    if (draft.base_version > 0 && draft.generation < generation_) missing.push_back(id);
  }
  for (const std::string& id : missing)
    take_remove(turn, id);
}

} // namespace qudao::sync

#include <algorithm>

#include "core/sync/answer.h"
#include "core/sync/reading.h"
#include "core/sync/turn.h"

namespace qudao::sync {

namespace {

constexpr std::int64_t kRetry[] = {1'000, 2'000, 5'000, 15'000, 30'000, 60'000};
constexpr std::int64_t kLongestRetry = kRetry[std::size(kRetry) - 1];

bool is_ours(int status, const Value& body) {
  const Value* protocol = status == 200 ? body.find("protocol") : nullptr;
  return protocol != nullptr && protocol->is_string() && protocol->as_string() == kProtocol;
}

std::string code_of(const Value& body) {
  const Value* code = body.find("code");
  return code != nullptr && code->is_string() ? std::string(code->as_string()) : std::string();
}

// This server understood that it will never understand the push: the same however often it is asked.
bool is_unreadable(int status, const Value& body) {
  return (status == 400 || status == 413 || status == 422) && !code_of(body).empty();
}

// Another name, the same each time it is worked out from the old one; still a UUID when that was one.
std::string renamed(const std::string& client_id) {
  const std::size_t kept = client_id.size() - std::min<std::size_t>(12, client_id.size());
  return client_id.substr(0, kept) + digest_of(client_id).substr(0, client_id.size() - kept);
}

} // namespace

std::string_view name_of(Link link) {
  constexpr std::string_view kNames[] = {"idle", "busy", "waiting", "signed_out", "other_user"};
  return kNames[static_cast<std::size_t>(link)];
}

Effects Client::start(std::int64_t now) {
  Turn turn{now};
  turn.state_changed = true;
  // What the last run was about to do when it ended.
  std::vector<std::string> ids;
  for (const auto& [id, draft] : drafts_)
    ids.push_back(id);
  for (const std::string& id : ids)
    settle(turn, drafts_.at(id));
  return finish(turn);
}

Effects Client::poked(std::int64_t now) {
  Turn turn{now};
  want_pull_ = true;
  if (link_ == Link::waiting) link_ = Link::idle;
  return finish(turn);
}

Effects Client::woken(std::int64_t now) {
  Turn turn{now};
  return finish(turn);
}

Effects Client::signed_in(const std::string& user_id, std::int64_t now) {
  Turn turn{now};
  if (user_id != identity_.user_id) {
    link_ = Link::other_user;
    asked_.clear();
  } else if (link_ == Link::signed_out || link_ == Link::other_user) {
    link_ = Link::idle;
    want_pull_ = true;
  }
  return finish(turn);
}

Effects Client::answered(const Answer& answer, std::int64_t now) {
  Turn turn{now};
  if (link_ != Link::busy || answer.number != number_) return finish(turn);
  const bool push = asked_ == "push";
  // Every event before this one is on the disk.
  turn.early = true;
  acknowledged_ = acknowledged();
  link_ = Link::idle;
  asked_.clear();
  const Said said = said_in(answer.body);
  if (is_ours(answer.status, said.rest)) {
    failures_ = 0;
    push ? take_push(turn, said.rest) : take_pull(turn, said);
  } else if (answer.status == 401) {
    link_ = Link::signed_out;
  } else if (answer.status == 403 && code_of(said.rest) == "sync.other_user") {
    link_ = Link::other_user;
  } else if (push && is_unreadable(answer.status, said.rest)) {
    refused_push(turn);
  } else {
    failed(now);
  }
  return finish(turn);
}

void Client::failed(std::int64_t now) {
  retry_at_ = now + kRetry[std::min(failures_, std::size(kRetry) - 1)];
  ++failures_;
  link_ = Link::waiting;
}

// The push was refused as a whole: smaller ones find the command that is to blame, which then is sent without its content.
void Client::refused_push(Turn& turn) {
  most_ = std::max<std::size_t>(pushed_ / 2, 1);
  if (pushed_ > 1) return;
  const auto first =
      std::find_if(queue_.begin(), queue_.end(), [](const Queued& queued) { return !queued.held; });
  if (first == queue_.end() || first->stripped) return failed(turn.now);
  first->stripped = true;
  turn.early = false;
  turn.write(command_row(*first));
}

void Client::take_push(Turn& turn, const Value& body) {
  most_ = std::min(most_ * 2, kMostCommands);
  if (const Value* reused = body.find("reused"); reused != nullptr && !reused->is_null())
    return renumber(turn);
  Reading reading(body);
  bool any = false;
  for (const Value& item : reading.list("verdicts")) {
    const auto verdict = verdict_from(item);
    if (!verdict) continue;
    take_verdict(turn, *verdict);
    any = true;
  }
  const std::int64_t expected = reading.number("expected", 1, false);
  const auto first =
      std::find_if(queue_.begin(), queue_.end(), [](const Queued& queued) { return !queued.held; });
  // The server has lost what it had acknowledged: it was put back to an older state.
  if (expected != 0 && first != queue_.end() && expected < first->command.seq)
    return renumber(turn);
  // It stopped in the middle, for a reason that will pass.
  if (!any) failed(turn.now);
}

void Client::take_pull(Turn& turn, const Said& said) {
  Reading reading(said.rest);
  if (reading.flag("again")) start_generation(turn);
  for (const auto& [record, gone] : said.changes) {
    gone ? take_remove(turn, record.id) : take_put(turn, record);
  }
  for (const Value& item : reading.list("verdicts")) {
    if (const auto verdict = verdict_from(item)) take_verdict(turn, *verdict);
  }
  cursor_ = reading.text("cursor");
  turn.state_changed = true;
  want_pull_ = reading.flag("more");
  pulled_at_ = turn.now;
  if (want_pull_) return;
  if (!complete_) finish_generation(turn);
  finish_pull(turn);
}

// Numbers and client_id are the server's memory of us, which is gone: the queue is sent anew under another name. The new name
// follows from the old one.
void Client::renumber(Turn& turn) {
  turn.early = false;
  std::deque<Queued> old;
  old.swap(queue_);
  held_ = 0;
  of_record_.clear();
  for (const Queued& queued : old)
    turn.erase("command", key_of(queued.command.seq));
  client_id_ = renamed(client_id_);
  next_seq_ = 1;
  std::map<std::int64_t, std::int64_t> numbers;
  for (Queued& queued : old) {
    Command command = std::move(queued.command);
    const std::int64_t before = command.seq;
    const auto after = numbers.find(command.after);
    command.after = after == numbers.end() ? 0 : after->second;
    const auto draft = drafts_.find(command.record);
    if (command.after == 0 && draft != drafts_.end())
      command.base_version = draft->second.base_version;
    numbers[before] = next_seq_;
    enqueue(turn, std::move(command));
  }
  cursor_.clear();
  want_pull_ = true;
}

std::int64_t Client::acknowledged() const {
  std::int64_t acknowledged = next_seq_ - 1;
  for (const Queued& queued : queue_) {
    acknowledged = std::min(acknowledged, queued.command.seq - 1);
    if (queued.command.after != 0) acknowledged = std::min(acknowledged, queued.command.after - 1);
  }
  return acknowledged;
}

namespace {

Command without_content(Command command) {
  command.name = "undeliverable";
  command.args = Value::map({});
  command.attachments.clear();
  return command;
}

} // namespace

Request Client::push(bool early) {
  List commands;
  std::size_t bytes = 0;
  for (const Queued& queued : queue_) {
    if (queued.held) continue;
    if (!commands.empty() && (commands.size() >= most_ || bytes + queued.bytes > kMostBytes)) break;
    commands.push_back(
        to_value(queued.stripped ? without_content(queued.command) : queued.command));
    bytes += queued.bytes;
  }
  pushed_ = commands.size();
  return {++number_, "push",
          Value::map({{"protocol", Value::string(kProtocol)},
                      {"client_id", Value::string(client_id_)},
                      {"user_id", Value::string(identity_.user_id)},
                      {"acknowledged", Value::integer(early ? acknowledged_ : acknowledged())},
                      {"commands", Value::list(std::move(commands))}}),
          early};
}

Request Client::pull(bool early) {
  want_pull_ = false;
  return {++number_, "pull",
          Value::map({{"protocol", Value::string(kProtocol)},
                      {"client_id", Value::string(client_id_)},
                      {"user_id", Value::string(identity_.user_id)},
                      {"acknowledged", Value::integer(early ? acknowledged_ : acknowledged())},
                      {"cursor", Value::string(cursor_)}}),
          early};
}

// What to do now that the event is taken in: at most one request is under way.
void Client::next(Turn& turn) {
  // A clock that was put back must not make anything wait longer than it would have.
  if (link_ == Link::busy && (turn.now >= give_up_at_ || give_up_at_ - turn.now > 2 * kLost)) {
    if (asked_ == "pull") want_pull_ = true;
    asked_.clear();
    failed(turn.now);
  }
  if (link_ == Link::waiting && (turn.now >= retry_at_ || retry_at_ - turn.now > kLongestRetry))
    link_ = Link::idle;
  if (link_ != Link::idle) return;
  make_due_saves(turn);
  const bool pull_due = want_pull_ || turn.now - pulled_at_ >= kPoll || turn.now < pulled_at_;
  if (waiting() != 0) {
    turn.effects.send = push(turn.early);
  } else if (pull_due) {
    turn.effects.send = pull(turn.early);
  } else {
    return;
  }
  asked_ = turn.effects.send->kind;
  link_ = Link::busy;
  give_up_at_ = turn.now + kLost;
}

std::int64_t Client::next_due(std::int64_t now) const {
  if (link_ == Link::busy) return give_up_at_;
  if (link_ == Link::waiting) return retry_at_;
  if (link_ != Link::idle) return 0;
  std::int64_t due = pulled_at_ + kPoll;
  if (!due_.empty()) due = std::min(due, due_.begin()->first);
  return std::max(due, now + 1);
}

Effects Client::finish(Turn& turn) {
  for (const std::string& record : turn.changed)
    note(record);
  next(turn);
  turn.effects.wake_at = next_due(turn.now);
  if (turn.state_changed) turn.write(state_row());
  for (auto& [place, value] : turn.writes) {
    turn.effects.writes.push_back({place.first, place.second, std::move(value)});
  }
  for (auto& [id, record] : turn.records)
    turn.effects.records.push_back(std::move(record));
  turn.effects.generation = generation_;
  turn.effects.changed.assign(turn.changed.begin(), turn.changed.end());
  return std::move(turn.effects);
}

} // namespace qudao::sync

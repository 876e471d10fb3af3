// The client's side: its queue, its drafts, what to send next and when to try again. No I/O, no clock: events in, effects out.
//
//   auto opened = Client::open(rows of the local database, identity of who is signed in, now);
//   Effects effects = client.edit({…}, now);    // and the other events
//   // 1. commit effects.writes in one transaction   2. then send effects.send, wake at effects.wake_at, tell the page
//
// The order is the contract: nothing is sent or shown that is not on the disk. When the commit fails (disk full) the shell
// tells the person, throws this Client away and opens another one from what is on the disk. A request that is `early` tells only
// what was on the disk before its event: it may be sent before the commit, so that the server works while the device writes. The
// answer to a request of a Client that is gone is dropped.
//
// The rows are the whole state, four tables of the local database, keyed by text:
//   client   'state': {client_id, user_id, next_seq, cursor, generation, complete}
//   command  seq, 12 digits: a command without final verdict; {"command", "held", "stripped"}
//   draft    record id: see draft.h
//   refused  seq: {"command", "violations"}: a refused command that no draft shows; until the person has seen it (dismiss)
// and a fifth that only the shell reads: `record`, id → the record as the server last told it, with its generation. Effects
// bring them as they came, as parts of the body of the answer; those that say `sweep` let the shell delete the records of older
// generations, in the same transaction.
//
// One request is under way at a time. Success is recognised by "protocol" in the answer: anything else, a 200 too, is tried
// again after 1, 2, 5, 15, 30, then each 60 seconds; an answer that does not come within a minute counts as lost, and is
// ignored when it comes after all. 401, or 403 of a session that is somebody else's: nothing is sent until `signed_in` says that
// this user is signed in; the shell asks who is, at once and then each minute (link() is signed_out or other_user).
//
// Answers typed are sent 0.8 s after the last one, as one save per record with the fields that differ; a save is made when it
// is about to be sent, so that a day without a connection costs one save per record. Submissions and decisions become
// commands at once. A rejected save or submission leaves the draft as it is, with its violations, and its phase needs_you.
// The id of a command is a digest of it, its number and the client_id: a database put back to an older state is noticed by the
// server (receive.h, reused) instead of mistaking a new command for an old one.
// A command the server cannot even read (400, 413 or 422 for it alone) is sent without its content as 'undeliverable', which the
// server rejects: it never blocks what is behind it, and its content stays here.
//
// A draft of an older definition is sent as it is: the server upgrades it. Merging needs one definition on both sides: when a
// pull brings the record under another one, `Effects::upgrade` names the draft, and the shell answers with `upgraded`.
//
// Refusals (Effects::refused): sync.submitting (an edit or act while a submission or decision of this record is under way),
// sync.no_draft, sync.unresolved (submit with conflicts), sync.too_large (a command over kLargest).
// Cost: an event O(commands and answers of its record + log of the drafts), a pull O(drafts) more; the queue is in memory, 10,000 commands about 10 MB.
// Thread safety: one thread at a time.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>

#include "core/sync/draft.h"

namespace qudao::sync {

inline constexpr std::int64_t kQuiet = 800;        // ms after the last answer before it is sent
inline constexpr std::int64_t kPoll = 60'000;      // ms between pulls nobody asked for
inline constexpr std::int64_t kLost = 60'000;      // ms after which a request counts as lost
inline constexpr std::size_t kMostCommands = 200;  // of one push
inline constexpr std::size_t kMostBytes = 262'144; // of one push, about
inline constexpr std::size_t kLargest = 524'288;   // of one command, as JSON

struct Identity {
  std::string client_id; // made by the shell; used when the database has none yet
  std::string user_id;
  std::string core_version;
};

struct Row {
  std::string table;
  std::string key;
  Value value; // null: the row goes
};

// A record as the server told it. Little of it is read here; `text` and `data` lie within the body of the answer.
struct Record {
  std::string id;
  std::string entity;
  std::string state;
  std::string updated_at;
  std::int64_t version = 0;
  std::int64_t definition_version = 0;
  std::string_view text; // all of it, JSON
  std::string_view data; // its answers, JSON; empty: none
};

struct Request {
  std::int64_t number = 0; // hand it back with the answer
  std::string kind;        // push or pull
  Value body;
  bool early = false; // need not wait for the writes
};

enum class Link : std::uint8_t { idle, busy, waiting, signed_out, other_user };
std::string_view name_of(Link link);

struct Effects {
  std::vector<Row> writes;
  std::vector<Record> records; // to be written as well, of `generation`
  std::int64_t generation = 0;
  bool sweep = false; // delete records of generations before `generation`
  std::optional<Request> send;
  std::int64_t wake_at = 0;         // call `woken` then; 0: no need
  std::vector<std::string> changed; // records whose row or draft changed
  std::vector<std::string>
      upgrade; // drafts to be upgraded before what came can be merged: `upgraded`
  std::optional<Violation> refused; // the event was not taken; nothing else happened
};

struct Edit {
  std::string entity;
  std::string record;
  Value data; // all answers
  std::int64_t definition_version = 0;
  std::vector<std::string> calculated; // fields this definition works out
  std::vector<std::string> attachments;
  // For the first edit of a record: what it starts from, and more args of the create of a new one.
  std::int64_t stored_version = 0;
  Value stored = Value::map({});
  Value origin = Value::map({});
};

// A draft and the record as it came, both as the newest definition the device has holds them (core/version).
struct Upgrade {
  std::string record;
  std::int64_t definition_version = 0;
  std::vector<std::string> calculated; // as in Edit
  Value base;
  Value mine;
  Value theirs;
};

struct Act {
  std::string name; // submit, withdraw, approve, reject, fill, remove
  std::string entity;
  std::string record;
  Value args = Value::map({});
  std::vector<std::string> attachments;
  std::int64_t base_version = 0; // as the person saw it; not for submit of a draft
  std::int64_t definition_version = 0;
  std::string time;
};

struct Answer {
  std::int64_t number = 0; // of the request
  int status = 0;          // of HTTP; 0: there was no answer
  std::string_view body;   // as it came, whatever it is; Effects::records lie within it
};

struct Said;

class Client {
 public:
  // sync.malformed {at: table/key} when a row cannot be read, sync.other_user when the database is somebody else's.
  static Result<Client, Violation> open(const std::vector<Row>& rows, const Identity& identity);

  // --- events
  Effects start(std::int64_t now); // after open; writes what a new database needs
  Effects edit(const Edit& edit, std::int64_t now);
  Effects act(const Act& act, std::int64_t now);
  Effects upgraded(const Upgrade& upgrade, std::int64_t now);
  // The person's choice per field in conflict: the answer to keep.
  Effects resolve(const std::string& record, const Value& choices, std::int64_t now);
  Effects discard(const std::string& record,
                  std::int64_t now); // the person gives up what was typed
  Effects dismiss(const std::string& refused_key, std::int64_t now);
  Effects answered(const Answer& answer, std::int64_t now);
  Effects poked(std::int64_t now); // the server has something, or the connection is back
  Effects woken(std::int64_t now);
  Effects signed_in(const std::string& user_id, std::int64_t now);

  // --- what the page shows
  Link link() const { return link_; }
  const Draft* draft(const std::string& record) const;
  const std::map<std::string, Draft>& drafts() const { return drafts_; }
  // queued and not sent or not answered; held; refused and not seen yet
  std::size_t waiting() const { return queue_.size() - held_; }
  std::size_t held() const { return held_; }
  std::size_t refused() const { return refused_.size(); }
  // Drafts in conflict or refused, and those with answers of which nothing is queued yet.
  std::size_t needs_you() const { return needs_you_.size(); }
  std::size_t not_queued() const { return not_queued_.size(); }
  bool complete() const { return complete_; } // everything has been pulled once
  // something of this device is not on the server yet
  bool has_unsent() const {
    return !queue_.empty() || !refused_.empty() || !needs_you_.empty() || !dirty_.empty();
  }

 private:
  struct Queued {
    Command command;
    std::size_t bytes = 0;
    bool held = false;
    bool stripped = false; // the server could not read it
  };
  struct Turn; // collects the effects of one event

  Client() = default;

  // rows
  void take_state(const Value& value, bool& ok);
  Row state_row() const;
  static Row command_row(const Queued& queued);
  static Row draft_row(const Draft& draft);

  // drafts
  const Queued* queued(std::int64_t seq) const;
  bool unsettled(const std::string& record) const;
  Value sent_of(const Draft& draft) const; // base with what is under way
  bool is_dirty(const Draft& draft) const;
  void keep(Turn& turn, Draft& draft);
  void settle(Turn& turn, Draft& draft);
  void drop(Turn& turn, const std::string& record);
  void take_in(Turn& turn, Draft& draft);
  void make_save(Turn& turn, Draft& draft, const std::string& time);
  std::int64_t last_of(const std::string& record) const;
  void enqueue(Turn& turn, Command command);
  void make_due_saves(Turn& turn);
  void note(const std::string& record);
  void note_all();

  // verdicts and changes
  void take_verdict(Turn& turn, const Verdict& verdict);
  void take_final(Turn& turn, const Command& command, const Verdict& verdict);
  void refuse(Turn& turn, const Command& command, const Verdict& verdict);
  void take_put(Turn& turn, const Record& record);
  void take_remove(Turn& turn, const std::string& id);
  void start_generation(Turn& turn);
  void finish_generation(Turn& turn);
  void finish_pull(Turn& turn);

  // link
  Effects finish(Turn& turn);
  void next(Turn& turn);
  Request push(bool early);
  Request pull(bool early);
  void take_push(Turn& turn, const Value& body);
  void take_pull(Turn& turn, const Said& said);
  void refused_push(Turn& turn);
  void failed(std::int64_t now);
  void renumber(Turn& turn);
  std::int64_t acknowledged() const;
  std::int64_t next_due(std::int64_t now) const;

  Identity identity_;
  std::string client_id_;
  std::int64_t next_seq_ = 1;
  std::string cursor_;
  std::int64_t generation_ = 0;
  bool complete_ = false;
  std::deque<Queued> queue_;                                   // by seq
  std::map<std::string, std::vector<std::int64_t>> of_record_; // seqs in the queue, ascending
  std::size_t held_ = 0;
  std::map<std::string, Draft> drafts_;
  std::map<std::string, Value> refused_;
  // Of the drafts, kept by `note`: which are to be sent by themselves, and when; what `status` counts.
  std::set<std::pair<std::int64_t, std::string>> due_;
  std::map<std::string, std::int64_t> due_of_;
  std::set<std::string> needs_you_;
  std::set<std::string> not_queued_;
  std::set<std::string> dirty_;

  // Not on the disk: where the conversation stands.
  Link link_ = Link::idle;
  std::int64_t number_ = 0;
  std::string asked_; // kind of the request under way
  std::size_t pushed_ = 0;
  std::size_t most_ = kMostCommands; // fewer after a push was refused as a whole
  std::int64_t give_up_at_ = 0;
  std::int64_t retry_at_ = 0;
  std::size_t failures_ = 0;
  bool want_pull_ = true;
  std::int64_t pulled_at_ = 0;
  std::int64_t acknowledged_ = 0; // as the disk had it before the last answer
};

} // namespace qudao::sync

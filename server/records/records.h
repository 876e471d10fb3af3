// records: what people fill in. Load state → core decides → persist its effects, in one transaction.
//
// Nothing is decided here: whether answers are valid says core/form, who may see and do what core/access, what a decision
// leads to core/approval. This room brings them what they ask about and stores what they answer: the record, its indexed
// answers, unique keys, assignments, participants, the verdict, audit entries, notices and mail — all or nothing.
//
// States (of the approval case): draft, pending, approved, rejected, withdrawn. Pending and approved records are frozen.
// A definition without approval levels (agent) has one state, and every save of it must be valid.
//
// A command carries an id of its client's making. It takes effect at most once: asked again, the stored verdict is given,
// applied or refused. Commands and saves name the version they start from; a stale one is refused with
// record.version_conflict {version}.
//
// `prepare` does the expensive part of a creation (form, validation, decision) in a read snapshot, outside of the one
// writer; `create` uses it when nothing it rests on has changed since, and does it again otherwise.
//
// Every record names the version of its definition. Answers given under an older one are upgraded (upgrades.h) when the record
// is read for editing, saved or submitted; what then has no field any more is kept aside with the record.
//
// Errors: functions that write answer an Outcome, so that a refusal's verdict is kept; throw_if_refused makes a Failure of
// it after the commit. Failure not_found for what the caller may not see. Codes: validation.failed, record.frozen,
// record.version_conflict, record.exists, record.not_removable, record.not_unique, command.reused, access.denied, approval.*.
// Cost: prepare about 0.2 ms, create 0.1 ms. Thread safety: any thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/sync/merge.h"
#include "server/accounts/principal.h"
#include "server/audit/audit.h"
#include "server/definitions/definitions.h"
#include "server/lookups/lookups.h"
#include "server/notifications/notifications.h"
#include "server/records/people.h"
#include "server/records/verdicts.h"
#include "server/stamps/memo.h"

namespace qudao::records {

// Who asks, and when.
struct Caller {
  accounts::Principal who;
  audit::Actor actor;
  Millis now = 0;
};

struct NewRecord {
  std::string entity;
  Value data; // typed answers
  bool submit = false;
  std::string command_id; // empty: not repeatable
  std::string from_id;    // the record answers were taken over from; empty: none
  std::vector<std::string> taken_over;
  std::int64_t definition_version = 0; // the answers were given under; 0: the newest
  std::string id; // made by a client that was away, a UUID; empty: one is made here
};

struct Change {
  std::string entity;
  std::string id;
  Value data; // all answers: what is missing is emptied
  std::int64_t version = 0;
  std::int64_t definition_version = 0; // as in NewRecord
};

// A save that says what it changes, from what to what, made by a client that was away.
struct Merge {
  std::string entity;
  std::string id;
  sync::Patch patch;
  std::int64_t version = 0;            // the client started from
  std::int64_t definition_version = 0; // as in NewRecord; of the patch
};

struct CommandRequest {
  std::string entity;
  std::string id;
  std::string command; // submit, fill, approve, reject, withdraw
  std::string opinion;
  Value data; // approver fields, of fill and approve
  std::int64_t version = 0;
  std::string command_id;
};

struct ListQuery {
  std::string entity;
  std::string text;
  std::vector<std::string> states;                          // any of them; empty: all
  std::vector<std::pair<std::string, std::string>> filters; // indexed field, value
  std::string sort = "-updated_at"; // or number, title, state, created_at, an indexed field
  bool mine_to_decide = false;
  std::optional<std::vector<std::string>> partners; // only of these; nothing: of any
  std::int64_t page = 1;
  std::int64_t page_size = 20;
};

struct Prepared; // prepared.h
using PreparedPtr = std::shared_ptr<const Prepared>;

class Records {
 public:
  Records(definitions::Library& library, const lookups::Lookups& lookups,
          const notifications::Notifications& notices);

  // --- reading
  Value list(storage::Connection& connection, const accounts::Principal& who,
             const ListQuery& query) const;
  Value view(storage::Connection& connection, const accounts::Principal& who,
             std::string_view entity, std::string_view id, Millis now) const;
  // What a new record of the caller's company starts from: {"data","taken_over","from","context","lookups"}.
  Value start(storage::Connection& connection, const accounts::Principal& who,
              std::string_view entity, Millis now) const;
  bool sees(storage::Connection& connection, const accounts::Principal& who,
            std::string_view id) const;
  // Whether the upload belongs to a record the caller sees.
  bool may_read_file(storage::Connection& connection, const accounts::Principal& who,
                     std::string_view attachment_id) const;

  // --- writing
  PreparedPtr prepare(storage::Connection& connection, const Caller& caller,
                      const NewRecord& request) const;
  Outcome create(storage::Connection& connection, const Caller& caller, const NewRecord& request,
                 const PreparedPtr& prepared) const;
  // What became of answers of an older version (upgrade_report in upgrades.h); null when they were of the newest.
  Value save(storage::Connection& connection, const Caller& caller, const Change& change) const;
  // The same for part of the answers: fields that others changed in the meantime stay as they are; where both sides changed
  // one, nothing is saved: Failure sync.conflict, with a violation per field. Answers the version there is then.
  std::int64_t merge(storage::Connection& connection, const Caller& caller,
                     const Merge& merge) const;
  Outcome command(storage::Connection& connection, const Caller& caller,
                  const CommandRequest& request) const;
  void remove(storage::Connection& connection, const Caller& caller, std::string_view entity,
              std::string_view id, std::int64_t version) const;

  // The agent record of a company that registers: everything checked and claimed, but without a caller's rights, because
  // nobody is signed in yet. `id` is the record's and the company's.
  void register_partner(storage::Connection& connection, const Caller& caller,
                        const std::string& id, const Value& data) const;

  // What a definition that is not published yet would do to the records that may be edited:
  // {"counts": {fate: n}, "examined", "records": [{"counts", "id", "moved", "needs_answer", "number", "state", "title"}],
  //  "total"}: of at most `most`, those changed last, and of them the records that are changed or need an answer.
  Value preview(storage::Connection& connection, const Caller& caller,
                const definitions::CandidatePtr& next, std::int64_t most) const;
  // After it was published: lists and searches find older records under the fields of the newest version. Answers how many
  // were written; about 0.2 ms each.
  int index_again(storage::Connection& connection, const std::string& tenant,
                  std::string_view entity) const;

  // After users or approval paths changed: who must act on the pending records of these managers.
  void reassign(storage::Connection& connection, const std::string& tenant,
                const std::vector<std::string>& managers, Millis now) const;

 private:
  People known_people(storage::Connection& connection, const accounts::Principal& who,
                      const Prepared& prepared) const;
  Value known_context(storage::Connection& connection, const accounts::Principal& who,
                      std::int64_t stamp) const;

  definitions::Library& library_;
  const lookups::Lookups& lookups_;
  const notifications::Notifications& notices_;
  mutable stamps::Memo<People> people_;  // by company and named people, under the 'directory' stamp
  mutable stamps::Memo<Value> contexts_; // by caller, likewise
};

void throw_if_refused(const Outcome& outcome);

} // namespace qudao::records

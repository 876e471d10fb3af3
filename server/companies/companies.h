// companies: the libraries of companies that people work on. Load state, core decides, persist its effects, in one transaction.
//
// Nothing is decided here: whether two companies are one says core/match, whose a company is and how it comes to be somebody
// else's core/pool, when a term ends core/calendar. This room finds the candidates by their keys, counts what people own, and
// stores what the decision says: the company, its keys and facts, what happened, the audit trail and the change log.
//
// Under any concurrency: everything a decision rests on is read in the write transaction that stores it, the company is changed
// only where its version and owner are the ones seen, and what only one company can have (a registration; while it is owned, a
// mobile or a landline with its area code) is a unique key. So there is one owner, no limit is exceeded, and of two who enter the
// same company at once the second finds the first: what they typed is kept with it (`entry`), and they are told.
//
// Two that are one are merged, and brought back (core/pool/merge.h): the one that is gone leaves its row, and keeps with the merge
// how both were; its history, entries and releases stay its own and are read with the kept one's, which is found by all that
// either was found by. What somebody entitled marks as different is remembered, of two companies or of one and a name.
//
// A company's data: name, former_name, credit_code, address, website, contact_name, industry, source, remark (texts), phone, fax, mobile,
// email (lists of texts). A number of any kind is needed. People at it (contacts): name, position, mobile, phone, email, remark, main;
// a merge keeps those of both, who is the same (core/match/people.h) once; so does an entry that is bound to one's own. A number of somebody
// at it will do.
//
// Who sees what: members and administrators of a pool see the companies of its library; of those that are not theirs without the
// fields the pool masks, and found by name only; owners as far as the rules show them. To everybody else a library does not exist.
//
// Errors: Failure not_found, validation.failed (company.*, format.*), pool.collision with the check and whether the entry was
// bound, access.denied and pool.refused with violations of core/pool, record.version_conflict.
// Cost: a check about 0.1 ms and 5 µs per candidate, a claim about 0.2 ms of the writer. Thread safety: any thread.
#pragma once

#include <optional>
#include <string>

#include "core/pool/merge.h"
#include "server/companies/books.h"
#include "server/failure/failure.h"
#include "server/records/records.h"

namespace qudao::companies {

struct Entry {
  std::string library;
  std::string pool;
  Value data;
  bool warned = false;          // has read that the company is probably there
  std::string reason;           // why it is entered all the same
  bool imported = false;        // a row of a file
  std::optional<Value> contact; // somebody at it
  std::string
      import; // id of the import it is a row of: what rows before it entered counts as the caller's own, for people to be added
  // By an administrator: into the pool, or to `person`.
  bool add = false;
  std::string person;
  std::vector<std::string> tags;
};
pool::Command command_of(const Entry& entry); // of data that was checked

// What became of a request that leaves something behind even when it is refused: throw_if_refused after the commit.
struct Result {
  Value shown;
  std::optional<Failure> refused;
};
void throw_if_refused(const Result& result);

struct ActRequest {
  std::string library;
  std::string company;
  pool::Command command;
};

struct AnswerRequest {
  std::string library;
  std::string application;
  pool::Command command; // answer or withdraw
};

// The same of several, each for itself.
struct BatchRequest {
  struct Item {
    std::string company;
    std::int64_t version = 0; // the caller looked at; 0: not said
  };
  std::string library;
  pool::Command command;
  std::vector<Item> items;
};

struct EditRequest {
  std::string library;
  std::string company;
  Value data; // all of it
  std::int64_t version = 0;
  bool warned = false; // as of entries
  std::string reason;
};

struct ContactRequest {
  std::string library;
  std::string company;
  std::string contact;       // id; empty: a new one
  std::optional<Value> data; // nothing: it is removed
  std::int64_t version = 0;  // of the company, when one is changed
  bool warned = false;       // as of entries
  std::string reason;
};

struct FileRequest {
  std::string library;
  std::string company;
  std::string file; // id of an attachment
};

struct MergeRequest {
  std::string library;
  std::string company; // that is kept
  std::string other;
  pool::MergeCommand command;
  bool preview = false; // only what it would be
};

struct MarkRequest {
  std::string library;
  std::string company;
  std::string
      other; // id, of whatever library the caller is in; empty: `name`, of what is no company yet
  std::string name;
  std::string reason;
};

struct ChoicesRequest {
  std::string library;
  std::string field;
  List items;
  std::int64_t version = 0; // the caller looked at
};

// Names to be read, and held against each other, by words that may not hold yet.
struct WordsTrial {
  std::optional<Value> document;
  Value company; // of what a company's data is; any of it
  std::optional<Value> other;
};

struct ListQuery {
  std::string library;
  std::string scope = "mine"; // mine, department (those the viewer leads), pool, all
  std::string person; // only those this one owns; of scope department, or for administrators
  std::string pool;   // of scope pool; empty: all the viewer is in
  std::string text;
  std::string industry; // exactly this; where a pool masks it, of what the viewer sees all of
  std::string source;
  // Those that go back to the pool until that many days from today are over, where the library is; beyond one's own only for
  // administrators.
  std::optional<std::int64_t> due_within;
  std::int64_t page = 1;
  std::int64_t page_size = 20;
};

// A row a company, or a row for each of the people at it.
enum class ExportRows : std::uint8_t { companies, people };

// Where an export is: behind the company it took last.
struct ExportPlace {
  Millis owned_since = -1;
  Millis entered = 0;
  std::string id;
};

struct ExportPage {
  std::vector<std::vector<std::string>> rows;
  ExportPlace next;
  bool more = false;
};

// Where the keys for a hint are: behind this one of this company.
struct HintPlace {
  std::string key;
  std::string company;
};

struct HintPage {
  std::vector<std::string> keys;
  HintPlace next;
  bool more = false;
};

struct Stored; // rows.h
struct Job;    // import_job.h

class Companies {
 public:
  explicit Companies(const notifications::Notifications& notices) : notices_(notices) {}

  // Those the caller is in, with what they may have and have: {"items": […]}.
  Value libraries(storage::Connection& connection, const records::Caller& caller) const;

  // {"outcome", "code", "message", "may_enter", "warning", "total", "matches", "similar"}. Those that are similar (core/match) count as
  // other companies; they are for a person to look at.
  Value check(storage::Connection& connection, const records::Caller& caller,
              const std::string& library, const Value& data) const;
  // {"company", "bound", "check"}; bound to the caller's own when it was theirs already.
  Result enter(storage::Connection& connection, const records::Caller& caller,
               const Entry& entry) const;
  // The check runs again: what duplicate rules let not go on is not stored.
  Value edit(storage::Connection& connection, const records::Caller& caller,
             const EditRequest& request) const;
  // People at one's own company: {"company"}. It is found by their numbers as by its own, so the check runs with them.
  Value contact(storage::Connection& connection, const records::Caller& caller,
                const ContactRequest& request) const;
  // {"files"}. Whoever sees all of a company puts own uploads to it, reads those of others and takes any away.
  Value add_file(storage::Connection& connection, const records::Caller& caller,
                 const FileRequest& request) const;
  Value remove_file(storage::Connection& connection, const records::Caller& caller,
                    const FileRequest& request) const;
  bool may_read_file(storage::Connection& connection, const accounts::Principal& who,
                     const std::string& file) const;
  // Partners (records of agents) that are this company: by its credit code, without one by its names.
  std::vector<std::string> partners_of(storage::Connection& connection,
                                       const records::Caller& caller, const std::string& library,
                                       const std::string& id) const;
  Value act(storage::Connection& connection, const records::Caller& caller,
            const ActRequest& request) const;
  // [{"id", "done", "version"}] or [{"id", "done", "code", "violations"}], in the order given: what was done before counts. At most
  // kBatch, so that nobody waits long. Who gets any is told once of all.
  List act_on_many(storage::Connection& connection, const records::Caller& caller,
                   const BatchRequest& request) const;
  Value answer(storage::Connection& connection, const records::Caller& caller,
               const AnswerRequest& request) const;

  // {"company", "merge"}: the other one is gone, and what was its is the kept one's: found by what it was found by, with its history,
  // notes and entries; its id leads to the kept one.
  Value merge(storage::Connection& connection, const records::Caller& caller,
              const MergeRequest& request) const;
  // {"companies"}: both.
  Value undo_merge(storage::Connection& connection, const records::Caller& caller,
                   const std::string& library, const std::string& merge) const;
  // "Not a duplicate": remembered, and honoured by every check until it is taken back. {"marks"}
  Value mark_different(storage::Connection& connection, const records::Caller& caller,
                       const MarkRequest& request) const;
  Value unmark(storage::Connection& connection, const records::Caller& caller,
               const std::string& library, const std::string& company,
               const std::string& mark) const;

  Value list(storage::Connection& connection, const records::Caller& caller,
             const ListQuery& query) const;
  Value view(storage::Connection& connection, const records::Caller& caller,
             const std::string& library, const std::string& id) const;
  // For a hint (core/match/hint.h): in portions, the keys of all companies but the caller's own.
  HintPage hint_keys(storage::Connection& connection, const records::Caller& caller,
                     const std::string& library, const HintPlace& after) const;
  // The companies of a list for a spreadsheet, in portions: one's own, or of administrators those of the library; with the people at
  // those the caller sees all of. An import reads them back. `exported` says so in the audit trail.
  static std::vector<std::string> export_headings(ExportRows rows, std::string_view locale);
  ExportPage export_rows(storage::Connection& connection, const records::Caller& caller,
                         const ListQuery& query, ExportRows rows, const ExportPlace& after) const;
  void exported(storage::Connection& connection, const records::Caller& caller,
                const ListQuery& query, ExportRows what, std::int64_t rows) const;
  // Who in the departments the caller leads owns how many of how many: {"departments": [{"name", "owned", "limit"}], "people":
  // [{"id", "name", "department", "owned", "owned_limit"}]}. Failure access.denied when they lead none.
  Value inventory(storage::Connection& connection, const records::Caller& caller,
                  const std::string& library) const;
  // Departments that the rules of any library name.
  std::vector<std::string> named_departments(storage::Connection& connection,
                                             const std::string& tenant) const;
  // Pools somebody administers: library/pool.
  std::vector<std::string> administered_pools(storage::Connection& connection,
                                              const std::string& tenant,
                                              std::string_view person) const;
  // Members whom a company may be given to, as far as the caller may see them: of their own department or those they lead, or whose name the rules
  // show; for administrators those of the pools they administer, with what they own. At most 100 in whose name, user name or department the text is. O(users).
  Value people(storage::Connection& connection, const records::Caller& caller,
               const std::string& library, const std::string& text) const;
  // Those of the caller's own making or for them, and about companies of pools the caller administers.
  Value applications(storage::Connection& connection, const records::Caller& caller,
                     const std::string& library) const;

  // What may be said of source and industry in a library, by whoever administers a pool of it: {"items", "version"} (choices.h).
  Value write_choices(storage::Connection& connection, const records::Caller& caller,
                      const ChoicesRequest& request) const;

  // --- administration: rules and years as documents (core/pool/rules.h, core/calendar/calendar.h). What is due by them has to be
  // worked out again then (work_out_due_again).

  // All there are, of whomever: {"items": [{"library", "label", "version"}]}.
  Value all_libraries(storage::Connection& connection, const std::string& tenant) const;
  // {"document", "duplicates"}: as written, and what follows of each case (core/pool/duplicates.h).
  Value rules_of(storage::Connection& connection, const std::string& tenant,
                 const std::string& library) const;
  // What a document of rules that is not published would do: {"duplicates", "entries", "refusals", "differ": [{"name", "at", "was",
  // "then", "refused"}]}, of the newest entries and of those that were refused (refusals.h) which would end otherwise than by the rules
  // that hold, both asked of the library as it is now. Failures as of publish_rules but for the version. Cost: a check of each.
  Value try_rules(storage::Connection& connection, const records::Caller& caller,
                  const std::string& library, const Value& document) const;
  // Refused entries that are too old to be tried on.
  static void forget_refusals(storage::Connection& connection, const std::string& tenant,
                              Millis now);
  // {"library", "version"}. Failures of definitions::publish_library; library.invalid also when a pool that companies lie in is
  // gone; request.invalid when the document is of another library.
  Value publish_rules(storage::Connection& connection, const records::Caller& caller,
                      const std::string& library, const Value& document) const;
  // {"years", "missing"}, all that are known then, and the one that ought to be or null.
  Value publish_calendar(storage::Connection& connection, const records::Caller& caller,
                         const std::string& id, const Value& document) const;
  Value calendar_years(storage::Connection& connection, const std::string& tenant,
                       Millis now) const;
  // The organisation's own words and matching rule (core/match/own.h), and how far making the keys anew is: {"document",
  // "rebuilding": {"done", "total"} or null}. They hold at once. Until all keys are made anew companies are looked for by the keys of the
  // words of before as well, so nothing is missed that was found; what only the new words find is found as keys are made.
  // Failures matching.invalid, record.version_conflict.
  Value words(storage::Connection& connection, const std::string& tenant) const;
  Value publish_words(storage::Connection& connection, const records::Caller& caller,
                      const Value& document) const;

  // By the words and rule that hold, or a document that is not published: {"company", "other": the parts of its name or null,
  // "verdict": of both, or null}.
  Value try_words(storage::Connection& connection, const records::Caller& caller,
                  const WordsTrial& trial) const;

  // --- jobs: each takes at most kBatch companies and answers how many it took: call it again until it takes none. What it does
  // is in the rows it changes, so that it goes on after a crash, and several servers may do it at once.

  // What is due goes back to its pool; who owned it is told.
  int recycle_due(storage::Connection& connection, const std::string& tenant, Millis now) const;
  // Owners are told once of what is going to.
  int warn_due(storage::Connection& connection, const std::string& tenant, Millis now) const;
  // Whoever was handed a company that has to be followed up, and has not been yet, is reminded once.
  int remind_follow_up(storage::Connection& connection, const std::string& tenant,
                       Millis now) const;
  // When companies are due by rules or a calendar that have changed; those behind `after`, an id that is moved on.
  int work_out_due_again(storage::Connection& connection, const std::string& tenant,
                         std::string& after) const;

  // Keys made by other words than the newest are made anew, some at a time; false when there is nothing to do.
  bool rekey_some(storage::Connection& connection, const std::string& tenant) const;

  static constexpr int kBatch = 200;

  // Internal of the room.
  BooksPtr books(storage::Connection& connection, const std::string& tenant) const;
  void imported(storage::Connection& connection, const std::string& tenant, const Job& job,
                Millis now) const;

 private:
  // Whoever a decision concerns beside the actor: by mail, and in the app as well who had to give it up.
  void inform(storage::Connection& connection, const records::Caller& caller,
              const pool::Decision& decision, const Stored& company) const;
  void tell(storage::Connection& connection, const std::string& tenant,
            const std::vector<std::string>& people, std::string_view notice,
            const std::string& name, Millis now) const;

  const notifications::Notifications& notices_;
  mutable stamps::Memo<BooksPtr> books_;
};

} // namespace qudao::companies

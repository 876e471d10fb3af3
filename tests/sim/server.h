// The server of the simulation: a database in memory, and core/sync's decisions around a signing in small.
//
// Partners fill records (fields a … f, year), submit them; the manager of the record approves or rejects. One approved record
// per partner and year. Version 2 of the definition calls f g. What the transactions of the real server make all or nothing is
// one function call here; a crash comes between them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/approval/approval.h"
#include "core/sync/merge.h"
#include "core/sync/receive.h"
#include "tests/sim/faults.h"

namespace qudao::sim {

struct Person {
  std::string id;
  std::string partner; // empty: a manager
};

struct Record {
  std::string id;
  std::string partner;
  std::string manager;
  std::int64_t version = 0;
  std::int64_t definition = 1;
  std::int64_t position = 0;
  Value data;
  approval::Case approval_case;
};

struct Told {
  std::int64_t position = 0;
  std::string record;
  std::string user;    // who loses it
  std::string partner; // or everybody of it
};

struct Counted {
  std::uint64_t commands = 0; // carried out, applied or not
  std::uint64_t applied = 0;
  std::uint64_t repeated = 0;
  std::uint64_t conflicts = 0;
  std::uint64_t merges = 0;
  std::uint64_t overwritten = 0; // answers somebody else gave meanwhile and nobody saw
  std::uint64_t held = 0;
  std::uint64_t again = 0;
};

class Server {
 public:
  explicit Server(Without without);

  // --- requests; each answers the body of a 200, or throws nothing: `status` says otherwise
  struct Answer {
    int status = 200;
    Value body;
  };
  // `dies_after`: the process ends after so many transactions, and nobody gets an answer; negative: it does not.
  Answer push(const Person& who, const Value& body, int dies_after);
  Answer pull(const Person& who, const Value& body);
  void upload(const std::string& file);

  // --- what happens to the organisation
  void publish() { definition_ = 2; }
  void reassign(const std::string& record, const std::string& manager);
  void purge();
  std::int64_t definition() const { return definition_; }

  // --- what the judge looks at
  bool sees(const Person& who, const Record& record) const;
  static Value row_of(const Record& record);
  const std::map<std::string, Record>& records() const { return records_; }
  const sync::Verdict* verdict(const std::string& client, std::int64_t seq) const;
  const std::map<std::string, int>& effects() const { return effects_; }
  bool ever_had(std::int64_t value) const { return values_.count(value) != 0; }
  std::size_t held() const;
  const Counted& counted() const { return counted_; }

  // As version::upgrade would, for the one change there is.
  static Value upgraded(const Value& data, std::int64_t from, std::int64_t to);

 private:
  struct Entry {
    sync::Command command;
    sync::Verdict verdict;
    std::string user;
    std::int64_t settled_at = 0;
  };
  struct ClientRow {
    std::string user;
    std::int64_t last_seq = 0;
    std::map<std::int64_t, Entry> entries;
  };

  sync::Verdict carry_out(const Person& who, const sync::Command& command, std::int64_t base);
  sync::Verdict create(const Person& who, const sync::Command& command);
  sync::Verdict save(const sync::Command& command, Record& record, std::int64_t base);
  sync::Verdict decide(const Person& who, const sync::Command& command, Record& record,
                       std::int64_t base);
  sync::Verdict remove(const sync::Command& command, Record& record, std::int64_t base);
  sync::Known known_of(const ClientRow& client, const sync::Command& command) const;
  void reconsider(const std::string& client_id);
  void changed(Record& record);
  void note_values(const Value& data);
  std::string epoch_of(const Person& who) const;
  sync::Patch patch_of(const sync::Command& command, Record& record);

  Without without_;
  approval::Process process_;
  std::map<std::string, Record> records_;
  std::map<std::string, std::string> approved_; // partner/year → record
  std::map<std::string, ClientRow> clients_;
  std::map<std::string, Person> people_;
  std::set<std::string> files_;
  std::vector<Told> removals_;
  std::int64_t head_ = 0;
  std::int64_t purged_ = 0;
  std::int64_t definition_ = 1;
  std::int64_t clock_ = 0;
  std::map<std::string, int> effects_; // by command id: how often it took effect
  std::set<std::int64_t> values_;      // every answer that ever was in a record
  Counted counted_;
};

} // namespace qudao::sim

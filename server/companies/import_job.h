// An import as its row has it, and one portion of its work. Internal of the room.
#pragma once

#include "server/companies/acting.h"
#include "server/companies/entered.h"
#include "server/companies/imports.h"
#include "server/companies/search.h"

namespace qudao::companies {

struct Target {
  std::vector<std::string> columns;
  std::string into; // mine, pool, person
  std::string pool;
  std::string person;
  std::vector<std::string> tags;
  bool warned = false;
  std::string reason;
};

// Failure request.invalid when it is none.
Target target_of(const Value& document, std::size_t columns);
Entry entry_of(const Target& target, const std::string& library, Value data);

struct Job {
  std::string id;
  std::string library;
  std::string created_by;
  std::string state;
  std::int64_t total = 0;
  std::int64_t next_row = 0;
  std::int64_t entered = 0;
  Target target;
};

// What a row says. Failure validation.failed.
CheckedEntry entered_of(const Job& job, const Value& cells, Millis now);

struct RowVerdict {
  std::string outcome; // entered, bound, refused
  std::string company;
  List violations;
};

RowVerdict refused_row(const Failure& failure);

// What a row would become, and what it is found by when it would be entered.
RowVerdict foresee(storage::Connection& connection, const records::Caller& caller,
                   const Books& books, const Job& job, std::int64_t number, const Value& cells);

} // namespace qudao::companies

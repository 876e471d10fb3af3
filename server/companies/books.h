// What the room decides by: the rules of the libraries, the calendar, the words of company names. Internal of the room, but for
// what companies.h keeps.
#pragma once

#include <memory>
#include <vector>

#include "core/calendar/calendar.h"
#include "core/match/own.h"
#include "core/pool/pool.h"
#include "server/accounts/principal.h"
#include "server/clock/clock.h"
#include "server/stamps/memo.h"
#include "server/storage/connection.h"

namespace qudao::companies {

struct Books {
  std::vector<pool::Rules> libraries;
  std::vector<Value> documents; // they were read of, in the same order
  calendar::Calendar calendar;
  std::shared_ptr<const match::Lexicon> lexicon;
  match::MatchingRule matching;
  std::int64_t words_version = 0; // 0: those of the installation
  std::vector<match::Own> older;  // that keys of stored companies may be made by as well
  match::Speaker says_match;
  pool::Speaker says_pool;

  // Failure not_found.
  const pool::Rules& library(std::string_view id) const;
  const Value& document(std::string_view id) const;
};
using BooksPtr = std::shared_ptr<const Books>;

BooksPtr read_books(storage::Connection& connection, const std::string& tenant);

// The words and the rule of the installation, as a document.
Value built_in_words();
// An organisation's document on top of them.
qudao::Result<match::Own, std::vector<Issue>> read_words(const Value& document);

// What a company of this data may be found by, whichever words the keys of others were made by.
std::vector<std::string> keys_to_ask(const Books& books, const Value& data,
                                     const match::Company& company);

// Somebody as core/pool knows people: of partner users in no department the company is the department.
std::optional<pool::Person> person_of(storage::Connection& connection, const std::string& tenant,
                                      std::string_view id);

// Whether somebody is a member or administrator of any pool of it.
bool is_in(const pool::Rules& rules, const pool::Person& person);

// The rules of a library the person is in; Failure not_found.
const pool::Rules& entered_library(const Books& books, const pool::Person& person,
                                   std::string_view id);

Timestamp moment_of(Millis time);
Millis millis_of(Timestamp moment);
std::string text_in(const Value& texts, std::string_view locale); // {"zh-CN", "en"}

} // namespace qudao::companies

// Rules: how a library of companies works, as data per organisation.
//
//   {"library": "agents", "version": 1, "label": {…}, "zone": "Asia/Shanghai",
//    "pools": [{"id": "public", "label": {…}, "members": WHO, "administrators": WHO,
//               "claim": "open", "distribution": "in_turn", "masked": ["phone", "email"]}],
//    "inventory": {"limits": [{"limit": 130}], "does_not_count": {"tags": ["key_account"], "with_deal": false}},
//    "claims_per_day": [{"limit": 20, "who": WHO}], "reclaim_after": {"days": 7},
//    "protection": {"enter": {"days": 3}, "claim": {"days": 3}, "longest": {"months": 12}},
//    "recycle": [{"id": "untouched", "after": {"days": 30}, "without": "contact", "warn_days": 3, "exempt": WHO}],
//    "applications": {"entry": {"working_days": 2}, "name": {"working_days": 2}, "special_by": WHO},
//    "release": {"to": "pool", "reasons": [{"code": "closed", "label": {…}}]},
//    "contacts": {"ways": [{"code": "call", "label": {…}}], "counts_from_maturity": 1, "boxes": [{"code": "busy", "label": {…}}]},
//    "targets": {"new_per_day": 3, "contacts_per_day": 35}, "follow_up": {"tags": ["website"], "within": {"hours": 24}, "remind_hours": 4},
//    "owner_shown": [{"to": WHO, "as": "name", "same_department": true}], "collision": {"probable": "warn", "number": "same"},
//    "duplicates": [LINES of duplicates.h, that say more of some cases than collision does]}
//
// WHO is {"persons": [ids], "departments": [names], "department_types": [types], "roles": [names]}: everybody any of the lists names;
// left out, everybody. A department (departments.h) names those of the departments below it as well.
// Of limits the first line that names a person is the person's; one with "of": "department" holds for all of a department
// together, and of those below it: of the one it names, else of the person's own; {"limit": null} is none. Terms are those of core/calendar. What a document leaves out is not restricted, but: nobody
// administers a pool without "administrators", owners are shown to nobody, companies are never recycled, and who has to follow one up is
// reminded four hours before.
//
// Errors: issues with their path, at most 100: definition.type, definition.missing_key, definition.unknown_key, definition.value,
// definition.missing_text, calendar.term, pool.rules.duplicate {id}, pool.rules.no_pool, pool.rules.zone, pool.rules.number {least, most},
// pool.rules.who, pool.rules.department_type {type}, pool.duplicates.*. Cost: O(size). Thread safety: immutable values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/calendar/calendar.h"
#include "core/pool/duplicates.h"
#include "core/value/result.h"
#include "core/value/value.h"
#include "core/value/violation.h"

namespace qudao::pool {

using calendar::Term;

struct Person {
  std::string id;
  std::string department; // of a partner's people who are in none: the id of their company
  std::vector<std::string> roles;
  bool active = true;             // neither locked nor disabled
  std::vector<std::string> above; // what the department lies in
  std::vector<std::string> leads; // departments they manage, with all below
  std::string department_type;
};

// Whether somebody is in this department, or in one below it.
bool is_within(const Person& person, const std::string& department);
// Whether the person is in a department that the viewer manages, or in one below it.
bool leads(const Person& viewer, const Person& person);

struct Who {
  bool everybody = false;
  std::vector<std::string> persons;
  std::vector<std::string> departments;
  std::vector<std::string> department_types;
  std::vector<std::string> roles;

  bool names(const Person& person) const;
};

enum class ClaimBy : std::uint8_t { open, application, nobody };
enum class Distribution : std::uint8_t { by_hand, in_turn };

struct Pool {
  std::string id;
  Value label;
  Who members;
  Who administrators;
  ClaimBy claim = ClaimBy::open;
  Distribution distribution = Distribution::by_hand;
  std::vector<std::string> masked; // fields nobody but administrators sees before the claim
};

struct Limit {
  std::optional<std::int64_t> most; // nothing: no limit
  bool of_department = false;
  Who who;
};

enum class Lack : std::uint8_t { contact, deal, nothing };

struct Recycle {
  std::string id;
  Term after;
  Lack without = Lack::nothing;
  std::int64_t warn_days = 0;
  Who exempt; // names nobody when left out
};

struct Choice {
  std::string code;
  Value label;
};

enum class ReleaseTo : std::uint8_t { pool, administrator };
enum class OwnerShown : std::uint8_t { hidden, department, name };
enum class OnProbable : std::uint8_t { allow, warn, block };

struct ShowOwner {
  Who to;
  OwnerShown as = OwnerShown::hidden;
  bool same_department = false; // only of owners in the viewer's own
};

struct Rules {
  std::string library;
  std::int64_t version = 1;
  Value label;
  std::string zone;
  std::vector<Pool> pools;
  std::vector<Limit> inventory;
  std::vector<std::string> uncounted_tags;
  bool deals_uncounted = false;
  std::vector<Limit> claims_per_day;
  std::optional<Term> reclaim_after;
  std::optional<Term> entry_protection;
  std::optional<Term> claim_protection;
  std::optional<Term> longest_protection;
  std::vector<Recycle> recycle;
  std::optional<Term> entry_window; // of an application that was allowed
  std::optional<Term> name_window;  // of a special request under another name
  Who special_by;
  ReleaseTo release_to = ReleaseTo::pool;
  std::vector<Choice> reasons; // none: any text
  std::vector<Choice> ways;    // none: any text
  std::int64_t counts_from_maturity = 0;
  std::vector<Choice> boxes;
  std::int64_t new_per_day = 0;
  std::int64_t contacts_per_day = 0;
  std::vector<std::string> follow_up_tags;
  std::optional<Term> follow_up;
  std::int64_t remind_hours = 4; // before it is over
  std::vector<ShowOwner> owner_shown;
  OnProbable on_probable = OnProbable::warn;
  bool number_decides =
      false; // what is probably the same, and has a number of its own in common, is taken for the same
  std::vector<DuplicateRule> duplicates;

  // What is said of the evidence where no line says more: the same, or probable.
  Evidence base(Evidence evidence) const;

  static Result<Rules, std::vector<Issue>> read(const Value& document);

  const Pool* pool(std::string_view id) const;
  // The line that holds for this person, of persons or of departments; nothing: no limit.
  const Limit* limit_of(const std::vector<Limit>& limits, const Person& person,
                        bool of_department) const;
  // The department whose companies count together with this person's.
  std::string counted_department(const Person& person) const;
  OwnerShown shows_owner(const Person& viewer, const Person& owner) const;
  // Every department that any of the lines names.
  std::vector<std::string> named_departments() const;
};

} // namespace qudao::pool

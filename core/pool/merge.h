// Merge: two companies of a library that are one become one, and two again; and pairs that only look alike. Pure decisions.
//
//   auto merged = merge(rules, kept, other, {"version": …, "fields": {"address": Take::other}}, context);
//   if (merged) …store merged->next with merged->data, put `other` away with kept and other as they were…
//   auto back = unmerge(rules, past, kept_as_it_is_now, context);      // back->kept, back->other
//
// Whose it is then: the kept one's owner's; where that lies in a pool and the other is owned, its owner's, for what is owned wins;
// an administrator may say that the other's owner gets it. What is known of an ownership goes with it (since when, contacts, deals,
// deadlines, a name that has to be corrected); of two by the same person what serves the person: the earlier beginning, the last
// contact, the last deal, and the deadline that is due first. Protections of either hold. Nobody owns more companies by a merge.
//
// What is known of it: field by field the kept one's text, where there is none the other's; of lists (phone, fax, mobile, email)
// both; of people (contacts) both too, who is the same (core/match/people.h) once. `fields` says otherwise. A name that is not taken becomes the former name where none is known.
//
// Back: what nobody has changed since becomes what it was; what somebody has stays as it is: a field that was edited, new numbers,
// an owner who came by it later, contacts. Right after a merge that is both companies as they were, but for their versions, which
// always rise. Ownership that comes back needs room in the person's inventory, like any other.
//
// Who may: administrators of the pools of both, and whoever owns both. Back: administrators, or who merged them and still owns it.
// A pair is marked as different, and the mark taken off, by the same people; a name that is no company yet by administrators.
//
// Violations: pool.unknown, pool.changed {version}, pool.not_entitled, pool.merge_itself, pool.merge_library, pool.merge_applied_for,
// pool.merge_different, pool.merge_registrations, pool.merge_too_many {field, max}, pool.not_administrator, pool.merge_undone,
// pool.merge_buried, pool.merge_fact_taken, pool.person_inactive, pool.not_member, pool.inventory_full, pool.department_full,
// pool.apart_registrations, pool.text_too_long {max}, pool.reason_needed, pool.name_needed.
//
// Cost: O(facts). Errors: violations only. Thread safety: pure functions over values.
#pragma once

#include <map>

#include "core/pool/pool.h"

namespace qudao::pool {

inline constexpr std::size_t kMostOfField = 20;         // entries of a list
inline constexpr std::string_view kPeople = "contacts"; // the list that holds people

enum class Take : std::uint8_t { kept, other, both };
std::optional<Take> take_named(std::string_view name);

struct Side {
  Company company;
  Value data; // {"name", …}: texts and lists of texts; people
};

struct MergeCommand {
  std::int64_t version = 0;       // of the kept one the actor looked at; 0: not said
  std::int64_t other_version = 0; // likewise
  std::map<std::string, Take> fields;
  bool owner_of_other = false;
};

struct MergeContext {
  Timestamp now;
  Person actor;
  bool applied_for = false;          // somebody waits for an answer about either
  bool marked_different = false;     // the pair is marked as different
  bool registrations_differ = false; // both have one, and none in common
};

struct Merged {
  Company next; // version raised
  Value data;
  Event event;
  std::vector<std::string> inform; // who owned one of them and does not own it any more
};

Result<Merged, std::vector<Violation>> merge(const Rules& rules, const Side& kept,
                                             const Side& other, const MergeCommand& command,
                                             const MergeContext& context);

// What a merge keeps to be undone by.
struct Past {
  Side kept;  // before
  Side other; // before
  Side merged;
  std::string by; // who merged them
  Timestamp at;
  bool undone = false;
};

struct Returning {
  Person person;
  Load load; // as it is before the merge is undone
};

struct UnmergeContext {
  Timestamp now;
  Person actor;
  bool buried = false;           // the kept one was itself merged into another
  bool fact_taken = false;       // somebody else has the other's registration by now
  std::vector<Returning> people; // whoever may own one of them then
};

struct Unmerged {
  Side kept;
  Side other;
  Event event;
  std::vector<std::string> inform;
};

Result<Unmerged, std::vector<Violation>> unmerge(const Rules& rules, const Past& past,
                                                 const Side& now, const UnmergeContext& context);

// Whether somebody may say of two companies that they are different, or take that back. `other`: nothing of a name alone.
struct Pair {
  const Rules& rules;
  const Company& company;
  const Rules* other_rules = nullptr;
  const Company* other = nullptr;
  std::string name; // of what is no company yet
  bool same_registration = false;
};
std::vector<Violation> mark_apart(const Pair& pair, const Person& actor, std::string_view reason);

} // namespace qudao::pool

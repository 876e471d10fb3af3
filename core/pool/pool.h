// Pool: whose company it is, and how it comes to be somebody else's. A pure decision.
//
//   auto decision = decide(rules, subject, command, context);
//   if (!decision) …decision.error()…        // why not, every reason that holds
//   else store decision->next, if and only if the company is still as decision->seen says
//
// A company has one owner, or none: then it lies in a pool. What moves it:
//
//   enter ─────▶ owned ── release, recycle ──▶ in a pool ── claim, assign (answer), distribute ──▶ owned
//                  └──── hand_over ────▶ owned by another
//
// | action     | who                                | what |
// | enter      | members of the pool                | a new company after a clean check; an application in its window may be used up by it |
// | add        | administrators                     | a new company after a clean check, into the pool or `person`'s, with tags |
// | claim      | members, where the pool is open; who was allowed | out of the pool, within inventory and the day's claims |
// | apply      | members                            | asks for a company in the pool; who asks first keeps others out until the answer |
// | special    | those of applications.special_by   | the same on behalf of `person`, under the name applied for |
// | answer     | administrators of the pool         | refuse, allow (own entry or claim within the window), assign (it is theirs) |
// | withdraw   | the applicant                      | takes the application back |
// | correct    | the owner                          | gives the company the name that a special request gave; else it goes back when the window ends |
// | release    | the owner, managers                | with a reason: to the pool, or to an administrator, as the rules say |
// | hand_over  | the owner, administrators, managers | to `person`, within their inventory; managers within the departments they manage |
// | distribute | administrators                     | out of the pool to `person`; who is next in turn: due.h |
// | protect    | administrators                     | for `person` until `until`; several may be protected; without `until` no more |
// | note       | the owner                          | a contact; whether it counts say the rules |
// | deal       | administrators, the system         | something was sold |
// | recycle    | administrators, the system         | back to the pool, when it is due (due.h), or the name of a special request was not corrected |
//
// Managers are those of the owner's department, or of one that it lies in (departments.h).
//
// The day's claims are counted when made and never given back. Who owned a company and lost it to the pool cannot claim it again
// for `reclaim_after`; nor does a colleague's hand-over bring it back, only an administrator's. A protection lets nobody else
// claim the company while it lies in a pool, and keeps it from being recycled while the protected person owns it.
//
// Under any concurrency: a decision says what it saw of the company and of the person who gets it (`seen`, `receiver_seen`). Whoever stores it does
// in one transaction that holds only when these are still so, and decides anew when they are not; so there is one owner, and no
// limit is exceeded.
//
// Violations, all that hold (texts.json has their texts): pool.unknown, pool.taken, pool.changed {version}, pool.not_owner,
// pool.not_in_pool, pool.not_member, pool.not_administrator, pool.not_entitled, pool.inventory_full {limit, owned},
// pool.department_full {limit, owned}, pool.claims_used {limit}, pool.too_soon {until}, pool.protected {until}, pool.applied_for,
// pool.claim_by_application, pool.closed, pool.reason_needed, pool.reason_unknown, pool.way_unknown {way}, pool.box_unknown {box},
// pool.text_needed, pool.text_too_long {max}, pool.maturity, pool.person_needed, pool.person_inactive, pool.same_person,
// pool.name_needed, pool.name_differs {name}, pool.name_stands, pool.answer_unknown, pool.no_application,
// pool.application_answered, pool.window_over {due}, pool.not_due, pool.protection_past, pool.protection_too_long {until},
// pool.no_administrator, pool.not_in_department, calendar.no_year {year}, calendar.zone {zone}, and of entries the codes of collision.h,
// of what is taken out of a pool pool.collision.claim.OUTCOME; where a rule warns those of collision.h, until it has been read.
//
// Cost: O(protections + rules). Errors: violations only. Thread safety: pure functions over values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/pool/collision.h"
#include "core/pool/rules.h"

namespace qudao::pool {

inline constexpr std::size_t kLongestText = 2000; // octets of a note, reason or name

struct Protection {
  std::string person;
  Timestamp until;
};

struct Company {
  std::string id;
  std::string library;
  std::string pool; // it lies in, or came from
  std::string name;
  std::string owner; // empty: in the pool
  std::int64_t version = 0;
  Timestamp entered;
  Timestamp owned_since;
  std::optional<Timestamp> touched; // last contact that counts, by this owner
  std::optional<Timestamp> dealt;   // last deal, by this owner
  std::vector<std::string> tags;
  std::vector<Protection> protections;
  std::string name_wanted;            // of a special request; empty: the name stands
  std::optional<Timestamp> name_due;  // until when it has to be corrected
  std::optional<Timestamp> follow_up; // until when it has to be
};

enum class ApplicationState : std::uint8_t {
  open,
  allowed,
  assigned,
  refused,
  withdrawn,
  used,
  lapsed
};
std::string_view name_of(ApplicationState state);
std::optional<ApplicationState> application_state_named(std::string_view name);

struct Application {
  std::string id;
  std::string company;   // empty: of a company in no library yet
  std::string name;      // the company's, as applied for
  std::string applicant; // who asks
  std::string person;    // who is to get it
  bool special = false;
  ApplicationState state = ApplicationState::open;
  Timestamp applied;
  std::optional<Timestamp> due; // of one that was allowed

  // Whether it keeps others out: asked and not answered, or allowed and not over.
  bool holds(Timestamp now) const;
};

enum class Action : std::uint8_t {
  enter,
  claim,
  apply,
  special,
  answer,
  withdraw,
  correct,
  release,
  hand_over,
  distribute,
  protect,
  note,
  deal,
  recycle,
  add,
};
std::string_view name_of(Action action);
std::optional<Action> action_named(std::string_view name);

struct Note {
  std::string way;
  std::string text;
  std::int64_t maturity = 0;
  std::vector<std::string> boxes; // ticked
  std::optional<Timestamp> next;
};

struct Command {
  Action action = Action::claim;
  std::string pool;               // of enter and add; empty: the first the actor is a member of
  std::string person;             // hand_over, distribute, protect, special, add
  std::string reason;             // release; enter, add: why all the same
  std::string name;               // enter, apply, special, correct
  std::string answer;             // refuse, allow, assign
  std::optional<Timestamp> until; // protect
  Note note;
  std::int64_t version = 0;      // of the company the actor looked at; 0: not said
  std::vector<std::string> tags; // add
  bool warned = false;           // has read that a company is probably there
};

// How much somebody has at this moment.
struct Load {
  std::int64_t owned = 0;            // companies that count
  std::int64_t department_owned = 0; // by all of the department
  std::int64_t claims_today = 0;
};

struct Subject {
  std::optional<Company>
      company; // nothing: of enter, and of applications for what is in no library
  std::optional<Application>
      application;               // the one that holds the company, or that is answered or withdrawn
  Collision collision;           // of enter, add and what takes it out of the pool
  std::optional<Timestamp> left; // when whoever gets it last lost it to the pool
};

struct Context {
  Timestamp now;
  std::optional<Person> actor; // nothing: the system
  std::optional<Person>
      receiver; // who gets it: the actor of enter and claim, application's or command's person
  std::optional<Person> owner; // of the company now
  Load load;                   // the receiver's
  std::string administrator;   // whose library releases go to, when they go to one
  std::string new_id;          // of what is made
  const calendar::Calendar* calendar = nullptr;
  const cel::Zones* zones = nullptr;
};

// What happened to whom, for the trail and for those concerned.
struct Event {
  std::string
      kind; // entered, added, claimed, applied, answered, withdrawn, corrected, released, handed_over, distributed, protected, noted, dealt, recycled
  std::string from;    // owner before; empty: none
  std::string to;      // owner after
  std::string detail;  // reason, answer, rule
  bool counts = false; // of a note: as a contact
};

struct Seen {
  bool exists = false;
  std::string owner;
  std::int64_t version = 0;
};

struct Decision {
  Seen seen;                              // of the company
  std::optional<Load> receiver_seen;      // when limits were looked at
  std::optional<Company> next;            // version raised; nothing: the company is not touched
  std::optional<Application> application; // made or changed
  Event event;
  std::int64_t claims = 0;         // more of today, of the receiver
  std::string left;                // who lost it and has to wait before claiming it again
  std::vector<std::string> inform; // people beside the actor
};

Result<Decision, std::vector<Violation>> decide(const Rules& rules, const Subject& subject,
                                                const Command& command, const Context& context);

// Whether a company counts in its owner's inventory.
bool counts_in_inventory(const Rules& rules, const Company& company);
// Whether a note counts as a contact.
bool counts_as_contact(const Rules& rules, const Note& note);
// Whether a viewer sees all of it: its owner, whoever manages the owner's department, and administrators of its pool.
bool sees_all(const Rules& rules, const Company& company, const Person& viewer,
              const Person* owner);
// The fields a viewer does not see of it: those the pool masks, of whoever does not see all.
const std::vector<std::string>& masked_for(const Rules& rules, const Company& company,
                                           const Person& viewer, const Person* owner);
// Midnight where the library is: of today, that the day's claims are counted from, or of the day so many days after it.
Result<Timestamp, Violation> start_of_day(const Rules& rules, Timestamp now, std::int64_t after,
                                          const cel::Zones* zones);

// Puts codes into words: of violations, collisions and issues.
class Speaker {
 public:
  Speaker(); // reads texts.json
  // Moments are told by the clocks of the zone, to the minute.
  std::string say(std::string_view code, const Map& params, std::string_view locale,
                  const calendar::Zone& zone = {}) const;

 private:
  Value texts_;
};

} // namespace qudao::pool

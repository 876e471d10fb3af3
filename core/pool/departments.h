// Departments: how the people of the organisation, or of a company that is a partner, are ordered, and who leads whom. Pure.
//
//   const Departments tree(stored);
//   tree.above(*tree.named("华东-销售一部"));        // {"华东"}: what it lies in, nearest first; of a partner's its company at last
//   tree.led_by("u1");                              // names of those u1 manages and of all below them
//   auto decision = decide(tree, {DepartmentAct::add, …}, context);
//   if (decision) …store decision->stored, and give the people of decision->renamed their new names…
//
// A department lies under another, or directly under its company; its full name is that of what it lies under with its own behind it,
// after a hyphen (of the organisation's own uppermost ones just their own), and nobody else has it. Rules (rules.h) name departments
// by their full names, partners by their ids; whoever is in one is in all that it lies in. Several people may manage one, and one
// several. What managers may do with companies says pool.h.
//
// | act    | who                                                     | what |
// | add    | administrators; whoever leads what it is to lie under    | a new one |
// | change | administrators; whoever leads what it lies under         | its own name (those below go along), type, managers |
// | remove | the same                                                 | when it is empty |
// | place  | administrators; whoever leads where they are and are to be | puts somebody of its company into it |
//
// Violations: pool.not_entitled, pool.department.unknown, pool.department.name_needed, pool.department.name_long {max},
// pool.department.name_sign, pool.department.taken {name}, pool.department.type, pool.department.deep {max}, pool.department.manager,
// pool.department.company, pool.department.in_rules {name}, pool.department.not_empty {members, below}.
//
// Cost: O(departments). Errors: violations only. Thread safety: immutable values.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/value/result.h"
#include "core/value/violation.h"

namespace qudao::pool {

inline constexpr std::size_t kDeepest = 8;             // one below the other
inline constexpr std::size_t kLongestDepartment = 200; // octets of a full name
inline constexpr std::size_t kMostManagers = 50;

const std::vector<std::string>& department_types();

struct Department {
  std::string id;
  std::string parent;  // id; empty: directly under its company
  std::string company; // id of a partner; empty: the organisation
  std::string label;   // its own name
  std::string name;    // full
  std::string type;
  std::vector<std::string> managers;
  std::int64_t version = 0;
};

class Departments {
 public:
  explicit Departments(std::vector<Department> all) : all_(std::move(all)) {}

  const std::vector<Department>& all() const { return all_; }
  const Department* find(std::string_view id) const;
  const Department* named(std::string_view name) const;
  std::vector<std::string> above(const Department& department) const;
  std::vector<std::string> led_by(std::string_view person) const; // sorted
  bool leads(std::string_view person, const Department& department) const;

 private:
  std::vector<Department> all_;
};

enum class DepartmentAct : std::uint8_t { add, change, remove, place };

struct DepartmentCommand {
  DepartmentAct act = DepartmentAct::add;
  std::string id;      // of change, remove and place
  std::string parent;  // of add
  std::string company; // of add, when it has no parent
  std::string label;
  std::string type;
  std::vector<std::string> managers;
};

// Somebody who is to manage one, or to be put into one.
struct Placed {
  std::string id;
  std::string company;
  std::string department; // full name
  bool active = true;
};

struct DepartmentContext {
  std::string actor;
  bool administers = false;
  std::string new_id;
  std::string company_name;          // of the command's company
  std::int64_t members = 0;          // in the one that is to go
  std::vector<Placed> people;        // those of command.managers that exist; the one to be placed
  std::vector<std::string> in_rules; // departments that rules name
};

struct DepartmentDecision {
  std::vector<Department> stored;                           // new or changed, versions raised
  std::vector<std::pair<std::string, std::string>> renamed; // full names: from, to
  std::string removed;                                      // id
};

Result<DepartmentDecision, std::vector<Violation>>
decide(const Departments& tree, const DepartmentCommand& command, const DepartmentContext& context);

} // namespace qudao::pool

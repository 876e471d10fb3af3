#include "core/pool/departments.h"

#include <algorithm>

namespace qudao::pool {

namespace {

bool names_one(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

class Ordering {
 public:
  Ordering(const Departments& tree, const DepartmentCommand& command,
           const DepartmentContext& context)
      : tree_(tree), command_(command), context_(context) {}

  Result<DepartmentDecision, std::vector<Violation>> run() {
    const bool is_new = command_.act == DepartmentAct::add;
    const Department* one = tree_.find(is_new ? command_.parent : command_.id);
    if (one == nullptr && !(is_new && command_.parent.empty())) {
      refuse("pool.department.unknown");
    } else if (is_new) {
      add(one);
    } else if (command_.act == DepartmentAct::change) {
      change(*one);
    } else if (command_.act == DepartmentAct::remove) {
      remove(*one);
    } else {
      place(*one);
    }
    if (!violations_.empty()) return Unexpected{std::move(violations_)};
    return std::move(out_);
  }

 private:
  void refuse(std::string code, Map params = {}) {
    violations_.push_back({std::move(code), {}, std::move(params), {}, {}});
  }

  // Whoever leads what it lies under, not who manages it alone.
  bool may(const Department* under) {
    const bool entitled =
        context_.administers || (under != nullptr && tree_.leads(context_.actor, *under));
    if (!entitled) refuse("pool.not_entitled");
    return entitled;
  }

  void add(const Department* parent) {
    if (!may(parent)) return;
    Department fresh;
    fresh.id = context_.new_id;
    fresh.parent = command_.parent;
    fresh.company = parent == nullptr ? command_.company : parent->company;
    if (parent != nullptr && depth_of(*parent) >= kDeepest)
      refuse("pool.department.deep", {{"max", Value::integer(std::int64_t{kDeepest})}});
    describe(fresh);
    const std::string prefix = parent == nullptr ? context_.company_name : parent->name;
    fresh.name = prefix.empty() ? fresh.label : prefix + "-" + fresh.label;
    needs_free(fresh.name, "");
    fresh.version = 1;
    out_.stored.push_back(std::move(fresh));
  }

  void change(const Department& before) {
    if (!may(tree_.find(before.parent))) return;
    Department after = before;
    describe(after);
    ++after.version;
    if (after.label != before.label) {
      const std::string prefix = before.name.substr(0, before.name.size() - before.label.size());
      after.name = prefix + after.label;
      needs_free(after.name, before.id);
      rename(before, after.name);
    }
    out_.stored.insert(out_.stored.begin(), std::move(after));
  }

  // It and those below it, whose names begin with its own.
  void rename(const Department& department, const std::string& name) {
    out_.renamed.emplace_back(department.name, name);
    for (const Department& each : tree_.all()) {
      if (!names_one(tree_.above(each), department.name)) continue;
      Department below = each;
      below.name = name + each.name.substr(department.name.size());
      needs_free(below.name, below.id);
      ++below.version;
      out_.renamed.emplace_back(each.name, below.name);
      out_.stored.push_back(std::move(below));
    }
    for (const auto& [from, to] : out_.renamed) {
      needs_unnamed(from);
    }
  }

  void remove(const Department& department) {
    if (!may(tree_.find(department.parent))) return;
    const auto below =
        std::count_if(tree_.all().begin(), tree_.all().end(),
                      [&](const Department& each) { return each.parent == department.id; });
    if (below > 0 || context_.members > 0) {
      refuse("pool.department.not_empty", {{"members", Value::integer(context_.members)},
                                           {"below", Value::integer(std::int64_t{below})}});
    }
    needs_unnamed(department.name);
    out_.removed = department.id;
  }

  void place(const Department& department) {
    if (context_.people.empty()) return refuse("pool.person_needed");
    const Placed& person = context_.people.front();
    const Department* from = tree_.named(person.department);
    const bool leads = from != nullptr && tree_.leads(context_.actor, *from) &&
                       tree_.leads(context_.actor, department);
    if (!context_.administers && !leads) return refuse("pool.not_entitled");
    if (person.company != department.company) refuse("pool.department.company");
  }

  std::size_t depth_of(const Department& department) const {
    const std::size_t above = tree_.above(department).size();
    return department.company.empty() ? above + 1 : above;
  }

  void describe(Department& department) {
    const std::string& label = command_.label;
    department.label = label;
    department.type = command_.type;
    department.managers = command_.managers;
    if (label.find_first_not_of(' ') == std::string::npos) refuse("pool.department.name_needed");
    const bool odd = std::any_of(label.begin(), label.end(), [](char each) {
      return static_cast<unsigned char>(each) < ' ' || each == '|';
    });
    if (odd) refuse("pool.department.name_sign");
    if (!names_one(department_types(), department.type)) refuse("pool.department.type");
    const bool known =
        department.managers.size() <= kMostManagers &&
        std::all_of(
            department.managers.begin(), department.managers.end(), [&](const std::string& id) {
              return std::any_of(
                  context_.people.begin(), context_.people.end(), [&](const Placed& person) {
                    return person.id == id && person.active && person.company == department.company;
                  });
            });
    if (!known) refuse("pool.department.manager");
  }

  void needs_free(const std::string& name, std::string_view id) {
    const Department* other = tree_.named(name);
    if (other != nullptr && other->id != id)
      refuse("pool.department.taken", {{"name", Value::string(name)}});
    if (name.size() > kLongestDepartment) {
      refuse("pool.department.name_long",
             {{"max", Value::integer(std::int64_t{kLongestDepartment})}});
    }
  }

  void needs_unnamed(const std::string& name) {
    if (names_one(context_.in_rules, name))
      refuse("pool.department.in_rules", {{"name", Value::string(name)}});
  }

  const Departments& tree_;
  const DepartmentCommand& command_;
  const DepartmentContext& context_;
  DepartmentDecision out_;
  std::vector<Violation> violations_;
};

} // namespace

const std::vector<std::string>& department_types() {
  static const std::vector<std::string> kTypes = {"branch",  "sales",      "service",
                                                  "support", "management", "other"};
  return kTypes;
}

const Department* Departments::find(std::string_view id) const {
  const auto found = std::find_if(all_.begin(), all_.end(),
                                  [id](const Department& each) { return each.id == id; });
  return found == all_.end() ? nullptr : &*found;
}

const Department* Departments::named(std::string_view name) const {
  const auto found = std::find_if(all_.begin(), all_.end(),
                                  [name](const Department& each) { return each.name == name; });
  return found == all_.end() ? nullptr : &*found;
}

std::vector<std::string> Departments::above(const Department& department) const {
  std::vector<std::string> out;
  for (const Department* at = find(department.parent); at != nullptr && out.size() < kDeepest;
       at = find(at->parent)) {
    out.push_back(at->name);
  }
  if (!department.company.empty()) out.push_back(department.company);
  return out;
}

bool Departments::leads(std::string_view person, const Department& department) const {
  std::size_t depth = 0;
  for (const Department* at = &department; at != nullptr && depth < kDeepest;
       at = find(at->parent), ++depth) {
    if (names_one(at->managers, person)) return true;
  }
  return false;
}

std::vector<std::string> Departments::led_by(std::string_view person) const {
  std::vector<std::string> out;
  for (const Department& each : all_) {
    if (leads(person, each)) out.push_back(each.name);
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<DepartmentDecision, std::vector<Violation>> decide(const Departments& tree,
                                                          const DepartmentCommand& command,
                                                          const DepartmentContext& context) {
  return Ordering(tree, command, context).run();
}

} // namespace qudao::pool

#include "core/pool/merge.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/match/people.h"
#include "core/pool/moments.h"

namespace qudao::pool {

namespace {

constexpr std::array<std::string_view, 3> kTakes = {"kept", "other", "both"};

void complain(std::vector<Violation>& of, std::string code, Map params = {}) {
  of.push_back({std::move(code), {}, std::move(params), {}, {}});
}

bool administers(const Rules& rules, const Company& company, const Person& actor) {
  const Pool* pool = rules.pool(company.pool);
  return pool != nullptr && pool->administrators.names(actor);
}

bool has(const List& items, const Value& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

Value both_of(std::string_view key, const Value& kept, const Value& other) {
  if (!kept.is_list() || !other.is_list()) return kept;
  if (key == kPeople) return Value::list(match::with_people(kept.as_list(), other.as_list()));
  List items = kept.as_list();
  for (const Value& each : other.as_list()) {
    if (!has(items, each)) items.push_back(each);
  }
  return Value::list(std::move(items));
}

std::string name_in(const Value& data) {
  const Value* name = data.find("name");
  return name != nullptr && name->is_string() ? std::string(name->as_string()) : std::string();
}

Value merged_data(const Value& kept, const Value& other, const std::map<std::string, Take>& fields,
                  std::vector<Violation>& violations) {
  Map out;
  const auto put = [&](const std::string& key) {
    const Value* of_kept = kept.find(key);
    const Value* of_other = other.find(key);
    const auto said = fields.find(key);
    const Take take = said == fields.end() ? Take::both : said->second;
    const Value* first = take == Take::other ? of_other : of_kept;
    if (take == Take::both && of_kept == nullptr) first = of_other;
    if (first == nullptr) return;
    const bool join = take == Take::both && of_kept != nullptr && of_other != nullptr;
    Value value = join ? both_of(key, *of_kept, *of_other) : *first;
    if (value.is_list() && value.as_list().size() > kMostOfField) {
      complain(violations, "pool.merge_too_many",
               {{"field", Value::string(key)}, {"max", Value::integer(kMostOfField)}});
    }
    out.set(key, std::move(value));
  };
  for (const Value* side : {&kept, &other}) {
    for (const auto& [key, unused] : side->as_map()) {
      const std::string name(key.as_string());
      if (out.find(name) == nullptr) put(name);
    }
  }
  // A company has a name, whatever was said.
  if (out.find("name") == nullptr && !name_in(kept).empty())
    out.set("name", Value::string(name_in(kept)));
  const std::string name = name_in(Value::map(out));
  const std::string left = name == name_in(kept) ? name_in(other) : name_in(kept);
  const bool former_said = fields.count("former_name") != 0;
  if (out.find("former_name") == nullptr && !former_said && !left.empty() && left != name)
    out.set("former_name", Value::string(left));
  return Value::map(std::move(out));
}

std::optional<Timestamp> later(const std::optional<Timestamp>& a,
                               const std::optional<Timestamp>& b) {
  if (!a || !b) return a ? a : b;
  return before(*a, *b) ? b : a;
}

std::optional<Timestamp> earlier(const std::optional<Timestamp>& a,
                                 const std::optional<Timestamp>& b) {
  if (!a || !b) return a ? a : b;
  return before(*b, *a) ? b : a;
}

// What belongs to an ownership.
void take_ownership(Company& to, const Company& from) {
  to.pool = from.pool;
  to.owner = from.owner;
  to.owned_since = from.owned_since;
  to.touched = from.touched;
  to.dealt = from.dealt;
  to.follow_up = from.follow_up;
  to.name_wanted = from.name_wanted;
  to.name_due = from.name_due;
}

void add_protections(std::vector<Protection>& to, const std::vector<Protection>& more) {
  for (const Protection& each : more) {
    const auto there = std::find_if(to.begin(), to.end(), [&each](const Protection& other) {
      return other.person == each.person;
    });
    if (there == to.end()) {
      to.push_back(each);
    } else if (before(there->until, each.until)) {
      there->until = each.until;
    }
  }
}

bool same_protections(const std::vector<Protection>& a, const std::vector<Protection>& b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](const Protection& x, const Protection& y) {
           return x.person == y.person && x.until == y.until;
         });
}

Company merged_company(const Side& kept, const Side& other, bool owner_of_other) {
  Company next = kept.company;
  const Company& more = other.company;
  if (!next.owner.empty() && next.owner == more.owner) {
    if (before(more.owned_since, next.owned_since)) next.owned_since = more.owned_since;
    next.touched = later(next.touched, more.touched);
    next.dealt = later(next.dealt, more.dealt);
    next.follow_up = earlier(next.follow_up, more.follow_up);
    if (!next.name_due) {
      next.name_wanted = more.name_wanted;
      next.name_due = more.name_due;
    }
  } else if (!more.owner.empty() && (next.owner.empty() || owner_of_other)) {
    take_ownership(next, more);
  }
  for (const std::string& tag : more.tags) {
    if (std::find(next.tags.begin(), next.tags.end(), tag) == next.tags.end())
      next.tags.push_back(tag);
  }
  add_protections(next.protections, more.protections);
  return next;
}

bool equal(const Value* a, const Value* b) {
  return a == nullptr || b == nullptr ? a == b : *a == *b;
}

// A list without what the merge brought, with what came later.
Value list_back(const Value& was, const Value& merged, const Value& now) {
  List items;
  for (const Value& each : now.as_list()) {
    const bool brought = has(merged.as_list(), each) && !has(was.as_list(), each);
    if (!brought) items.push_back(each);
  }
  return Value::list(std::move(items));
}

List lines_of(const Value& text) {
  List out;
  for (std::string_view rest = text.as_string(); !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    out.push_back(Value::string(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

// A text of lines without those that the merge brought.
Value lines_back(const Value* was, const Value* merged, const Value& now) {
  const auto list = [](const Value* text) {
    return Value::list(text == nullptr ? List() : lines_of(*text));
  };
  std::string out;
  const Value left = list_back(list(was), list(merged), list(&now));
  for (const Value& line : left.as_list()) {
    out += (out.empty() ? "" : "\n") + std::string(line.as_string());
  }
  return Value::string(out);
}

// Somebody of whom more was known by the merge.
Value person_back(const Value& was, const Value& merged, const Value& now) {
  Map out;
  for (const Value* side : {&was, &now}) {
    for (const auto& [key, unused] : side->as_map()) {
      const Value* before_it = was.find(key.as_string());
      const Value* then = merged.find(key.as_string());
      const Value* today = now.find(key.as_string());
      if (equal(today, then)) {
        if (before_it != nullptr) out.set(key, *before_it);
        continue;
      }
      if (today == nullptr) continue;
      const bool lines = key.as_string() == "remark";
      Value left = lines ? lines_back(before_it, then, *today) : *today;
      if (!left.is_string() || !left.as_string().empty()) out.set(key, std::move(left));
    }
  }
  return Value::map(std::move(out));
}

const Value* with_id_of(const Value& person, const Value& people) {
  const Value* id = person.find("id");
  for (const Value& each : people.as_list()) {
    if (id != nullptr && equal(each.find("id"), id)) return &each;
  }
  return nullptr;
}

// People without those whom the merge brought; of who was there already, without what it brought.
Value people_back(const Value& was, const Value& merged, const Value& now) {
  List people;
  for (const Value& each : now.as_list()) {
    const Value* before_it = with_id_of(each, was);
    const Value* then = with_id_of(each, merged);
    if (before_it != nullptr && then != nullptr) {
      people.push_back(person_back(*before_it, *then, each));
    } else if (!has(merged.as_list(), each) || has(was.as_list(), each)) {
      people.push_back(each);
    }
  }
  return Value::list(std::move(people));
}

Value data_back(const Value& was, const Value& merged, const Value& now) {
  Map out;
  const auto put = [&](const std::string& key) {
    const Value* before_it = was.find(key);
    const Value* then = merged.find(key);
    const Value* today = now.find(key);
    if (equal(today, then)) {
      if (before_it != nullptr) out.set(key, *before_it);
      return;
    }
    if (today == nullptr) return;
    if (!today->is_list() || then == nullptr || !then->is_list()) {
      out.set(key, *today);
      return;
    }
    static const Value kNone = Value::list({});
    const Value& first = before_it == nullptr ? kNone : *before_it;
    Value left =
        key == kPeople ? people_back(first, *then, *today) : list_back(first, *then, *today);
    if (!left.as_list().empty()) out.set(key, std::move(left));
  };
  for (const Value* side : {&was, &now}) {
    for (const auto& [key, unused] : side->as_map()) {
      const std::string name(key.as_string());
      if (out.find(name) == nullptr) put(name);
    }
  }
  return Value::map(std::move(out));
}

template <typename T>
void back(T& now, const T& merged, const T& was) {
  if (now == merged) now = was;
}

Company company_back(const Company& was, const Company& merged, const Company& now) {
  Company out = now;
  const bool moved = now.owner != merged.owner ||
                     (!now.owner.empty() && before(merged.owned_since, now.owned_since));
  if (!moved) {
    out.pool = was.pool;
    out.owner = was.owner;
    out.owned_since = was.owned_since;
    if (was.owner == merged.owner) {
      back(out.touched, merged.touched, was.touched);
      back(out.dealt, merged.dealt, was.dealt);
      back(out.follow_up, merged.follow_up, was.follow_up);
      back(out.name_due, merged.name_due, was.name_due);
      back(out.name_wanted, merged.name_wanted, was.name_wanted);
    } else {
      take_ownership(out, was);
    }
    if (same_protections(now.protections, merged.protections)) out.protections = was.protections;
  }
  back(out.tags, merged.tags, was.tags);
  return out;
}

class Unmerging {
 public:
  Unmerging(const Rules& rules, const UnmergeContext& context, std::vector<Violation>& violations)
      : rules_(rules), context_(context), violations_(violations) {}

  void count(const Company& company, std::int64_t by) {
    if (!company.owner.empty() && counts_in_inventory(rules_, company)) more_[company.owner] += by;
  }

  // Whoever owns more than before must be somebody who may.
  void check(const Side& other) const {
    for (const Returning& each : context_.people) {
      const auto found = more_.find(each.person.id);
      const bool returns = other.company.owner == each.person.id;
      if (returns && !each.person.active) complain(violations_, "pool.person_inactive");
      const Pool* pool = rules_.pool(other.company.pool);
      if (returns && (pool == nullptr || !pool->members.names(each.person)))
        complain(violations_, "pool.not_member");
      if (found == more_.end() || found->second <= 0) continue;
      limit(each.person, false, each.load.owned, found->second, "pool.inventory_full");
      limit(each.person, true, each.load.department_owned, of_department(each.person),
            "pool.department_full");
    }
  }

 private:
  std::int64_t of_department(const Person& person) const {
    std::int64_t more = 0;
    for (const Returning& each : context_.people) {
      const auto found = more_.find(each.person.id);
      if (found != more_.end() &&
          rules_.counted_department(each.person) == rules_.counted_department(person))
        more += found->second;
    }
    return more;
  }

  void limit(const Person& person, bool department, std::int64_t owned, std::int64_t more,
             const char* code) const {
    const Limit* limit = rules_.limit_of(rules_.inventory, person, department);
    if (limit == nullptr || more <= 0 || owned + more <= *limit->most) return;
    complain(violations_, code,
             {{"limit", Value::integer(*limit->most)}, {"owned", Value::integer(owned)}});
  }

  const Rules& rules_;
  const UnmergeContext& context_;
  std::vector<Violation>& violations_;
  std::map<std::string, std::int64_t> more_;
};

} // namespace

std::optional<Take> take_named(std::string_view name) {
  const auto found = std::find(kTakes.begin(), kTakes.end(), name);
  if (found == kTakes.end()) return std::nullopt;
  return static_cast<Take>(found - kTakes.begin());
}

Result<Merged, std::vector<Violation>> merge(const Rules& rules, const Side& kept,
                                             const Side& other, const MergeCommand& command,
                                             const MergeContext& context) {
  std::vector<Violation> violations;
  const Company& a = kept.company;
  const Company& b = other.company;
  if (a.id == b.id) complain(violations, "pool.merge_itself");
  if (a.library != b.library) complain(violations, "pool.merge_library");
  for (const auto& [said, there] :
       {std::pair(command.version, a.version), std::pair(command.other_version, b.version)}) {
    if (said != 0 && said != there)
      complain(violations, "pool.changed", {{"version", Value::integer(there)}});
  }
  const Person& actor = context.actor;
  const bool administrator = administers(rules, a, actor) && administers(rules, b, actor);
  const bool owner = a.owner == actor.id && b.owner == actor.id;
  if (!administrator && !owner) complain(violations, "pool.not_entitled");
  if (context.applied_for) complain(violations, "pool.merge_applied_for");
  if (context.marked_different) complain(violations, "pool.merge_different");
  if (context.registrations_differ) complain(violations, "pool.merge_registrations");
  Merged out;
  out.next = merged_company(kept, other, command.owner_of_other);
  out.data = merged_data(kept.data, other.data, command.fields, violations);
  if (!violations.empty()) return Unexpected{std::move(violations)};
  out.next.name = name_in(out.data);
  // The name that had to be corrected to may be there now.
  if (out.next.name_due && out.next.name == out.next.name_wanted) {
    out.next.name_wanted.clear();
    out.next.name_due.reset();
  }
  ++out.next.version;
  out.event = {"merged", b.owner, out.next.owner, b.id, false};
  for (const std::string& was : {a.owner, b.owner}) {
    if (!was.empty() && was != out.next.owner && was != actor.id) out.inform.push_back(was);
  }
  return out;
}

Result<Unmerged, std::vector<Violation>> unmerge(const Rules& rules, const Past& past,
                                                 const Side& now, const UnmergeContext& context) {
  std::vector<Violation> violations;
  const Person& actor = context.actor;
  const bool administrator =
      administers(rules, now.company, actor) && administers(rules, past.other.company, actor);
  const bool own =
      past.by == actor.id && now.company.owner == actor.id && past.other.company.owner == actor.id;
  if (!administrator && !own) complain(violations, "pool.not_entitled");
  if (past.undone) complain(violations, "pool.merge_undone");
  if (context.buried) complain(violations, "pool.merge_buried");
  if (context.fact_taken) complain(violations, "pool.merge_fact_taken");
  if (!violations.empty()) return Unexpected{std::move(violations)};
  Unmerged out;
  out.kept.company = company_back(past.kept.company, past.merged.company, now.company);
  out.kept.data = data_back(past.kept.data, past.merged.data, now.data);
  out.kept.company.name = name_in(out.kept.data);
  out.kept.company.version = now.company.version + 1;
  out.other = past.other;
  ++out.other.company.version;
  // Who kept contact with the one kept it with the other.
  const bool contacted = now.company.owner == past.other.company.owner && now.company.touched &&
                         !before(*now.company.touched, past.at);
  if (contacted) out.other.company.touched = later(out.other.company.touched, now.company.touched);
  Unmerging counts(rules, context, violations);
  counts.count(now.company, -1);
  counts.count(out.kept.company, 1);
  counts.count(out.other.company, 1);
  counts.check(out.other);
  if (!violations.empty()) return Unexpected{std::move(violations)};
  out.event = {"unmerged", now.company.owner, out.kept.company.owner, out.other.company.id, false};
  for (const std::string& each :
       {now.company.owner, out.kept.company.owner, out.other.company.owner}) {
    auto& inform = out.inform;
    const bool known = std::find(inform.begin(), inform.end(), each) != inform.end();
    if (!each.empty() && each != actor.id && !known) inform.push_back(each);
  }
  return out;
}

std::vector<Violation> mark_apart(const Pair& pair, const Person& actor, std::string_view reason) {
  std::vector<Violation> violations;
  const bool of_company = administers(pair.rules, pair.company, actor);
  if (pair.other == nullptr) {
    if (!of_company) complain(violations, "pool.not_administrator");
    if (pair.name.find_first_not_of(" \t\r\n") == std::string::npos)
      complain(violations, "pool.name_needed");
  } else {
    if (pair.company.id == pair.other->id) complain(violations, "pool.merge_itself");
    const bool administrator = of_company && administers(*pair.other_rules, *pair.other, actor);
    const bool owner = pair.company.owner == actor.id && pair.other->owner == actor.id;
    if (!administrator && !owner) complain(violations, "pool.not_entitled");
  }
  if (pair.same_registration) complain(violations, "pool.apart_registrations");
  if (reason.find_first_not_of(" \t\r\n") == std::string_view::npos)
    complain(violations, "pool.reason_needed");
  if (reason.size() > kLongestText || pair.name.size() > kLongestText)
    complain(violations, "pool.text_too_long", {{"max", Value::integer(kLongestText)}});
  return violations;
}

} // namespace qudao::pool

#include <algorithm>

#include "core/pool/deciding.h"
#include "core/pool/due.h"
#include "core/pool/moments.h"

namespace qudao::pool {

namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool knows(const std::vector<Choice>& choices, std::string_view code) {
  return choices.empty() || std::any_of(choices.begin(), choices.end(),
                                        [code](const Choice& each) { return each.code == code; });
}

} // namespace

Deciding::Deciding(const Rules& rules, const Subject& subject, const Command& command,
                   const Context& context)
    : rules_(rules), subject_(subject), command_(command),
      context_(context), zone_{rules.zone, context.zones} {
  if (subject.company) {
    out_.seen = {true, subject.company->owner, subject.company->version};
    pool_ = rules.pool(subject.company->pool);
  } else {
    pool_ = rules.pool(command.pool);
  }
  if (pool_ == nullptr) {
    const auto mine =
        std::find_if(rules.pools.begin(), rules.pools.end(), [this](const Pool& each) {
          const Who& who = command_.action == Action::add ? each.administrators : each.members;
          return !context_.actor || who.names(*context_.actor);
        });
    pool_ = mine == rules.pools.end() ? &rules.pools.front() : &*mine;
  }
}

Result<Decision, std::vector<Violation>> Deciding::run() {
  if (command_.version != 0 && subject_.company && command_.version != subject_.company->version) {
    refuse("pool.changed", {{"version", Value::integer(subject_.company->version)}});
  } else {
    act();
  }
  if (!violations_.empty()) return Unexpected{std::move(violations_)};
  if (out_.next) ++out_.next->version;
  auto& inform = out_.inform;
  const std::string actor = context_.actor ? context_.actor->id : std::string();
  inform.erase(std::remove_if(inform.begin(), inform.end(),
                              [&](const std::string& id) { return id.empty() || id == actor; }),
               inform.end());
  return std::move(out_);
}

void Deciding::act() {
  switch (command_.action) {
  case Action::enter:
    return enter();
  case Action::claim:
    return claim();
  case Action::apply:
    return apply();
  case Action::special:
    return special();
  case Action::answer:
    return answer();
  case Action::withdraw:
    return withdraw();
  case Action::correct:
    return correct();
  case Action::release:
    return release();
  case Action::hand_over:
    return hand_over();
  case Action::distribute:
    return distribute();
  case Action::protect:
    return protect();
  case Action::note:
    return note();
  case Action::deal:
    return deal();
  case Action::recycle:
    return recycle();
  case Action::add:
    return add();
  }
}

void Deciding::refuse(std::string code, Map params) {
  violations_.push_back({std::move(code), {}, std::move(params), {}, {}});
}

void Deciding::refuse_until(std::string code, std::string_view param, Timestamp until) {
  refuse(std::move(code), {{param, Value::timestamp(until)}});
}

std::optional<Timestamp> Deciding::end_of(const Term& term, Timestamp from) {
  static const calendar::Calendar kNone;
  auto end = calendar::deadline(context_.calendar == nullptr ? kNone : *context_.calendar, term,
                                from, zone_);
  if (end) return *end;
  violations_.push_back(std::move(end).error());
  return std::nullopt;
}

bool Deciding::is_actor(std::string_view person) const {
  return context_.actor && context_.actor->id == person;
}

bool Deciding::administers() const {
  return !context_.actor || pool_->administrators.names(*context_.actor);
}

bool Deciding::needs_company() {
  if (!subject_.company) refuse("pool.unknown");
  return subject_.company.has_value();
}

bool Deciding::needs_owner() {
  if (!needs_company()) return false;
  if (is_actor(subject_.company->owner)) return true;
  refuse("pool.not_owner");
  return false;
}

// Whoever manages the department of its owner.
bool Deciding::leads_owner() const {
  return context_.actor && context_.owner && leads(*context_.actor, *context_.owner);
}

bool Deciding::needs_administrator() {
  if (!administers()) refuse("pool.not_administrator");
  return administers();
}

bool Deciding::needs_member() {
  const bool member = context_.actor && pool_->members.names(*context_.actor);
  if (!member) refuse("pool.not_member");
  return member;
}

bool Deciding::fits(std::string_view text) {
  if (text.size() <= kLongestText) return true;
  refuse("pool.text_too_long", {{"max", Value::integer(kLongestText)}});
  return false;
}

bool Deciding::needs_free(const std::string& person) {
  const Company& company = *subject_.company;
  if (!company.owner.empty()) {
    refuse("pool.taken"); // whatever else there is against it
    return false;
  }
  if (subject_.collision.may_enter()) {
    needs_clear();
  } else {
    refuse("pool.collision.claim." + std::string(name_of(subject_.collision.outcome)));
  }
  if (subject_.application && subject_.application->holds(context_.now) &&
      subject_.application->person != person)
    refuse("pool.applied_for");
  std::optional<Timestamp> until;
  for (const Protection& each : company.protections) {
    if (!before(context_.now, each.until)) continue;
    if (each.person == person) return true;
    if (!until || before(*until, each.until)) until = each.until;
  }
  if (until) refuse_until("pool.protected", "until", *until);
  return true;
}

void Deciding::check_limit(const std::vector<Limit>& limits, bool of_department, std::int64_t has,
                           const char* code) {
  const Limit* limit = rules_.limit_of(limits, *context_.receiver, of_department);
  if (limit == nullptr || has < *limit->most) return;
  refuse(code, {{"limit", Value::integer(*limit->most)}, {"owned", Value::integer(has)}});
}

bool Deciding::give(Company next, Ways ways) {
  if (!context_.receiver) {
    refuse("pool.person_needed");
    return false;
  }
  const Person& person = *context_.receiver;
  if (!person.active) refuse("pool.person_inactive");
  if (!pool_->members.names(person) && !is_actor(person.id)) refuse("pool.not_member");
  next.owner = person.id;
  next.owned_since = context_.now;
  next.touched.reset();
  next.dealt.reset();
  next.follow_up.reset();
  out_.receiver_seen = context_.load;
  if (counts_in_inventory(rules_, next)) {
    check_limit(rules_.inventory, false, context_.load.owned, "pool.inventory_full");
    const bool stays =
        context_.owner && is_within(*context_.owner, rules_.counted_department(person));
    if (!stays)
      check_limit(rules_.inventory, true, context_.load.department_owned, "pool.department_full");
  }
  if (ways.is_claim) {
    check_limit(rules_.claims_per_day, false, context_.load.claims_today, "pool.claims_used");
    out_.claims = 1;
  }
  if (!ways.by_administrator && subject_.left && rules_.reclaim_after) {
    const auto until = end_of(*rules_.reclaim_after, *subject_.left);
    if (until && before(context_.now, *until)) refuse_until("pool.too_soon", "until", *until);
  }
  // What protected others ends with it; a protection of the new owner's own goes on.
  auto& protections = next.protections;
  protections.erase(std::remove_if(protections.begin(), protections.end(),
                                   [&](const Protection& each) {
                                     return each.person != person.id ||
                                            !before(context_.now, each.until);
                                   }),
                    protections.end());
  if (ways.protection) {
    if (const auto until = end_of(*ways.protection, context_.now))
      next.protections.push_back({person.id, *until});
  }
  const bool to_follow =
      ways.is_handed && rules_.follow_up &&
      (rules_.follow_up_tags.empty() ||
       std::any_of(next.tags.begin(), next.tags.end(), [this](const std::string& tag) {
         const auto& tags = rules_.follow_up_tags;
         return std::find(tags.begin(), tags.end(), tag) != tags.end();
       }));
  if (to_follow) next.follow_up = end_of(*rules_.follow_up, context_.now);
  out_.event.to = person.id;
  out_.next = std::move(next);
  return violations_.empty();
}

void Deciding::needs_clear() {
  const Collision& found = subject_.collision;
  const std::string stops = found.stops(command_.warned, command_.reason);
  if (stops.empty()) {
    const bool said = found.warning && fits(command_.reason);
    if (said && out_.event.detail.empty()) out_.event.detail = command_.reason;
    return;
  }
  Map params;
  if (!found.library.empty()) params.set("library", Value::string(found.library));
  refuse(stops, std::move(params));
}

Company Deciding::fresh() const {
  Company company;
  company.id = context_.new_id;
  company.library = rules_.library;
  company.pool = pool_->id;
  company.name = command_.name;
  company.entered = context_.now;
  return company;
}

void Deciding::enter() {
  if (is_blank(command_.name)) refuse("pool.name_needed");
  if (!fits(command_.name) || !needs_member()) return;
  needs_clear();
  if (subject_.application && subject_.application->holds(context_.now)) {
    if (!is_actor(subject_.application->person)) {
      refuse("pool.applied_for");
    } else {
      out_.application = subject_.application;
      out_.application->state = ApplicationState::used;
      out_.application->company = context_.new_id;
    }
  }
  Ways ways;
  ways.protection = rules_.entry_protection;
  out_.event.kind = "entered";
  give(fresh(), ways);
}

void Deciding::add() {
  if (is_blank(command_.name)) refuse("pool.name_needed");
  if (!fits(command_.name) || !needs_administrator()) return;
  needs_clear();
  Company company = fresh();
  company.tags = command_.tags;
  out_.event.kind = "added";
  if (command_.person.empty()) {
    out_.next = std::move(company);
    return;
  }
  Ways ways;
  ways.by_administrator = true;
  ways.is_handed = true;
  ways.protection = rules_.entry_protection;
  out_.inform = {command_.person};
  give(std::move(company), ways);
}

void Deciding::claim() {
  if (!needs_company() || !needs_member()) return;
  if (!needs_free(context_.actor->id)) return;
  const auto& application = subject_.application;
  const bool allowed = application && application->state == ApplicationState::allowed &&
                       application->holds(context_.now) && is_actor(application->person);
  if (!allowed && pool_->claim == ClaimBy::application) refuse("pool.claim_by_application");
  if (!allowed && pool_->claim == ClaimBy::nobody) refuse("pool.closed");
  if (application && is_actor(application->person) && application->holds(context_.now)) {
    out_.application = application;
    out_.application->state = ApplicationState::used;
  }
  Ways ways;
  ways.is_claim = true;
  ways.protection = rules_.claim_protection;
  out_.event.kind = "claimed";
  give(*subject_.company, ways);
}

void Deciding::release() {
  if (!needs_company()) return;
  if (!leads_owner() && !needs_owner()) return;
  if (is_blank(command_.reason)) return refuse("pool.reason_needed");
  if (!knows(rules_.reasons, command_.reason)) return refuse("pool.reason_unknown");
  if (!fits(command_.reason)) return;
  out_.event = {"released", subject_.company->owner, {}, command_.reason, false};
  out_.inform = {subject_.company->owner};
  lose();
  if (rules_.release_to == ReleaseTo::administrator) {
    if (context_.administrator.empty()) return refuse("pool.no_administrator");
    out_.next->owner = context_.administrator;
    out_.next->owned_since = context_.now;
    out_.event.to = context_.administrator;
    out_.inform.push_back(context_.administrator);
  }
}

void Deciding::lose() {
  Company next = *subject_.company;
  out_.left = next.owner;
  next.owner.clear();
  next.owned_since = Timestamp();
  next.touched.reset();
  next.dealt.reset();
  next.follow_up.reset();
  next.name_wanted.clear();
  next.name_due.reset();
  next.protections.clear();
  out_.next = std::move(next);
}

void Deciding::hand_over() {
  if (!needs_company()) return;
  const Company& company = *subject_.company;
  if (company.owner.empty()) return refuse("pool.not_in_pool");
  const bool by_administrator = administers() && !is_actor(company.owner);
  const bool by_manager = !is_actor(company.owner) && !by_administrator && leads_owner();
  if (!is_actor(company.owner) && !by_administrator && !by_manager) return refuse("pool.not_owner");
  // Within the departments they manage.
  if (by_manager && context_.receiver && !leads(*context_.actor, *context_.receiver))
    return refuse("pool.not_in_department");
  if (context_.receiver && context_.receiver->id == company.owner)
    return refuse("pool.same_person");
  Ways ways;
  ways.by_administrator = administers();
  ways.is_handed = true;
  out_.event = {"handed_over", company.owner, {}, {}, false};
  out_.inform = {company.owner, context_.receiver ? context_.receiver->id : std::string()};
  give(company, ways);
}

void Deciding::distribute() {
  if (!needs_company() || !needs_administrator()) return;
  if (!context_.receiver) return refuse("pool.person_needed");
  if (!needs_free(context_.receiver->id)) return;
  if (subject_.application && subject_.application->person == context_.receiver->id &&
      subject_.application->holds(context_.now)) {
    out_.application = subject_.application;
    out_.application->state = ApplicationState::assigned;
  }
  Ways ways;
  ways.by_administrator = true;
  ways.is_handed = true;
  ways.protection = rules_.claim_protection;
  out_.event.kind = "distributed";
  out_.inform = {context_.receiver->id};
  give(*subject_.company, ways);
}

void Deciding::protect() {
  if (!needs_company() || !needs_administrator()) return;
  if (command_.person.empty()) return refuse("pool.person_needed");
  Company next = *subject_.company;
  auto& protections = next.protections;
  protections.erase(std::remove_if(protections.begin(), protections.end(),
                                   [this](const Protection& each) {
                                     return each.person == command_.person ||
                                            !before(context_.now, each.until);
                                   }),
                    protections.end());
  if (command_.until) {
    if (!before(context_.now, *command_.until)) return refuse("pool.protection_past");
    if (rules_.longest_protection) {
      const auto longest = end_of(*rules_.longest_protection, context_.now);
      if (longest && before(*longest, *command_.until))
        refuse_until("pool.protection_too_long", "until", *longest);
    }
    protections.push_back({command_.person, *command_.until});
  }
  out_.event = {"protected", next.owner, next.owner, command_.person, false};
  out_.inform = {command_.person};
  out_.next = std::move(next);
}

void Deciding::note() {
  if (!needs_owner()) return;
  const Note& note = command_.note;
  if (!knows(rules_.ways, note.way) || note.way.empty())
    refuse("pool.way_unknown", {{"way", Value::string(note.way)}});
  for (const std::string& box : note.boxes) {
    const bool known = std::any_of(rules_.boxes.begin(), rules_.boxes.end(),
                                   [&](const Choice& each) { return each.code == box; });
    if (!known) refuse("pool.box_unknown", {{"box", Value::string(box)}});
  }
  if (note.maturity < 0 || note.maturity > 100) refuse("pool.maturity");
  // That nobody answered needs no words.
  if (is_blank(note.text) && note.boxes.empty()) refuse("pool.text_needed");
  if (!fits(note.text)) return;
  const std::string& owner = subject_.company->owner;
  out_.event = {"noted", owner, owner, note.way, counts_as_contact(rules_, note)};
  out_.next = *subject_.company;
  if (!out_.event.counts) return;
  out_.next->touched = context_.now;
  out_.next->follow_up.reset();
}

void Deciding::deal() {
  if (!needs_company() || !needs_administrator()) return;
  if (subject_.company->owner.empty()) return refuse("pool.not_in_pool");
  out_.event = {"dealt", subject_.company->owner, subject_.company->owner, {}, false};
  out_.next = *subject_.company;
  out_.next->dealt = context_.now;
}

void Deciding::recycle() {
  if (!needs_company() || !needs_administrator()) return;
  if (subject_.company->owner.empty()) return refuse("pool.not_due");
  static const calendar::Calendar kNone;
  const Person nobody{subject_.company->owner, {}, {}, true, {}, {}, {}};
  auto due = due_of(rules_, *subject_.company, context_.owner ? *context_.owner : nobody,
                    context_.calendar == nullptr ? kNone : *context_.calendar, context_.zones);
  if (!due) {
    violations_.push_back(std::move(due).error());
    return;
  }
  if (!*due || before(context_.now, (*due)->at)) return refuse("pool.not_due");
  out_.event = {"recycled", subject_.company->owner, {}, (*due)->rule, false};
  out_.inform = {subject_.company->owner};
  lose();
}

Result<Decision, std::vector<Violation>> decide(const Rules& rules, const Subject& subject,
                                                const Command& command, const Context& context) {
  return Deciding(rules, subject, command, context).run();
}

} // namespace qudao::pool

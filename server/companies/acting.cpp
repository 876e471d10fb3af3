#include "server/companies/acting.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "core/value/json.h"
#include "server/companies/search.h"
#include "server/crypto/digest.h"
#include "server/directory/directory.h"

namespace qudao::companies {

namespace {

pool::Person caller_person(storage::Connection& connection, const records::Caller& caller) {
  auto person = person_of(connection, caller.who.tenant_id, caller.who.user_id);
  if (!person) {
    throw Failure("not_found");
  }
  return *person;
}

bool is_entitlement(const std::string& code) {
  static const std::set<std::string, std::less<>> kCodes{
      "pool.not_administrator", "pool.not_entitled", "pool.not_member", "pool.not_owner"};
  return kCodes.count(code) != 0;
}

} // namespace

Acting::Acting(storage::Connection& connection, const records::Caller& caller, const Books& books,
               const std::string& library)
    : connection_(connection), caller_(caller), books_(books), rules_(books.library(library)),
      viewer_(caller_person(connection, caller)) {
  entered_library(books, viewer_, library);
}

Acting::Acting(storage::Connection& connection, const records::Caller& caller, const Books& books,
               const pool::Rules& rules)
    : connection_(connection), caller_(caller), books_(books), rules_(rules), is_system_(true) {}

Millis Acting::day_start(std::int64_t after) const {
  const auto start = pool::start_of_day(rules_, moment_of(caller_.now), after, nullptr);
  if (!start) {
    throw std::runtime_error("the zone of a library is unknown: " + rules_.zone);
  }
  return millis_of(*start);
}

Stored Acting::company(const std::string& id) const {
  auto found = find(connection_, caller_.actor.tenant_id, rules_.library, id);
  if (!found) {
    throw Failure("not_found");
  }
  return std::move(*found);
}

Stored Acting::own_company(const std::string& id) const {
  Stored found = company(id);
  if (found.company.owner != viewer_.id) {
    throw failure({{"pool.not_owner", {}, {}, {}, {}}});
  }
  return found;
}

// What is there of the same of one that is taken out of a pool.
Checked Acting::claimed(const pool::Command& command, const Stored& company,
                        const pool::Person& receiver) const {
  static const std::set<pool::Action> kTakes{pool::Action::claim, pool::Action::apply,
                                             pool::Action::special, pool::Action::answer,
                                             pool::Action::distribute};
  if (!company.company.owner.empty() || kTakes.count(command.action) == 0 ||
      !pool::looks_at_claims(rules_)) {
    return {};
  }
  return check_collision(connection_, caller_.actor.tenant_id, books_, rules_, receiver,
                         matched_data(company), company.company.id, pool::DuplicateEvent::claim);
}

// The first of the pool's administrators, by name.
std::string Acting::administrator_of(const std::string& pool) const {
  const pool::Pool* found = rules_.pool(pool);
  if (rules_.release_to != pool::ReleaseTo::administrator || found == nullptr) {
    return {};
  }
  for (const auto& row : connection_.query("SELECT id FROM user_account WHERE tenant_id = $1 AND "
                                           "state = 'active' ORDER BY user_name",
                                           {caller_.actor.tenant_id})) {
    const auto person = person_of(connection_, caller_.actor.tenant_id, row.text(0));
    if (person && found->administrators.names(*person)) {
      return person->id;
    }
  }
  return {};
}

qudao::Result<pool::Decision, std::vector<Violation>>
Acting::decide(const pool::Command& command, const std::optional<Stored>& company,
               const std::optional<pool::Application>& application,
               const pool::Collision& collision, Checked* found) const {
  const std::string& tenant = caller_.actor.tenant_id;
  pool::Subject subject;
  subject.collision = collision;
  subject.application = application;
  pool::Context context;
  context.now = moment_of(caller_.now);
  context.new_id = crypto::uuid_v7(caller_.now);
  context.calendar = &books_.calendar;
  if (!is_system_) {
    context.actor = viewer_;
  }
  std::string receiver = viewer_.id;
  if (command.action == pool::Action::answer) {
    receiver = application ? application->person : std::string();
  } else if (command.action != pool::Action::enter && command.action != pool::Action::claim &&
             command.action != pool::Action::apply) {
    receiver = command.person;
  }
  context.receiver =
      receiver == viewer_.id ? std::optional(viewer_) : person_of(connection_, tenant, receiver);
  if (context.receiver && !receiver.empty()) {
    context.load = load_of(connection_, tenant, rules_, *context.receiver, day_start());
    context.load.owned += expected_;
    context.load.department_owned += expected_;
  }
  if (company) {
    subject.company = company->company;
    context.owner = person_of(connection_, tenant, company->company.owner);
    context.administrator = administrator_of(company->company.pool);
    if (context.receiver) {
      Checked checked = claimed(command, *company, *context.receiver);
      subject.collision = checked.collision;
      if (found != nullptr) {
        *found = std::move(checked);
      }
      subject.left = left_at(connection_, tenant, company->company.id, context.receiver->id);
    }
  }
  return pool::decide(rules_, subject, command, context);
}

void Acting::store_sides(const pool::Decision& decision, const std::string& company) const {
  const std::string& tenant = caller_.actor.tenant_id;
  if (!decision.left.empty()) {
    store_left(connection_, tenant, company, decision.left, caller_.now);
  }
  if (decision.claims > 0) {
    add_claims(connection_, tenant, rules_, decision.event.to, day_start(), decision.claims);
  }
  if (decision.application) {
    store_application(connection_, tenant, rules_.library, *decision.application,
                      decision.event.kind == "answered" ? viewer_.id : std::string(), caller_.now);
  }
}

Stored Acting::store(const pool::Decision& decision, Stored company, const pool::Command& command,
                     const Map& more) const {
  const std::string& tenant = caller_.actor.tenant_id;
  const std::string was = company.company.name;
  if (decision.next) {
    company.company = *decision.next;
    if (company.company.name != was) {
      Map data = company.data.as_map();
      data.set("name", Value::string(company.company.name));
      data.set("former_name", Value::string(was));
      company.data = Value::map(std::move(data));
    }
    work_out_due(connection_, tenant, books_, rules_, company);
    update(connection_, tenant, rules_, company, decision.seen);
    const bool renamed = company.company.name != was;
    if (renamed || decision.seen.owner != company.company.owner) {
      const match::Company known =
          match::read_company(*books_.lexicon, books_.matching, matched_data(company));
      if (renamed) {
        store_keys(connection_, tenant, books_, company, known);
      }
      store_facts(connection_, tenant, company, known);
    }
  }
  store_sides(decision, company.company.id);
  Map detail = detail_of(command, decision);
  for (const auto& [key, value] : more) {
    detail.set(std::string(key.as_string()), value);
  }
  trace(connection_, caller_,
        {rules_.library, company.company.id, decision.event, std::move(detail)});
  return company;
}

Stored Acting::store_new(const pool::Decision& decision, const CheckedEntry& entered,
                         const match::Company& known, Map detail) const {
  const std::string& tenant = caller_.actor.tenant_id;
  Stored company;
  company.company = *decision.next;
  company.entered_by = viewer_.id;
  company.data = entered.data;
  if (entered.contact) {
    company.contacts = {*entered.contact};
  }
  work_out_due(connection_, tenant, books_, rules_, company);
  insert(connection_, tenant, rules_, company);
  store_keys(connection_, tenant, books_, company, known);
  store_facts(connection_, tenant, company, known);
  store_sides(decision, company.company.id);
  trace(connection_, caller_,
        {rules_.library, company.company.id, decision.event, std::move(detail)});
  return company;
}

Failure Acting::failure(const std::vector<Violation>& violations) const {
  List list;
  bool entitled = true;
  for (const Violation& each : violations) {
    Map params;
    for (const auto& [key, value] : each.params) {
      const bool is_moment = value.kind() == Kind::timestamp;
      params.set(key, is_moment ? Value::string(rfc3339(millis_of(value.as_timestamp()))) : value);
    }
    entitled = entitled && !is_entitlement(each.code);
    list.push_back(Value::map(
        {{"code", Value::string(each.code)},
         {"path", Value::string(each.path)},
         {"params", Value::map(std::move(params))},
         {"message", Value::string(books_.says_pool.say(each.code, each.params, caller_.who.locale,
                                                        {rules_.zone, nullptr}))}}));
  }
  return Failure(entitled ? "pool.refused" : "access.denied", Value::list(std::move(list)));
}

Map detail_of(const pool::Command& command, const pool::Decision& decision) {
  Map out;
  if (!decision.event.detail.empty()) {
    out.set("detail", Value::string(decision.event.detail));
  }
  if (command.action != pool::Action::note) {
    return out;
  }
  const pool::Note& note = command.note;
  List boxes;
  for (const std::string& each : note.boxes) {
    boxes.push_back(Value::string(each));
  }
  out.set("way", Value::string(note.way));
  out.set("text", Value::string(note.text));
  out.set("maturity", Value::integer(note.maturity));
  out.set("boxes", Value::list(std::move(boxes)));
  if (note.next) {
    out.set("next", Value::string(rfc3339(millis_of(*note.next))));
  }
  return out;
}

} // namespace qudao::companies

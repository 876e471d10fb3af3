#include "server/companies/companies.h"

#include "core/value/json.h"
#include "server/companies/acting.h"
#include "server/companies/choices.h"
#include "server/companies/collided.h"
#include "server/companies/contact_data.h"
#include "server/companies/import_people.h"
#include "server/companies/known.h"
#include "server/companies/refusals.h"
#include "server/companies/search.h"
#include "server/companies/show.h"
#include "server/companies/turns.h"
#include "server/crypto/digest.h"
#include "server/failure/conflict.h"
#include "server/stamps/stamps.h"

namespace qudao::companies {

namespace {

Value shown_entered(storage::Connection& connection, const std::string& tenant,
                    const Acting& acting, const Stored& company, bool bound, Value check) {
  return Value::map(
      {{"company", shown_company(connection, tenant, acting.rules(), acting.viewer(), company)},
       {"bound", Value::boolean(bound)},
       {"check", std::move(check)}});
}

// What was typed stays with the company that was there first.
void keep_entry(storage::Connection& connection, const records::Caller& caller,
                const std::string& company, const Value& data) {
  const std::string json = write_json(data);
  connection.execute(
      "INSERT INTO company_entry (tenant_id, company_id, user_id, fingerprint, created_at, data)"
      " VALUES ($1, $2, $3, $4, $5, $6)"
      " ON CONFLICT (tenant_id, company_id, user_id, fingerprint) DO NOTHING",
      {caller.who.tenant_id, company, caller.who.user_id, crypto::sha256_hex(json), caller.now,
       json});
}

// New data of a company there is.
Stored store_data(storage::Connection& connection, const records::Caller& caller,
                  const Books& books, Stored company, const Value& data, std::string kind,
                  Map detail = {}) {
  company.data = data;
  return store_known(connection, caller, books, std::move(company), std::move(kind),
                     std::move(detail));
}

// An entry added to one's own.
Stored added_to_own(storage::Connection& connection, const records::Caller& caller,
                    const Books& books, const Stored& mine, const CheckedEntry& entered) {
  const Value both = merged(mine.data, entered.data);
  needs_offered(connection, caller.who.tenant_id, mine.company.library, both, &mine.data);
  const bool more_data = both != mine.data;
  match::WithPerson people;
  if (entered.contact) {
    people = joined(mine.contacts, *entered.contact);
  }
  if (!more_data && !people.changed) {
    return mine;
  }
  Stored company = mine;
  Map detail;
  if (people.changed) {
    detail.set("name", *people.people[people.at].find("name"));
    company.contacts = std::move(people.people);
  }
  const char* kind = more_data ? "bound" : people.added ? "contact_added" : "contact_changed";
  return store_data(connection, caller, books, std::move(company), both, kind, std::move(detail));
}

} // namespace

pool::Command command_of(const Entry& entry) {
  pool::Command command;
  command.action = entry.add ? pool::Action::add : pool::Action::enter;
  command.pool = entry.pool;
  command.person = entry.person;
  command.tags = entry.tags;
  command.name = name_in(entry.data);
  command.warned = entry.warned;
  command.reason = entry.reason;
  return command;
}

void throw_if_refused(const Result& result) {
  if (result.refused) {
    throw Failure(*result.refused);
  }
}

BooksPtr Companies::books(storage::Connection& connection, const std::string& tenant) const {
  return books_.get(tenant, stamps::current(connection, tenant, stamps::kDefinitions),
                    [&] { return read_books(connection, tenant); });
}

Value Companies::check(storage::Connection& connection, const records::Caller& caller,
                       const std::string& library, const Value& data) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, library);
  // Anything known may be asked about: a number alone, too.
  const Checked checked = check_collision(connection, tenant, *books, acting.rules(),
                                          acting.viewer(), asked_data(data), "");
  return shown_check(connection, tenant, *books, acting.rules(), acting.viewer(), checked,
                     caller.who.locale);
}

Result Companies::enter(storage::Connection& connection, const records::Caller& caller,
                        const Entry& entry) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, entry.library);
  const pool::Rules& rules = acting.rules();
  if (!entry.pool.empty() && rules.pool(entry.pool) == nullptr) {
    throw Failure("not_found");
  }
  const CheckedEntry entered = checked_entry(entry.data, entry.contact, caller.now);
  const auto event = entry.imported ? pool::DuplicateEvent::import : pool::DuplicateEvent::enter;
  Checked checked =
      check_collision(connection, tenant, *books, rules, acting.viewer(), entered.asked, "", event);
  if (entered.contact && !entry.import.empty() && !checked.found.empty()) {
    count_as_own(connection, tenant, entry.import, acting.viewer(), checked);
    checked.collision = pool::collide(rules, acting.viewer(), checked.found, event);
  }
  const pool::Collision& collision = checked.collision;
  const auto shown = [&] {
    return shown_check(connection, tenant, *books, rules, acting.viewer(), checked,
                       caller.who.locale);
  };
  if (collision.binds_to_own()) {
    const Stored company =
        added_to_own(connection, caller, *books, checked.hits[*collision.decisive].stored, entered);
    return {shown_entered(connection, tenant, acting, company, true, shown()), {}};
  }
  Entry as_checked = entry;
  as_checked.data = entered.data;
  const auto decision =
      acting.decide(command_of(as_checked), std::nullopt, std::nullopt, collision);
  if (decision) {
    needs_number(entered);
    needs_offered(connection, tenant, entry.library, entered.data, nullptr);
    const Stored company =
        acting.store_new(*decision, entered, checked.company, kept_of(checked, entry.reason));
    return {shown_entered(connection, tenant, acting, company, false, shown()), {}};
  }
  const bool collides = decision.error().front().code == collision.code();
  if (!collides) {
    throw acting.failure(decision.error());
  }
  if (collision.binds()) {
    keep_entry(connection, caller, checked.found[*collision.decisive].id, kept_data(entered));
  } else if (collision.then == pool::Then::refuse && !entry.imported) {
    keep_refusal(connection, caller, entry.library, books->matching, entered.data);
  }
  return {{}, collided(shown(), collision.binds())};
}

Value Companies::edit(storage::Connection& connection, const records::Caller& caller,
                      const EditRequest& request) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, request.library);
  const pool::Rules& rules = acting.rules();
  Stored company = acting.own_company(request.company);
  if (company.company.version != request.version) {
    throw version_conflict(company.company.version);
  }
  const Value data = checked_data(request.data, number_of(company.contacts));
  needs_offered(connection, tenant, request.library, data, &company.data);
  const Checked checked =
      check_collision(connection, tenant, *books, rules, acting.viewer(), data, company.company.id,
                      pool::event_of_edit(company.data, data));
  Value check =
      shown_check(connection, tenant, *books, rules, acting.viewer(), checked, caller.who.locale);
  needs_to_go_on(acting, checked, check, request.warned, request.reason);
  if (data != company.data) {
    company = store_data(connection, caller, *books, std::move(company), data, "edited",
                         kept_of(checked, request.reason));
  }
  return shown_entered(connection, tenant, acting, company, false, std::move(check));
}

Value Companies::act(storage::Connection& connection, const records::Caller& caller,
                     const ActRequest& request) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, request.library);
  Stored company = acting.company(request.company);
  pool::Command command = request.command;
  if (command.action == pool::Action::distribute && command.person.empty()) {
    command.person = turn(connection, tenant, acting, company.company.pool);
  }
  const auto application = holding(connection, tenant, company.company.id, caller.now);
  Checked checked;
  const auto decision = acting.decide(command, company, application, {}, &checked);
  if (!decision) {
    throw not_taken(connection, caller, *books, acting, checked, decision.error());
  }
  company =
      acting.store(*decision, std::move(company), command, taken_with(checked, command.reason));
  inform(connection, caller, *decision, company);
  Map out;
  out.set("company", shown_company(connection, tenant, acting.rules(), acting.viewer(), company));
  if (checked.collision.warning) {
    out.set("check", shown_check(connection, tenant, *books, acting.rules(), acting.viewer(),
                                 checked, caller.who.locale));
  }
  if (decision->application) {
    out.set("application", shown_application(connection, tenant, acting.rules(), acting.viewer(),
                                             {*decision->application, {}, {}}));
  }
  return Value::map(std::move(out));
}

Value Companies::answer(storage::Connection& connection, const records::Caller& caller,
                        const AnswerRequest& request) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, request.library);
  const auto stored = find_application(connection, tenant, request.library, request.application);
  if (!stored) {
    throw Failure("not_found");
  }
  Stored company = acting.company(stored->application.company);
  Checked checked;
  const auto decision = acting.decide(request.command, company, stored->application, {}, &checked);
  if (!decision) {
    throw not_taken(connection, caller, *books, acting, checked, decision.error());
  }
  company = acting.store(*decision, std::move(company), request.command,
                         taken_with(checked, request.command.reason));
  inform(connection, caller, *decision, company);
  const auto now = find_application(connection, tenant, request.library, request.application);
  return Value::map({{"application", shown_application(connection, tenant, acting.rules(),
                                                       acting.viewer(), *now)}});
}

} // namespace qudao::companies

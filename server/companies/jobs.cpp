#include "server/companies/acting.h"
#include "server/companies/companies.h"
#include "server/companies/lost.h"
#include "server/companies/told.h"
#include "server/directory/directory.h"

namespace qudao::companies {

namespace {

records::Caller system_of(const std::string& tenant, Millis now) {
  records::Caller system;
  system.who.tenant_id = tenant;
  system.actor = {tenant, "", ""};
  system.now = now;
  return system;
}

} // namespace

int Companies::recycle_due(storage::Connection& connection, const std::string& tenant,
                           Millis now) const {
  const BooksPtr books = this->books(connection, tenant);
  const records::Caller system = system_of(tenant, now);
  pool::Command command;
  command.action = pool::Action::recycle;
  Told told;
  int taken = 0;
  for (const auto& row : connection.query("SELECT library, id FROM company WHERE tenant_id = $1"
                                          " AND due_at <= $2 ORDER BY due_at, id LIMIT $3",
                                          {tenant, now, kBatch})) {
    ++taken;
    const pool::Rules& rules = books->library(row.text(0));
    const Acting acting(connection, system, *books, rules);
    Stored company = acting.company(row.text(1));
    const auto decision = acting.decide(command, company, std::nullopt, {});
    if (decision) {
      told.add(company.company.owner, company.company.name);
      acting.store(*decision, std::move(company), command);
      continue;
    }
    // The owner's rights have changed since: it is due at another time, which is later.
    const pool::Seen seen{true, company.company.owner, company.company.version};
    work_out_due(connection, tenant, *books, rules, company);
    if (company.due_at && *company.due_at <= now) {
      company.due_at.reset();
      company.warn_at.reset();
    }
    update(connection, tenant, rules, company, seen);
  }
  told.mail(connection, notices_, tenant, "company_recycled", now);
  return taken;
}

int Companies::warn_due(storage::Connection& connection, const std::string& tenant,
                        Millis now) const {
  Told told;
  int taken = 0;
  for (const auto& row :
       connection.query("SELECT id, owner, name FROM company WHERE tenant_id = $1 AND warn_at <= $2"
                        " AND warned_at IS NULL ORDER BY owner, name, id LIMIT $3",
                        {tenant, now, kBatch})) {
    ++taken;
    connection.execute("UPDATE company SET warned_at = $3 WHERE tenant_id = $1 AND id = $2",
                       {tenant, row.text(0), now});
    told.add(row.text(1), row.text(2));
  }
  told.mail(connection, notices_, tenant, "company_due", now);
  return taken;
}

int Companies::remind_follow_up(storage::Connection& connection, const std::string& tenant,
                                Millis now) const {
  Told told;
  int taken = 0;
  for (const auto& row : connection.query("SELECT id, owner, name FROM company WHERE tenant_id = $1"
                                          " AND remind_at <= $2 AND reminded_at IS NULL"
                                          " ORDER BY owner, name, id LIMIT $3",
                                          {tenant, now, kBatch})) {
    ++taken;
    connection.execute("UPDATE company SET reminded_at = $3 WHERE tenant_id = $1 AND id = $2",
                       {tenant, row.text(0), now});
    told.add(row.text(1), row.text(2));
  }
  told.mail(connection, notices_, tenant, "company_follow_up", now);
  return taken;
}

int Companies::work_out_due_again(storage::Connection& connection, const std::string& tenant,
                                  std::string& after) const {
  const BooksPtr books = this->books(connection, tenant);
  int taken = 0;
  for (const auto& row : connection.query("SELECT id, library FROM company WHERE tenant_id = $1"
                                          " AND owner <> '' AND id > $2 ORDER BY id LIMIT $3",
                                          {tenant, after, kBatch})) {
    ++taken;
    after = row.text(0);
    auto company = find(connection, tenant, row.text(1), after);
    work_out_due(connection, tenant, *books, books->library(row.text(1)), *company);
    connection.execute("UPDATE company SET due_rule = $3, warn_at = $4,"
                       " warned_at = CASE WHEN due_at = $5 THEN warned_at ELSE NULL END,"
                       " due_at = $5 WHERE tenant_id = $1 AND id = $2",
                       {tenant, after, company->due_rule, number_if(company->warn_at),
                        number_if(company->due_at)});
  }
  return taken;
}

void Companies::tell(storage::Connection& connection, const std::string& tenant,
                     const std::vector<std::string>& people, std::string_view notice,
                     const std::string& name, Millis now) const {
  for (const std::string& id : people) {
    const auto person = directory::person(connection, tenant, id);
    if (person && person->active) {
      notices_.mail(connection, tenant, *person, notice, {{"name", Value::string(name)}}, now);
    }
  }
}

void Companies::inform(storage::Connection& connection, const records::Caller& caller,
                       const pool::Decision& decision, const Stored& company) const {
  const std::string& tenant = caller.who.tenant_id;
  const std::string& kind = decision.event.kind;
  LostTo lost;
  lost.add(decision, company);
  lost.tell(connection, notices_, caller);
  if (kind != "handed_over" && kind != "distributed" && kind != "answered") {
    return;
  }
  const std::string_view notice = kind == "answered" ? "company_answered" : "company_given";
  for (const std::string& id : decision.inform) {
    const auto person = directory::person(connection, tenant, id);
    const bool concerns = kind == "answered" || id == company.company.owner;
    if (person && person->active && concerns) {
      notices_.mail(connection, tenant, *person, notice,
                    {{"name", Value::string(company.company.name)}}, caller.now);
    }
  }
}

} // namespace qudao::companies

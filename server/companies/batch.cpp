#include "server/companies/acting.h"
#include "server/companies/collided.h"
#include "server/companies/lost.h"
#include "server/companies/told.h"
#include "server/companies/turns.h"

namespace qudao::companies {

namespace {

Value refused(const std::string& id, const Failure& failure) {
  Map out{{"id", Value::string(id)},
          {"done", Value::boolean(false)},
          {"code", Value::string(failure.code)}};
  if (failure.violations.is_list()) {
    out.set("violations", failure.violations);
  }
  return Value::map(std::move(out));
}

} // namespace

List Companies::act_on_many(storage::Connection& connection, const records::Caller& caller,
                            const BatchRequest& request) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, request.library);
  Told told;
  LostTo lost;
  List out;
  for (const BatchRequest::Item& item : request.items) {
    auto company = find(connection, tenant, request.library, item.company);
    if (!company) {
      out.push_back(refused(item.company, Failure("not_found")));
      continue;
    }
    pool::Command command = request.command;
    command.version = item.version;
    if (command.action == pool::Action::distribute && command.person.empty()) {
      command.person = turn(connection, tenant, acting, company->company.pool);
    }
    const auto application = holding(connection, tenant, item.company, caller.now);
    Checked checked;
    const auto decision = acting.decide(command, company, application, {}, &checked);
    if (!decision) {
      out.push_back(refused(item.company, acting.failure(decision.error())));
      continue;
    }
    const Stored stored =
        acting.store(*decision, std::move(*company), command, taken_with(checked, {}));
    lost.add(*decision, stored);
    const std::string& owner = stored.company.owner;
    const auto& inform = decision->inform;
    if (command.action != pool::Action::release && // whom a release concerns `lost` tells
        std::find(inform.begin(), inform.end(), owner) != inform.end()) {
      told.add(owner, stored.company.name);
    }
    out.push_back(Value::map({{"id", Value::string(item.company)},
                              {"done", Value::boolean(true)},
                              {"version", Value::integer(stored.company.version)}}));
  }
  told.mail(connection, notices_, tenant, "companies_given", caller.now);
  lost.tell(connection, notices_, caller);
  return out;
}

} // namespace qudao::companies

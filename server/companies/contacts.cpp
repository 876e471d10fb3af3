#include <algorithm>

#include "server/companies/acting.h"
#include "server/companies/collided.h"
#include "server/companies/contact_data.h"
#include "server/companies/known.h"
#include "server/companies/search.h"
#include "server/companies/show.h"
#include "server/crypto/digest.h"
#include "server/failure/conflict.h"

namespace qudao::companies {

Value Companies::contact(storage::Connection& connection, const records::Caller& caller,
                         const ContactRequest& request) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, request.library);
  const pool::Rules& rules = acting.rules();
  Stored company = acting.own_company(request.company);
  const auto there =
      std::find_if(company.contacts.begin(), company.contacts.end(), [&request](const Value& each) {
        return each.find("id")->as_string() == request.contact;
      });
  if (!request.contact.empty() && there == company.contacts.end()) {
    throw Failure("not_found");
  }
  // Whoever adds or removes one changes no other, whatever has changed since.
  if (!request.contact.empty() && request.data && request.version != company.company.version) {
    throw version_conflict(company.company.version);
  }
  const char* kind = "contact_removed";
  Value name;
  Map detail;
  if (request.data) {
    const std::string id = request.contact.empty() ? crypto::uuid_v7(caller.now) : request.contact;
    const Value contact = checked_contact(*request.data, id);
    const Checked checked =
        check_collision(connection, tenant, *books, rules, acting.viewer(), found_by(contact),
                        company.company.id, pool::DuplicateEvent::edit);
    needs_to_go_on(
        acting, checked,
        shown_check(connection, tenant, *books, rules, acting.viewer(), checked, caller.who.locale),
        request.warned, request.reason);
    detail = kept_of(checked, request.reason);
    kind = request.contact.empty() ? "contact_added" : "contact_changed";
    name = *contact.find("name");
    company.contacts = with_contact(std::move(company.contacts), contact);
    if (company.contacts.size() > kMostContacts) {
      throw too_many_contacts("");
    }
  } else {
    name = *there->find("name");
    company.contacts.erase(there);
  }
  detail.set("name", name);
  company = store_known(connection, caller, *books, std::move(company), kind, std::move(detail));
  return Value::map(
      {{"company", shown_company(connection, tenant, rules, acting.viewer(), company)}});
}

} // namespace qudao::companies

#include "server/api/company_call.h"
#include "server/api/routes.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

companies::ContactRequest company_contact_of(const Call& call) {
  return {
      call.parameter("library"),  call.parameter("company_id"),       {}, call.map("contact"), 0,
      call.flag("warned", false), call.text_if("reason").value_or("")};
}

asio::awaitable<http::Response> write_company_contact(Services& services, const Call& call,
                                                      companies::ContactRequest request,
                                                      int status) {
  auto write = [&services, caller = company_caller(services, call),
                request = std::move(request)](storage::Connection& connection) {
    return services.domain->companies.contact(connection, caller, request);
  };
  co_return json(status, co_await services.database.write(write));
}

asio::awaitable<http::Response> add_company_contact(Services& services, Call call) {
  co_return co_await write_company_contact(services, call, company_contact_of(call), 201);
}

asio::awaitable<http::Response> change_company_contact(Services& services, Call call) {
  companies::ContactRequest request = company_contact_of(call);
  request.contact = call.parameter("contact_id");
  request.version = call.integer("version");
  co_return co_await write_company_contact(services, call, std::move(request), 200);
}

asio::awaitable<http::Response> remove_company_contact(Services& services, Call call) {
  companies::ContactRequest request = company_contact_of(call);
  request.contact = call.parameter("contact_id");
  request.data.reset();
  co_return co_await write_company_contact(services, call, std::move(request), 200);
}

} // namespace

void add_company_contact_routes(Frame& frame) {
  const std::string contacts = "/api/v1/libraries/{library}/companies/{company_id}/contacts";
  frame.post(contacts, Who::signed_in, add_company_contact);
  frame.put(contacts + "/{contact_id}", Who::signed_in, change_company_contact);
  frame.remove(contacts + "/{contact_id}", Who::signed_in, remove_company_contact);
}

} // namespace qudao::api

#include "server/api/routes.h"
#include "server/contacts/contacts.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

asio::awaitable<http::Response> list_partners(Services& services, Call call) {
  const Call::Page page = call.page();
  const contacts::PartnerQuery query{std::string(call.request.query_value("q").value_or("")),
                                     page.number, page.size};
  auto read = [who = call.principal(), query](storage::Connection& connection) {
    return contacts::partners(connection, who, query);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> list_contacts(Services& services, Call call) {
  auto read = [who = call.principal(), id = call.parameter("id")](storage::Connection& connection) {
    return contacts::list(connection, who, id);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> create_contact(Services& services, Call call) {
  const contacts::Contact contact{
      call.parameter("id"), call.text("name"), call.text_if("title").value_or(""),
      call.text_if("mobile").value_or(""), call.text_if("email").value_or("")};
  auto write = [who = call.principal(), actor = call.actor(), contact,
                now = services.clock.now()](storage::Connection& connection) {
    return contacts::create(connection, who, actor, contact, now);
  };
  co_return json(201, co_await services.database.write(write));
}

asio::awaitable<http::Response> change_contact(Services& services, Call call) {
  contacts::Change change;
  change.name = call.text_if("name");
  change.title = call.text_if("title");
  change.mobile = call.text_if("mobile");
  change.email = call.text_if("email");
  if (const Value* active = call.body.find("active"); active != nullptr && !active->is_null()) {
    change.active = call.flag("active", true);
  }
  change.version = call.integer("version");
  auto write = [who = call.principal(), actor = call.actor(), change,
                partner_id = call.parameter("id"), id = call.parameter("contact_id"),
                now = services.clock.now()](storage::Connection& connection) {
    return contacts::change(connection, who, actor, partner_id, id, change, now);
  };
  co_return json(200, co_await services.database.write(write));
}

} // namespace

void add_partner_routes(Frame& frame) {
  frame.get("/api/v1/partners", Who::manager, list_partners);
  frame.get("/api/v1/partners/{id}/contacts", Who::signed_in, list_contacts);
  frame.post("/api/v1/partners/{id}/contacts", Who::signed_in, create_contact);
  frame.patch("/api/v1/partners/{id}/contacts/{contact_id}", Who::signed_in, change_contact);
}

} // namespace qudao::api

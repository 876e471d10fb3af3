#include "server/api/company_call.h"
#include "server/api/routes.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

asio::awaitable<http::Response> add_file(Services& services, Call call) {
  const companies::FileRequest request{call.parameter("library"), call.parameter("company_id"),
                                       call.text("file")};
  auto write = [&services, caller = company_caller(services, call),
                request](storage::Connection& connection) {
    return services.domain->companies.add_file(connection, caller, request);
  };
  co_return json(201, co_await services.database.write(write));
}

asio::awaitable<http::Response> remove_file(Services& services, Call call) {
  const companies::FileRequest request{call.parameter("library"), call.parameter("company_id"),
                                       call.parameter("file_id")};
  auto write = [&services, caller = company_caller(services, call),
                request](storage::Connection& connection) {
    return services.domain->companies.remove_file(connection, caller, request);
  };
  co_return json(200, co_await services.database.write(write));
}

// Of the partners that the company is, those the caller may see as anywhere else.
asio::awaitable<http::Response> list_signings(Services& services, Call call) {
  records::ListQuery query;
  const Call::Page page = call.page();
  query.entity = "signing";
  query.page = page.number;
  query.page_size = page.size;
  auto read = [&services, caller = company_caller(services, call),
               library = call.parameter("library"), id = call.parameter("company_id"),
               query](storage::Connection& connection) {
    records::ListQuery of = query;
    of.partners = services.domain->companies.partners_of(connection, caller, library, id);
    return services.domain->records.list(connection, caller.who, of);
  };
  co_return json(200, co_await services.database.read(read));
}

} // namespace

void add_company_file_routes(Frame& frame) {
  const std::string company = "/api/v1/libraries/{library}/companies/{company_id}";
  frame.post(company + "/files", Who::signed_in, add_file);
  frame.remove(company + "/files/{file_id}", Who::signed_in, remove_file);
  frame.get(company + "/signings", Who::signed_in, list_signings);
}

} // namespace qudao::api

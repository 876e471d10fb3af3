#include "server/api/company_call.h"
#include "server/api/routes.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

using ChangeFile = Value (companies::Companies::*)(storage::Connection&, const records::Caller&,
                                                   const companies::FileRequest&) const;

asio::awaitable<http::Response> change_file(Services& services, const Call& call, ChangeFile change,
                                            std::string file, int status) {
  const companies::FileRequest request{call.parameter("library"), call.parameter("company_id"),
                                       std::move(file)};
  auto write = [&services, change, caller = company_caller(services, call),
                request](storage::Connection& connection) {
    return (services.domain->companies.*change)(connection, caller, request);
  };
  co_return json(status, co_await services.database.write(write));
}

asio::awaitable<http::Response> add_file(Services& services, Call call) {
  co_return co_await change_file(services, call, &companies::Companies::add_file, call.text("file"),
                                 201);
}

asio::awaitable<http::Response> remove_file(Services& services, Call call) {
  co_return co_await change_file(services, call, &companies::Companies::remove_file,
                                 call.parameter("file_id"), 200);
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

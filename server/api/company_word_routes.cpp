#include "server/api/company_call.h"
#include "server/api/import_work.h"
#include "server/api/routes.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

asio::awaitable<http::Response> show_words(Services& services, Call call) {
  auto read = [&services, tenant = call.principal().tenant_id](storage::Connection& connection) {
    return services.domain->companies.words(connection, tenant);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> publish_words(Services& services, Call call) {
  auto write = [&services, caller = company_caller(services, call),
                document = call.map("document")](storage::Connection& connection) {
    return services.domain->companies.publish_words(connection, caller, document);
  };
  const Value published = co_await services.database.write(write);
  work_imports(services.database, services.domain, services.clock);
  co_return json(200, published);
}

asio::awaitable<http::Response> try_words(Services& services, Call call) {
  companies::WordsTrial trial{std::nullopt, call.map("company"), std::nullopt};
  if (const Value* document = call.body.find("document")) {
    trial.document = *document;
  }
  if (call.body.find("other") != nullptr) {
    trial.other = call.map("other");
  }
  auto read = [&services, caller = company_caller(services, call),
               trial](storage::Connection& connection) {
    return services.domain->companies.try_words(connection, caller, trial);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> write_choices(Services& services, Call call) {
  const Value* items = call.body.find("items");
  if (items == nullptr || !items->is_list()) {
    throw Failure("request.invalid");
  }
  const companies::ChoicesRequest request{call.parameter("library"), call.parameter("field"),
                                          items->as_list(), call.integer("version")};
  auto write = [&services, caller = company_caller(services, call),
                request](storage::Connection& connection) {
    return services.domain->companies.write_choices(connection, caller, request);
  };
  co_return json(200, co_await services.database.write(write));
}

} // namespace

void add_company_word_routes(Frame& frame) {
  frame.get("/api/v1/admin/matching", Who::admin, show_words);
  frame.put("/api/v1/admin/matching", Who::admin, publish_words);
  frame.put("/api/v1/libraries/{library}/choices/{field}", Who::signed_in, write_choices);
  frame.post("/api/v1/admin/matching/trials", Who::admin, try_words);
}

} // namespace qudao::api

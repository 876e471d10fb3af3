#include "server/api/company_call.h"
#include "server/api/routes.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

pool::MergeCommand merge_command_of(const Call& call) {
  pool::MergeCommand command;
  command.version = integer_member(call.body, "version");
  command.other_version = integer_member(call.body, "other_version");
  const std::string owner = text_member(call.body, "owner");
  if (!owner.empty() && owner != "kept" && owner != "other") {
    throw Failure("request.invalid");
  }
  command.owner_of_other = owner == "other";
  const Value fields = call.map("fields");
  for (const auto& [key, value] : fields.as_map()) {
    const auto take = pool::take_named(value.is_string() ? value.as_string() : "");
    if (!take) {
      throw Failure("request.invalid");
    }
    command.fields[std::string(key.as_string())] = *take;
  }
  return command;
}

asio::awaitable<http::Response> merge_company(Services& services, Call call) {
  const companies::MergeRequest request{call.parameter("library"), call.parameter("company_id"),
                                        call.text("other"), merge_command_of(call),
                                        call.flag("preview", false)};
  auto work = [&services, caller = company_caller(services, call),
               request](storage::Connection& connection) {
    return services.domain->companies.merge(connection, caller, request);
  };
  if (request.preview) {
    co_return json(200, co_await services.database.read(work));
  }
  co_return json(200, co_await services.database.write(work));
}

asio::awaitable<http::Response> undo_merge(Services& services, Call call) {
  auto write = [&services, caller = company_caller(services, call),
                library = call.parameter("library"),
                merge = call.parameter("merge_id")](storage::Connection& connection) {
    return services.domain->companies.undo_merge(connection, caller, library, merge);
  };
  co_return json(200, co_await services.database.write(write));
}

asio::awaitable<http::Response> mark_different(Services& services, Call call) {
  const companies::MarkRequest request{call.parameter("library"), call.parameter("company_id"),
                                       call.text_if("other").value_or(""),
                                       call.text_if("name").value_or(""), call.text("reason")};
  if (request.other.empty() == request.name.empty()) {
    throw Failure("request.invalid");
  }
  auto write = [&services, caller = company_caller(services, call),
                request](storage::Connection& connection) {
    return services.domain->companies.mark_different(connection, caller, request);
  };
  co_return json(200, co_await services.database.write(write));
}

asio::awaitable<http::Response> unmark(Services& services, Call call) {
  auto write = [&services, caller = company_caller(services, call),
                library = call.parameter("library"), company = call.parameter("company_id"),
                mark = call.parameter("mark_id")](storage::Connection& connection) {
    return services.domain->companies.unmark(connection, caller, library, company, mark);
  };
  co_return json(200, co_await services.database.write(write));
}

} // namespace

void add_company_pair_routes(Frame& frame) {
  const std::string library = "/api/v1/libraries/{library}";
  frame.post(library + "/companies/{company_id}/merges", Who::signed_in, merge_company);
  frame.post(library + "/merges/{merge_id}/undo", Who::signed_in, undo_merge);
  frame.post(library + "/companies/{company_id}/marks", Who::signed_in, mark_different);
  frame.remove(library + "/companies/{company_id}/marks/{mark_id}", Who::signed_in, unmark);
}

} // namespace qudao::api

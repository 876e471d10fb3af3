#include "server/api/definition_preview.h"
#include "server/api/routes.h"
#include "server/failure/failure.h"
#include "server/workbooks/workbooks.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

asio::awaitable<http::Response> export_workbook(Services& services, Call call) {
  const std::string entity = call.parameter("entity");
  const std::int64_t version = call.version();
  auto read = [entity, version,
               tenant = call.principal().tenant_id](storage::Connection& connection) {
    return definitions::written_definition(connection, tenant, entity, version);
  };
  Value definition = co_await services.database.read(read);
  http::Response response;
  response.body = co_await services.workbooks.packed(std::move(definition));
  response.content_type = workbooks::kContentType;
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename*=UTF-8''" +
                                    http::percent_encode(entity + '-' + std::to_string(version)) +
                                    ".xlsx");
  response.headers.emplace_back("Content-Security-Policy", "sandbox; default-src 'none'");
  response.headers.emplace_back("Cache-Control", "private, no-cache");
  co_return response;
}

asio::awaitable<std::string> whole(std::shared_ptr<http::BodyStream> stream) {
  std::string all;
  for (;;) {
    std::string piece = co_await stream->next();
    if (piece.empty()) {
      break;
    }
    all += piece;
  }
  co_return all;
}

// What would be published, and what it would do; what is wrong or odd, at its cell.
Value preview_in_cells(Domain& domain, storage::Connection& connection,
                       const records::Caller& caller, const workbook::Read& read,
                       const std::string& locale) {
  try {
    Map preview = preview_of(domain, connection, caller, read.definition, locale).as_map();
    Map check = preview.find("check")->as_map();
    check.set("findings", workbooks::with_cells(*check.find("findings"), read.places));
    preview.set("check", Value::map(std::move(check)));
    preview.set("definition", read.definition);
    return Value::map(std::move(preview));
  } catch (Failure& failure) {
    if (failure.violations.is_list()) {
      failure.violations = workbooks::with_cells(failure.violations, read.places);
    }
    throw;
  }
}

asio::awaitable<http::Response> preview_workbook(Services& services, Call call) {
  const std::string_view type = call.request.header("content-type");
  if (type.substr(0, type.find(';')) != workbooks::kContentType) {
    throw Failure("request.media_type");
  }
  std::string bytes = co_await whole(call.request.stream);
  const workbooks::ReadPtr workbook =
      co_await services.workbooks.unpacked(std::move(bytes), call.locale);
  const records::Caller caller{call.principal(), call.actor(), services.clock.now()};
  auto read = [&services, caller, workbook, locale = call.locale](storage::Connection& connection) {
    return preview_in_cells(*services.domain, connection, caller, *workbook, locale);
  };
  co_return json(200, co_await services.database.read(read));
}

} // namespace

void add_workbook_routes(Frame& frame) {
  frame.get("/api/v1/admin/definitions/{entity}/{version}/workbook", Who::admin, export_workbook);
  frame.upload("/api/v1/admin/definitions/workbook", Who::admin, preview_workbook,
               workbooks::kLargestFile);
}

} // namespace qudao::api

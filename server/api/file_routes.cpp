#include "server/api/domain.h"
#include "server/api/routes.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

std::string_view media_type(std::string_view header) {
  return header.substr(0, header.find(';'));
}

asio::awaitable<http::Response> store_file(Services& services, Call call) {
  files::Upload upload;
  upload.content_type = std::string(media_type(call.request.header("content-type")));
  upload.file_name = files::plain_name(call.request.query_value("name").value_or(""));
  upload.type = std::string(call.request.query_value("type").value_or(""));
  const files::Attachment received = co_await services.files.receive(call.request.stream, upload);
  auto keep = [received, actor = call.actor(),
               now = services.clock.now()](storage::Connection& connection) {
    return files::record(connection, actor, received, now);
  };
  const files::Attachment kept = co_await services.database.write(keep);
  const records::Caller caller = caller_of(services, call);
  co_await attachment_arrived(services, caller, kept.id);
  co_return json(201, files::to_value(kept));
}

bool may_read(const Services& services, storage::Connection& connection,
              const accounts::Principal& principal, const files::Attachment& attachment) {
  if (attachment.created_by == principal.user_id) {
    return true;
  }
  for (const auto& allows : services.attachment_readers) {
    if (allows(connection, principal, attachment)) {
      return true;
    }
  }
  return false;
}

asio::awaitable<http::Response> send_file(Services& services, Call call) {
  auto look = [&services, id = call.parameter("id"),
               principal = call.principal()](storage::Connection& connection) {
    const auto attachment = files::find(connection, principal.tenant_id, id);
    if (!attachment || !may_read(services, connection, principal, *attachment)) {
      throw Failure("not_found");
    }
    return *attachment;
  };
  const files::Attachment attachment = co_await services.database.read(look);
  http::Response response;
  response.source = co_await services.files.open(attachment);
  response.content_type = attachment.content_type;
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename*=UTF-8''" +
                                    http::percent_encode(attachment.file_name));
  response.headers.emplace_back("Content-Security-Policy", "sandbox; default-src 'none'");
  response.headers.emplace_back("Cache-Control", "private, no-cache");
  co_return response;
}

} // namespace

void add_file_routes(Frame& frame, std::uint64_t file_limit) {
  frame.upload("/api/v1/files", Who::signed_in, store_file, file_limit);
  frame.get("/api/v1/files/{id}", Who::signed_in, send_file);
}

} // namespace qudao::api

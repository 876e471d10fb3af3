#include "server/api/domain.h"
#include "server/api/routes.h"
#include "server/api/tus.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

http::Response tell_upload_rules(const Services& services) {
  http::Response response = no_content();
  response.headers = {{"Tus-Extension", std::string(tus::kExtensions)},
                      {"Tus-Max-Size", std::to_string(services.files.largest())},
                      {"Tus-Checksum-Algorithm", std::string(tus::kAlgorithms)}};
  return response;
}

asio::awaitable<http::Response> upload_rules(Services& services, Call /*call*/) {
  co_return tell_upload_rules(services);
}

http::Response not_offered(const Call& call, const char* allowed) {
  http::Response response = problem(Failure("request.method"), call.request.id, call.locale);
  response.headers.emplace_back("Allow", allowed);
  return response;
}

// What waited for the file goes on: at once, or when a crash came in between, when somebody asks for the upload.
asio::awaitable<void> note_arrival(Services& services, const Call& call,
                                   const uploads::Upload& upload) {
  if (upload.finished) {
    const records::Caller caller = caller_of(services, call);
    co_await attachment_arrived(services, caller, upload.about.id);
  }
}

asio::awaitable<http::Response> create_upload(Services& services, Call call) {
  const std::string_view meant = call.request.header("x-http-method-override");
  if (meant == "OPTIONS") {
    co_return tell_upload_rules(services);
  }
  if (!meant.empty() && meant != "POST") {
    co_return not_offered(call, "OPTIONS, POST");
  }
  tus::require_version(call.request);
  const bool has_bytes = tus::has_bytes(call.request);
  const auto checksum = tus::checksum(call.request);
  uploads::Upload upload =
      co_await services.uploads.create(call.actor(), tus::announcement(call.request));
  // Who asks for an upload again goes on where it stands: bytes from the start are of no use then.
  if (has_bytes && !upload.finished && upload.offset == 0) {
    std::optional<Failure> refused; // no co_await inside a catch
    try {
      upload = co_await services.uploads.append(call.actor(), upload.about.id, 0,
                                                call.request.stream, checksum);
    } catch (const Failure& failure) {
      refused = failure;
    }
    if (refused && refused->code == "upload.checksum_mismatch") {
      co_await services.uploads.remove(call.actor(), upload.about.id);
    }
    if (refused) {
      throw *refused;
    }
  }
  co_await note_arrival(services, call, upload);
  http::Response response = tus::answer(201, upload);
  response.headers.emplace_back("Location", "/api/v1/uploads/" + upload.about.id);
  co_return response;
}

asio::awaitable<http::Response> show_upload(Services& services, Call call) {
  const uploads::Upload upload = co_await services.uploads.find(call.actor(), call.parameter("id"));
  co_await note_arrival(services, call, upload);
  http::Response response = tus::answer(200, upload);
  response.headers.emplace_back("Upload-Length", std::to_string(upload.about.size));
  response.headers.emplace_back("Upload-Metadata", upload.about.metadata);
  response.headers.emplace_back("Cache-Control", "no-store");
  co_return response;
}

asio::awaitable<http::Response> head_upload(Services& services, Call call) {
  tus::require_version(call.request);
  co_return co_await show_upload(services, std::move(call));
}

asio::awaitable<http::Response> append_upload(Services& services, Call call) {
  tus::require_version(call.request);
  tus::require_bytes(call.request);
  const std::uint64_t offset = tus::offset(call.request);
  const auto checksum = tus::checksum(call.request);
  const uploads::Upload upload = co_await services.uploads.append(
      call.actor(), call.parameter("id"), offset, call.request.stream, checksum);
  co_await note_arrival(services, call, upload);
  http::Response response = tus::answer(204, upload);
  response.body.clear();
  co_return response;
}

asio::awaitable<http::Response> remove_upload(Services& services, Call call) {
  tus::require_version(call.request);
  co_await services.uploads.remove(call.actor(), call.parameter("id"));
  co_return no_content();
}

// What a client that has only POST means by it.
asio::awaitable<http::Response> override_upload(Services& services, Call call) {
  const std::string meant(call.request.header("x-http-method-override"));
  if (meant == "PATCH") {
    co_return co_await append_upload(services, std::move(call));
  }
  if (meant == "DELETE") {
    co_return co_await remove_upload(services, std::move(call));
  }
  if (meant == "HEAD") {
    co_return co_await head_upload(services, std::move(call));
  }
  // Somebody else's upload is not found here either.
  co_await services.uploads.find(call.actor(), call.parameter("id"));
  co_return not_offered(call, "DELETE, GET, HEAD, OPTIONS, PATCH");
}

} // namespace

void add_upload_routes(Frame& frame) {
  const http::Pairs always{{"Tus-Resumable", std::string(tus::kVersion)},
                           {"Tus-Version", std::string(tus::kVersion)}};
  constexpr const char* kAll = "/api/v1/uploads";
  constexpr const char* kOne = "/api/v1/uploads/{id}";
  frame.raw(http::Method::options, kAll, Who::signed_in, upload_rules, always);
  frame.raw(http::Method::post, kAll, Who::signed_in, create_upload, always);
  frame.raw(http::Method::options, kOne, Who::signed_in, upload_rules, always);
  frame.raw(http::Method::get, kOne, Who::signed_in, show_upload, always);
  frame.raw(http::Method::head, kOne, Who::signed_in, head_upload, always);
  frame.raw(http::Method::patch, kOne, Who::signed_in, append_upload, always);
  frame.raw(http::Method::remove, kOne, Who::signed_in, remove_upload, always);
  frame.raw(http::Method::post, kOne, Who::signed_in, override_upload, always);
}

} // namespace qudao::api

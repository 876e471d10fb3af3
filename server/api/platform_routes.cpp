#include "server/api/routes.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

asio::awaitable<http::Response> show_health(Services& services, Call) {
  auto probe = [](storage::Connection& connection) { connection.one("SELECT 1"); };
  co_await services.database.read(probe);
  co_return json(200, Value::map(Map{{"status", Value::string("ok")}}));
}

asio::awaitable<http::Response> show_openapi(Services& services, Call) {
  http::Response response;
  response.asset = services.openapi;
  co_return response;
}

asio::awaitable<http::Response> show_captcha(Services& services, Call call) {
  services.rate.take(call.request.client_address, services.clock.now());
  co_return json(200, services.captcha.challenge(services.clock.now()));
}

// Prometheus text; for the operator's own machine only.
asio::awaitable<http::Response> show_metrics(Services& services, Call call) {
  if (!call.request.loopback) {
    throw Failure("not_found");
  }
  http::Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  for (const auto& part : services.metric_parts) {
    part(response.body);
  }
  co_return response;
}

} // namespace

void add_platform_routes(Frame& frame) {
  frame.get("/healthz", Who::everybody, show_health);
  frame.get("/metrics", Who::everybody, show_metrics);
  frame.get("/api/v1/openapi.json", Who::everybody, show_openapi);
  frame.get("/api/v1/captcha", Who::everybody, show_captcha);
}

} // namespace qudao::api

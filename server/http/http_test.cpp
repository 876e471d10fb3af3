#include "server/http/head.h"
#include "server/http/proxy.h"
#include "server/http/router.h"
#include "tests/support/catch.h"

using namespace qudao::http;

namespace {

Router sample_router() {
  Router router;
  const Handler none;
  router.add({Method::get, "/records/{entity}", BodyKind::none, 0}, none);
  router.add({Method::get, "/records/{entity}/{id}", BodyKind::none, 0}, none);
  router.add({Method::get, "/records/signing/new", BodyKind::none, 0}, none);
  router.add({Method::put, "/records/{entity}/{id}", BodyKind::buffered, 10}, none);
  router.add({Method::get, "/uploads/{id}", BodyKind::none, 0}, none);
  router.add({Method::head, "/uploads/{id}", BodyKind::none, 0}, none);
  return router;
}

} // namespace

TEST_CASE("routes: literals beat names, names are decoded") {
  const Router router = sample_router();
  struct Case {
    Method method;
    std::string_view path;
    std::string_view template_path; // "" when there is none
    std::string_view allowed;
  };
  const std::vector<Case> cases{
      {Method::get, "/records/signing", "/records/{entity}", ""},
      {Method::head, "/records/signing", "/records/{entity}", ""},
      {Method::get, "/records/signing/new", "/records/signing/new", ""},
      {Method::get, "/records/agent/new", "/records/{entity}/{id}", ""},
      {Method::put, "/records/signing/new", "/records/{entity}/{id}", ""},
      {Method::post, "/records/signing", "", "GET"},
      {Method::remove, "/records/a/b", "", "GET, PUT"},
      {Method::get, "/records/", "", ""},
      {Method::get, "/records/a/b/c", "", ""},
      {Method::get, "/", "", ""},
  };
  for (const Case& each : cases) {
    CAPTURE(each.path);
    const Match match = router.match(each.method, each.path);
    CHECK((match.route == nullptr ? "" : match.route->path) == each.template_path);
    if (match.route == nullptr) {
      CHECK(match.allowed == each.allowed);
    }
  }
  CHECK(router.match(Method::head, "/uploads/a").route->method == Method::head);
  CHECK(router.match(Method::get, "/uploads/a").route->method == Method::get);
  CHECK(router.match(Method::head, "/records/a").route->method == Method::get);
  CHECK(router.match(Method::options, "/uploads/a").allowed == "GET, HEAD");
  const Match match = router.match(Method::get, "/records/a%2Fb/%E6%B8%A0");
  REQUIRE(match.path_params.size() == 2);
  CHECK(match.path_params[0].second == "a/b");
  CHECK(match.path_params[1].second == "渠");
}

TEST_CASE("headers that parsers read differently are refused") {
  using namespace std::string_view_literals;
  struct Case {
    std::string_view head;
    bool refused;
  };
  const std::vector<Case> cases{
      {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", false},
      {"GET / HTTP/1.1\r\nHost: x:80\r\nA: b : c\r\n\r\n", false},
      {"GET /a:b HTTP/1.1\r\nHost: x\r\n\r\n", false},
      {"GET / HTTP/1.1\nHost: x\r\n\r\n", true},
      {"GET / HTTP/1.1\r\nHost: x\rA: b\r\n\r\n", true},
      {"GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n", true},
      {"GET / HTTP/1.1\r\nHost: x\r\n\tfolded\r\n\r\n", true},
      {"GET / HTTP/1.1\r\nHost : x\r\n\r\n", true},
      {"GET / HTTP/1.1\r\nHost\t: x\r\n\r\n", true},
      {"GET / HTTP/1.1\r\nHost: x\0\r\n\r\n"sv, true},
  };
  for (const Case& each : cases) {
    CAPTURE(each.head);
    CHECK(ambiguity(each.head).empty() == !each.refused);
  }
}

TEST_CASE("the client behind proxies is the first address that is not one of ours") {
  const TrustedProxies none({});
  const TrustedProxies some({"10.0.0.0/8", "192.0.2.7", "2001:db8::/32"});
  struct Case {
    const TrustedProxies* proxies;
    std::string peer;
    std::string_view forwarded;
    std::string client;
  };
  const std::vector<Case> cases{
      {&none, "203.0.113.5", "198.51.100.1", "203.0.113.5"},
      {&some, "203.0.113.5", "198.51.100.1", "203.0.113.5"},
      {&some, "10.1.2.3", "198.51.100.1", "198.51.100.1"},
      {&some, "10.1.2.3", "1.1.1.1, 198.51.100.1", "198.51.100.1"},
      {&some, "10.1.2.3", "198.51.100.1, 10.9.9.9 ,192.0.2.7", "198.51.100.1"},
      {&some, "10.1.2.3", "", "10.1.2.3"},
      {&some, "10.1.2.3", "not an address", "10.1.2.3"},
      {&some, "192.0.2.8", "198.51.100.1", "192.0.2.8"},
      {&some, "2001:db8::1", "198.51.100.1", "198.51.100.1"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.peer, each.forwarded);
    CHECK(each.proxies->client(boost::asio::ip::make_address(each.peer), each.forwarded) ==
          each.client);
  }
  CHECK_THROWS_AS(TrustedProxies({"10.0.0.0/40"}), std::invalid_argument);
  CHECK_THROWS_AS(TrustedProxies({"example.com"}), std::invalid_argument);
}

TEST_CASE("a header value never breaks out of its line") {
  Response response;
  response.headers.emplace_back("X-Name", "a\r\nSet-Cookie: b=c");
  const std::string head = answer_head(response, Request(), AnswerFacts());
  CHECK(head.find("\nSet-Cookie") == std::string::npos);
}

TEST_CASE("encodings and ETags are negotiated") {
  struct Case {
    std::string_view accepted;
    std::string_view none_match;
    int status;
    std::string_view body;
  };
  auto asset = std::make_shared<Asset>();
  asset->plain = "plain";
  asset->gzip = "gzip";
  asset->brotli = "brotli";
  asset->etag = "\"abc\"";
  const std::vector<Case> cases{
      {"", "", 200, "plain"},
      {"gzip, deflate, br", "", 200, "brotli"},
      {"gzip;q=0.5", "", 200, "gzip"},
      {"br;q=0, gzip", "", 200, "gzip"},
      {"gzip;q=0", "", 200, "plain"},
      {"br", "\"abc\"", 304, ""},
      {"", "\"x\", W/\"abc\"", 304, ""},
      {"", "\"other\"", 200, "plain"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.accepted, each.none_match);
    Request request;
    request.headers = {{"Accept-Encoding", std::string(each.accepted)},
                       {"If-None-Match", std::string(each.none_match)}};
    Response response;
    response.asset = asset;
    settle_content(response, request);
    CHECK(response.status == each.status);
    CHECK(response.body == each.body);
  }
}

TEST_CASE("cookies are found by their whole name") {
  Request request;
  request.headers = {{"cookie", "xa=1; a=2;b=3; c="}};
  CHECK(request.cookie("a") == "2");
  CHECK(request.cookie("b") == "3");
  CHECK(request.cookie("c").empty());
  CHECK(request.cookie("d").empty());
}

#include "core/value/json.h"
#include "server/api/frame.h"
#include "server/embedded/embedded.h"
#include "tests/support/catch.h"

using namespace qudao;

TEST_CASE("every code with a text in both languages; a status for each code that is thrown") {
  for (const embedded::File& file : embedded::api_documents()) {
    if (file.name != "texts.json") {
      continue;
    }
    const auto texts = parse_json(file.content);
    REQUIRE(texts);
    for (const auto& [code, text] : texts->as_map()) {
      CAPTURE(code.as_string());
      CHECK(text.find("zh-CN") != nullptr);
      CHECK(text.find("en") != nullptr);
    }
  }
  CHECK(api::status_of("not_found") == 404);
  CHECK(api::status_of("auth.busy") == 503);
  CHECK(api::status_of("approval.already_decided") == 409);
  CHECK(api::status_of("validation.failed") == 422);
  CHECK(api::status_of("unknown.code") == 500);
}

TEST_CASE("a problem document says code, status and the violations in words") {
  Failure failure(
      "validation.failed",
      Value::list({Value::map(Map{{"code", Value::string("password.too_short")},
                                  {"path", Value::string("/password")},
                                  {"params", Value::map(Map{{"min", Value::integer(8)}})}})}));
  const http::Response response = api::problem(failure, "r1", "en");
  CHECK(response.status == 422);
  CHECK(response.content_type == "application/problem+json");
  const auto document = parse_json(response.body);
  REQUIRE(document);
  CHECK(document->find("code")->as_string() == "validation.failed");
  CHECK(document->find("violations")->as_list()[0].find("message")->as_string() ==
        "The password needs at least 8 characters");
}

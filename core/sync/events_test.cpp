#include "core/sync/events.h"
#include "core/sync/scene.h"

namespace qudao::sync {
namespace {

constexpr const char* kOpening =
    R"({"identity":{"client_id":"c","user_id":"u1","core_version":"1"},"rows":[]})";

TEST_CASE("events and effects as values") {
  auto client = open(read(kOpening));
  REQUIRE(client);
  const auto started = handle(*client, read(R"({"event":"start","now":5})"));
  REQUIRE(started);
  CHECK(
      write_json(to_value(*started)) ==
      R"({"changed":[],"refused":null,"send":{"body":{"acknowledged":0,"client_id":"c","cursor":"",)"
      R"("protocol":"qudao-sync/1","user_id":"u1"},"kind":"pull","number":1},"sweep":null,"upgrade":[],)"
      R"("wake_at":60005,"writes":[{"key":"state","table":"client","value":{"client_id":"c","complete":false,)"
      R"("cursor":"","generation":0,"next_seq":1,"user_id":"u1"}}]})");
  const auto edited = handle(
      *client,
      read(
          R"({"event":"edit","now":9,"entity":"signing","record":"r","data":{"a":1},"definition_version":1})"));
  REQUIRE(edited);
  CHECK(edited->writes.size() == 1);
  CHECK(
      write_json(status_of(*client)) ==
      R"({"complete":false,"held":0,"link":"busy","needs_you":0,"not_queued":1,"refused":0,"unsent":true,)"
      R"("waiting":0})");
  const auto refused = handle(*client, read(R"({"event":"discard","now":9,"record":"another"})"));
  REQUIRE(refused);
  CHECK(to_value(*refused).find("refused")->find("code")->as_string() == "sync.no_draft");
}

TEST_CASE("what cannot be read changes nothing and says where") {
  auto client = open(read(kOpening));
  REQUIRE(client);
  struct Row {
    const char *event, *at;
  };
  const Row rows[] = {{"7", "."},
                      {"{}", "event"},
                      {R"({"event":"start"})", "now"},
                      {R"({"event":"nothing","now":1})", "event"},
                      {R"({"event":"edit","now":1,"entity":"e","data":{}})", "record"},
                      {R"({"event":"edit","now":1,"entity":"e","record":"r","data":[]})", "data"},
                      {R"({"event":"resolve","now":1,"record":"r","choices":7})", "choices"},
                      {R"({"event":"answered","now":1,"number":"1","status":200})", "number"}};
  for (const Row& row : rows) {
    INFO(row.event);
    const auto wrong = handle(*client, read(row.event));
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().params.find("at")->as_string() == row.at);
  }
  CHECK(client->drafts().empty());
  for (const char* text :
       {"7", "{}", R"({"identity":{"client_id":"c","user_id":"u"},"rows":[7]})"}) {
    INFO(text);
    CHECK_FALSE(open(read(text)));
  }
}

} // namespace
} // namespace qudao::sync

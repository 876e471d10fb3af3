#include "core/sync/events.h"
#include "core/sync/scene.h"

namespace qudao::sync {
namespace {

constexpr const char* kIdentity = R"({"client_id":"c","user_id":"u1","core_version":"1"})";

std::string text_of(const Effects& effects) {
  std::string text;
  append(text, effects);
  return text;
}

TEST_CASE("events and effects as texts: what is written is a line of its own") {
  auto client = open(kIdentity, {});
  REQUIRE(client);
  const auto started = handle(*client, R"({"event":"start","now":5})");
  REQUIRE(started);
  CHECK(
      text_of(*started) ==
      R"({"changed":[],"generation":0,"records":[],"refused":null,"send":{"early":false,"kind":"pull","number":1},)"
      R"("sweep":false,"upgrade":[],)"
      R"("wake_at":60005,"writes":[["client","state"]]})"
      "\n"
      R"({"acknowledged":0,"client_id":"c","cursor":"","protocol":"qudao-sync/1","user_id":"u1"})"
      "\n"
      R"({"client_id":"c","complete":false,"cursor":"","generation":0,"next_seq":1,"user_id":"u1"})");
  const auto edited = handle(
      *client,
      R"({"event":"edit","now":9,"entity":"signing","record":"r","data":{"a":1},"definition_version":1})");
  REQUIRE(edited);
  CHECK(edited->writes.size() == 1);
  CHECK(
      write_json(status_of(*client)) ==
      R"({"complete":false,"held":0,"link":"busy","needs_you":0,"not_queued":1,"refused":0,"unsent":true,)"
      R"("waiting":0})");
  const auto refused = handle(*client, R"({"event":"discard","now":9,"record":"another"})");
  REQUIRE(refused);
  CHECK(refused->refused->code == "sync.no_draft");
  const auto given_up = handle(*client, R"({"event":"discard","now":9,"record":"r"})");
  REQUIRE(given_up);
  CHECK(text_of(*given_up).substr(text_of(*given_up).find("\"writes")) ==
        R"("writes":[["draft","r"]]})"
        "\nnull");
}

TEST_CASE("records are told as parts of the body they came in") {
  auto client = open(kIdentity, {});
  REQUIRE(client);
  REQUIRE(handle(*client, R"({"event":"start","now":5})"));
  const std::string record = R"({"id":"r1","entity":"signing","state":"draft","version":1})";
  const std::string body = R"({"protocol":"qudao-sync/1","again":true,"changes":[{"put":)" +
                           record + R"(}],"cursor":"c1"})";
  const auto effects =
      handle(*client, R"({"event":"answered","now":6,"number":1,"status":200})", body);
  REQUIRE(effects);
  std::string text;
  append(text, *effects, body);
  const Value head = read(std::string_view(text).substr(0, text.find('\n')));
  const List& told = head.find("records")->as_list().at(0).as_list();
  CHECK(write_json(Value::list({told[0], told[1], told[2], told[3]})) ==
        R"(["r1","signing","draft",""])");
  const auto from = static_cast<std::size_t>(told[4].as_int());
  CHECK(body.substr(from, static_cast<std::size_t>(told[5].as_int()) - from) == record);
  CHECK(head.find("generation")->as_int() == 1);
  CHECK(head.find("sweep")->as_bool());
}

TEST_CASE("a body that is no JSON is an answer without one, whatever it says") {
  struct Row {
    const char *body, *link;
  };
  const Row rows[] = {
      {R"({"protocol":"qudao-sync/1","changes":[],"verdicts":[],"cursor":"c1","more":false})",
       "idle"},
      {"<html>log in first</html>", "waiting"},
      {"", "waiting"},
      {R"({"protocol":"qudao-sync/1"},"event":"signed_in")", "waiting"}};
  for (const Row& row : rows) {
    INFO(row.body);
    auto client = open(kIdentity, {});
    REQUIRE(client);
    REQUIRE(handle(*client, R"({"event":"start","now":5})"));
    REQUIRE(handle(*client, R"({"event":"answered","now":6,"number":1,"status":200})", row.body));
    CHECK(name_of(client->link()) == row.link);
  }
}

TEST_CASE("rows are read line by line") {
  const auto rows = rows_in("[[\"draft\",\"r\"],[\"client\",\"state\"]]\n{\"a\":1}\n7");
  REQUIRE(rows);
  CHECK(rows->size() == 2);
  CHECK(rows->front().key == "r");
  CHECK(write_json(rows->front().value) == R"({"a":1})");
  CHECK(rows->back().value.as_int() == 7);
  for (const char* lines :
       {"", "7", "[7]", "[[\"draft\"]]\n{}", "[[\"draft\",\"r\"]]", "[[\"draft\",\"r\"]]\n{"}) {
    INFO(lines);
    CHECK_FALSE(rows_in(lines));
  }
}

TEST_CASE("what cannot be read changes nothing and says where") {
  auto client = open(kIdentity, {});
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
    const auto wrong = handle(*client, row.event);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().params.find("at")->as_string() == row.at);
  }
  CHECK(client->drafts().empty());
  CHECK_FALSE(handle(*client, "{"));
  for (const char* identity : {"7", "{}", "{", R"({"client_id":"c"})"}) {
    INFO(identity);
    CHECK_FALSE(open(identity, {}));
  }
}

} // namespace
} // namespace qudao::sync

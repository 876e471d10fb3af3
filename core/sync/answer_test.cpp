#include "core/sync/answer.h"
#include "core/sync/scene.h"

namespace qudao::sync {
namespace {

std::string told(const Change& change) {
  const Record& record = change.record;
  if (change.gone) return "gone " + record.id;
  return record.id + ' ' + record.entity + ' ' + record.state + ' ' + record.updated_at + ' ' +
         std::to_string(record.version) + ' ' + std::to_string(record.definition_version) + ' ' +
         std::string(record.data) + " of " + std::string(record.text);
}

TEST_CASE(
    "an answer: of its records only what the client needs is read, the rest stays as it came") {
  struct Row {
    const char* change;
    std::vector<std::string> told;
  };
  const Row rows[] = {
      {R"({"put":{"id":"r1","entity":"signing","state":"draft","updated_at":"2026","version":2,"definition_version":1,)"
       R"("data":{"b": 1,"a":"\u4e2d"},"case":null,"fields":{}}})",
       {R"(r1 signing draft 2026 2 1 {"b": 1,"a":"\u4e2d"} of )"
        R"({"id":"r1","entity":"signing","state":"draft","updated_at":"2026","version":2,"definition_version":1,)"
        R"("data":{"b": 1,"a":"\u4e2d"},"case":null,"fields":{}})"}},
      {R"({"put":{"version":1,"id":"r1"}})", {R"(r1    1 0  of {"version":1,"id":"r1"})"}},
      {R"({"remove":"r1"})", {"gone r1"}},
      // what cannot be read is left out
      {R"({"put":{"id":"r1"}})", {}},
      {R"({"put":{"id":7,"version":1}})", {}},
      {R"({"put":{"id":"r1","version":1,"data":[]}})", {}},
      {R"({"remove":7})", {}},
      {R"({"moved":"r1"})", {}},
      {"{}", {}}};
  for (const Row& row : rows) {
    INFO(row.change);
    const std::string body = R"({"cursor":"c1","changes":[)" + std::string(row.change) + "]}";
    const Said said = said_in(body);
    CHECK(write_json(said.rest) == R"({"cursor":"c1"})");
    std::vector<std::string> changes;
    for (const Change& change : said.changes)
      changes.push_back(told(change));
    CHECK(changes == row.told);
  }
}

TEST_CASE("an answer: what is no JSON object says nothing at all") {
  for (const char* body :
       {"", "7", "[]", "<html>", R"({"cursor":"c1"} more)", R"({"cursor":"c1","changes":7})",
        R"({"cursor":"c1","changes":[{"put":{"id":"r1","version":1,"data":{"a":}}}]})",
        R"({"cursor":"c1","changes":[{"put":{"id":"r1","version":1}})"}) {
    INFO(body);
    CHECK(said_in(body).rest.is_null());
  }
}

} // namespace
} // namespace qudao::sync

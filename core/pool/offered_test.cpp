#include "core/pool/offered.h"
#include "tests/support/pool_scene.h"

namespace qudao::pool {

TEST_CASE("offered: a field says what its list has, or what it said before") {
  const std::vector<Offered> lists{{"source", {"展会", "转介绍"}}, {"industry", {}}};
  const auto wrong = [&](const char* data, const char* before = nullptr) {
    const Value stored = before == nullptr ? Value() : test::json(before);
    std::string out;
    for (const Violation& each :
         check_offered(lists, test::json(data), before == nullptr ? nullptr : &stored)) {
      out += each.code + " " + each.path;
    }
    return out;
  };
  CHECK(wrong(R"({"source":"展会","industry":"随便"})").empty());
  CHECK(wrong(R"({"name":"没有来源"})").empty());
  CHECK(wrong(R"({"source":"别处"})") == "pool.not_offered /source");
  CHECK(wrong(R"({"source":"展会 "})") == "pool.not_offered /source");
  CHECK(wrong(R"({"source":"别处"})", R"({"source":"别处"})").empty());
  CHECK(wrong(R"({"source":"别处"})", R"({"source":"展会"})") == "pool.not_offered /source");
  CHECK(wrong(R"({"source":"别处"})", R"({"name":"x"})") == "pool.not_offered /source");
}

} // namespace qudao::pool

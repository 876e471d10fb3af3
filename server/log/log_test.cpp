#include "server/log/log.h"
#include "tests/support/catch.h"

using namespace qudao;

TEST_CASE("a log line is one JSON object whatever the values hold") {
  const std::string line =
      log::format(log::Level::warning, "sign_in", {{"name", Value::string("a\n{\"event\":\"b\"}")}},
                  "2026-01-01T00:00:00.000Z");
  CHECK(line == R"({"event":"sign_in","level":"warning","name":"a\n{\"event\":\"b\"}",)"
                R"("time":"2026-01-01T00:00:00.000Z"})");
}

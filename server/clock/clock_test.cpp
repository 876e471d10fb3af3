#include "server/clock/clock.h"
#include "tests/support/catch.h"

using qudao::http_date;
using qudao::rfc3339;

TEST_CASE("times are written as RFC 3339 in UTC with milliseconds") {
  CHECK(rfc3339(0) == "1970-01-01T00:00:00.000Z");
  CHECK(rfc3339(1'763'774'807'123) == "2025-11-22T01:26:47.123Z");
  CHECK(rfc3339(1'709'164'800'000) == "2024-02-29T00:00:00.000Z");
}

TEST_CASE("times in headers are written as RFC 9110 wants them") {
  CHECK(http_date(784'111'777'999) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(http_date(1'763'774'807'123) == "Sat, 22 Nov 2025 01:26:47 GMT");
}

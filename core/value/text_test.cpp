// Numbers, timestamps and durations as text.
#include <cmath>
#include <limits>

#include "core/value/number_text.h"
#include "core/value/time_text.h"
#include "tests/support/catch.h"

using namespace qudao;

namespace {

std::string text_of(double d) {
  std::string out;
  append_real(out, d);
  return out;
}

std::string text_of(Timestamp t) {
  std::string out;
  append_timestamp(out, t);
  return out;
}

std::string text_of(Duration d) {
  std::string out;
  append_duration(out, d);
  return out;
}

} // namespace

TEST_CASE("number text: as ECMAScript prints it, and back") {
  struct Case {
    double number;
    const char* text;
  };
  for (const Case& c : {
           Case{0.0, "0"},
           {-0.0, "-0"},
           {1.0, "1"},
           {-1.5, "-1.5"},
           {0.1, "0.1"},
           {0.1 + 0.2, "0.30000000000000004"},
           {1.0 / 3, "0.3333333333333333"},
           {100.0, "100"},
           {123456.789, "123456.789"},
           {0.000001, "0.000001"},
           {0.0000001, "1e-7"},
           {1.5e-9, "1.5e-9"},
           {1e15, "1000000000000000"},
           {1e20, "100000000000000000000"},
           {1e21, "1e+21"},
           {1.7976931348623157e308, "1.7976931348623157e+308"},
           {5e-324, "5e-324"},
           {2.2250738585072014e-308, "2.2250738585072014e-308"},
           {9007199254740993.0, "9007199254740992"},
           {5e22, "5e+22"},
           {4.35, "4.35"},
           {2.0 / 3, "0.6666666666666666"},
       }) {
    CAPTURE(c.text);
    CHECK(text_of(c.number) == c.text);
    auto back = parse_real(c.text);
    REQUIRE(back);
    CHECK(*back == c.number);
    CHECK(std::signbit(*back) == std::signbit(c.number));
  }
  CHECK(text_of(std::numeric_limits<double>::quiet_NaN()) == "NaN");
  CHECK(text_of(-std::numeric_limits<double>::infinity()) == "-Infinity");
}

TEST_CASE("number text: every double reads back") {
  std::uint64_t state = 88172645463325252u; // xorshift: the same doubles on every run
  for (int i = 0; i < 5'000; ++i) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    double magnitude =
        std::ldexp(static_cast<double>(state >> 11), static_cast<int>(state % 400) - 250);
    auto back = parse_real(text_of(magnitude));
    REQUIRE(back);
    CHECK(*back == magnitude);
  }
}

TEST_CASE("number text: what is and is not a number") {
  for (const char* text : {"1", "+1", ".5", "5.", "1e5", "1E+5", "-1.25e-3", "1e400"})
    CHECK(parse_real(text));
  CHECK(std::isinf(*parse_real("1e99999999999999")));
  CHECK(*parse_real("1e-99999999999999") == 0);
  for (const char* text :
       {"", ".", "-", "1e", "e5", "1.2.3", "1 ", " 1", "0x10", "NaN", "1e5x", "--1"})
    CHECK_FALSE(parse_real(text));
}

TEST_CASE("timestamp text: reads RFC 3339, writes it in UTC") {
  struct Case {
    const char* text;
    const char* canonical; // nullptr: refused
  };
  for (const Case& c : {
           Case{"1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"},
           {"2026-08-01T09:30:00.25+08:00", "2026-08-01T01:30:00.25Z"},
           {"2000-02-29T23:59:59.999999999-00:30", "2000-03-01T00:29:59.999999999Z"},
           {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
           {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
           {"1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z"},
           {"0001-01-01T00:00:00+00:01", nullptr},
           {"9999-12-31T23:59:59-00:01", nullptr},
           {"1900-02-29T00:00:00Z", nullptr},
           {"2026-13-01T00:00:00Z", nullptr},
           {"2026-04-31T00:00:00Z", nullptr},
           {"2026-01-01T24:00:00Z", nullptr},
           {"2026-01-01T00:00:60Z", nullptr},
           {"2026-01-01T00:00:00", nullptr},
           {"2026-01-01T00:00:00.Z", nullptr},
           {"2026-01-01", nullptr},
           {"2026-01-01T00:00:00Zx", nullptr},
           {"2026-01-01T00:00:00+8:00", nullptr},
           {"2026-01-01T00:00:0008:00", nullptr},
           {"", nullptr},
       }) {
    CAPTURE(c.text);
    auto parsed = parse_timestamp(c.text);
    REQUIRE(parsed.has_value() == (c.canonical != nullptr));
    if (parsed) CHECK(text_of(*parsed) == c.canonical);
  }
}

TEST_CASE("calendar: days and dates are inverse over the whole range") {
  for (std::int64_t day = days_from_civil(1, 1, 1); day <= days_from_civil(9999, 12, 31);
       day += 97) {
    Civil civil = civil_from_seconds(day * 86'400 + 86'399);
    CHECK(days_from_civil(civil.year, civil.month, civil.day) == day);
    CHECK(civil.second == 59);
  }
}

TEST_CASE("duration text: reads every unit, writes seconds") {
  struct Case {
    const char* text;
    const char* canonical;
  };
  for (const Case& c : {
           Case{"0", "0s"},
           {"1h30m", "5400s"},
           {"1.5s", "1.5s"},
           {"-1.5s", "-1.5s"},
           {"+2m", "120s"},
           {"100ms", "0.1s"},
           {"3us4ns", "0.000003004s"},
           {"1µs", "0.000001s"},
           {"1.5h", "5400s"},
           {".5m", "30s"},
           {"315576000000s", "315576000000s"},
           {"315576000001s", nullptr},
           {"9999999999999999999999h", nullptr},
           {"1", nullptr},
           {"s", nullptr},
           {"1x", nullptr},
           {"1h ", nullptr},
           {"-", nullptr},
           {"", nullptr},
           {"1.s", nullptr},
       }) {
    CAPTURE(c.text);
    auto parsed = parse_duration(c.text);
    REQUIRE(parsed.has_value() == (c.canonical != nullptr));
    if (parsed) CHECK(text_of(*parsed) == c.canonical);
  }
}

TEST_CASE("offset text") {
  CHECK(parse_offset("+08:00") == 28'800);
  CHECK(parse_offset("-02:30") == -9'000);
  CHECK(parse_offset("08:00") == 28'800);
  CHECK(parse_offset("UTC") == 0);
  CHECK_FALSE(parse_offset("Asia/Shanghai"));
  CHECK_FALSE(parse_offset("+8"));
}

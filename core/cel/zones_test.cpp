// Time zones by name, against facts of their history.
#include <fstream>
#include <iterator>

#include "core/cel/test_support.h"
#include "core/cel/zones.h"
#include "core/value/time_text.h"
#include "tests/support/catch.h"

using namespace qudao;
using namespace qudao::cel;
using namespace qudao::cel::test;

namespace {

std::string packed() {
  std::ifstream file(QUDAO_ZONES, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::int32_t offset(const Zones& zones, std::string_view name, std::string_view moment) {
  auto found = zones.offset_at(name, parse_timestamp(moment)->seconds);
  REQUIRE(found);
  return *found;
}

} // namespace

TEST_CASE("cel: offsets of zones, over their changes and by their rule") {
  auto zones = Zones::read(packed());
  REQUIRE(zones);
  struct Fact {
    const char* name;
    const char* moment;
    std::int32_t seconds;
  };
  for (const Fact& fact : std::initializer_list<Fact>{
           {"America/New_York", "1800-01-01T00:00:00Z", -17'762}, // local mean time
           {"America/New_York", "2026-01-15T12:00:00Z", -18'000},
           {"America/New_York", "2026-03-08T06:59:59Z", -18'000},
           {"America/New_York", "2026-03-08T07:00:00Z", -14'400},
           {"America/New_York", "2026-11-01T05:59:59Z", -14'400},
           {"America/New_York", "2026-11-01T06:00:00Z", -18'000},
           {"America/New_York", "2400-07-01T00:00:00Z", -14'400},
           {"Australia/Sydney", "2026-01-01T00:00:00Z", 39'600},
           {"Australia/Sydney", "2026-07-01T00:00:00Z", 36'000},
           {"Europe/Dublin", "2030-01-01T00:00:00Z", 0},
           {"Europe/Dublin", "2030-07-01T00:00:00Z", 3'600},
           {"Asia/Kathmandu", "2026-07-01T00:00:00Z", 20'700},
           {"Asia/Shanghai", "1988-07-01T00:00:00Z", 32'400},
           {"Asia/Shanghai", "2026-07-01T00:00:00Z", 28'800},
           {"US/Central", "2026-07-01T00:00:00Z", -18'000},
       }) {
    CAPTURE(fact.name, fact.moment);
    CHECK(offset(*zones, fact.name, fact.moment) == fact.seconds);
  }
}

TEST_CASE("cel: the zone that is built in is that of the data") {
  auto zones = Zones::read(packed());
  REQUIRE(zones);
  for (int year = 1800; year < 2200; ++year) {
    for (int month = 1; month <= 12; ++month) {
      std::int64_t seconds = days_from_civil(year, month, 15) * 86'400;
      CHECK(zone_offset(nullptr, "Asia/Shanghai", seconds) ==
            zones->offset_at("Asia/Shanghai", seconds));
    }
  }
}

TEST_CASE("cel: names nobody knows, and data that is none") {
  auto zones = Zones::read(packed());
  REQUIRE(zones);
  CHECK_FALSE(zones->offset_at("Asia/Nowhere", 0));
  CHECK_FALSE(zones->offset_at("", 0));
  CHECK_FALSE(zone_offset(nullptr, "Europe/London", 0));
  CHECK(Zones::read("") == nullptr);
  CHECK(Zones::read("QZ1\n") == nullptr);
  std::string data = packed();
  CHECK(Zones::read(data.substr(0, data.size() - 1)) == nullptr);
  CHECK(Zones::read(data + '\0') == nullptr);
  data[8 + 32] = '\xff';
  data[8 + 33] = '\xff';
  CHECK(Zones::read(data) == nullptr);
}

TEST_CASE("cel: damaged zones answer something, and at once") {
  std::string data = packed();
  for (std::size_t at = 60'000; at < data.size(); ++at)
    data[at] = static_cast<char>(at * 31);
  auto zones = Zones::read(data);
  REQUIRE(zones);
  for (const char* name : {"America/New_York", "Europe/London", "Asia/Tokyo", "Zulu"})
    CHECK(zones->offset_at(name, 1'700'000'000));
}

TEST_CASE("cel: time functions in zones") {
  World world;
  CHECK(world.run("when.getHours('Asia/Shanghai')") == "6");
  CHECK(world.run("when.getHours('Europe/London')") == "!invalid_time_zone");
  world.env.zones = Zones::read(packed());
  CHECK(world.run("when.getHours('Europe/London')") == "22");
  CHECK(world.run("when.getHours('Nowhere')") == "!invalid_time_zone");
}

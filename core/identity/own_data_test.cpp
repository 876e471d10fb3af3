#include <string>

#include "core/identity/own_data.h"
#include "tests/support/catch.h"

namespace qudao::identity {
namespace {

const std::vector<std::string> kTypes{"wecom", "qq"};
constexpr std::int64_t kDayOfMillis = 86'400'000;

// What is stored, or the codes in their order.
std::string said(const OwnData& typed, const OwnData& before = {}) {
  const auto read = read_own_data(typed, before, kTypes);
  std::string out;
  if (!read) {
    for (const Violation& each : read.error()) {
      out += "!" + each.path + ":" + each.code + " ";
    }
    return out;
  }
  out = read->email + "," + read->mobile;
  for (const Messenger& each : read->messengers) {
    out += "," + each.type + "=" + each.name;
  }
  return out;
}

TEST_CASE("own data is kept in its canonical text, and everything wrong with it is said at once") {
  CHECK(said({}) == ",");
  CHECK(said({" Li@Example.COM ", "+86 138 0013 8000", {{"wecom", " li "}, {"qq", "10001"}}}) ==
        "Li@example.com,13800138000,wecom=li,qq=10001");
  CHECK(said({"li", "123", {{"fax", "1"}, {"qq", "  "}, {"qq", std::string(101, '1')}}}) ==
        "!email:format.email !mobile:format.mobile !messengers:messenger.type "
        "!messengers:messenger.name_needed !messengers:messenger.name_long ");
  CHECK(said({"", "", {{"qq", "1"}, {"qq", " 1"}, {"wecom", "1"}}}) ==
        "!messengers:messenger.twice ");
  CHECK(said({"", "", std::vector<Messenger>(11, {"qq", "1"})}).find("messenger.too_many") !=
        std::string::npos);
}

TEST_CASE("what somebody had before the rules stays valid") {
  const OwnData before{"old", "0531-8", {{"icq", "7"}}};
  CHECK(said(before, before) == "old,0531-8,icq=7");
  CHECK(said({"old ", "0531-9", {{"icq", "8"}}}, before) == "!mobile:format.mobile ");
}

TEST_CASE("own data is asked for at first and every so many days") {
  const std::int64_t now = 1'000 * kDayOfMillis;
  CHECK(own_data_due(0, 180, now));
  CHECK_FALSE(own_data_due(0, 0, now));
  CHECK_FALSE(own_data_due(now - 180 * kDayOfMillis + 1, 180, now));
  CHECK(own_data_due(now - 180 * kDayOfMillis, 180, now));
  CHECK_FALSE(own_data_due(1, 0, now));
}

} // namespace
} // namespace qudao::identity

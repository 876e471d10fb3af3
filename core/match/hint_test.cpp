#include "core/match/hint.h"
#include "core/match/match.h"
#include "tests/support/match_lexicon.h"

namespace qudao::match {

namespace {

Salt salt_of(std::uint8_t first) {
  Salt out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = static_cast<std::uint8_t>(first + i);
  }
  return out;
}

std::string built(const std::vector<std::string>& keys, std::uint8_t salt = 0) {
  HintBuilder builder(salt_of(salt));
  for (const std::string& key : keys) {
    builder.add(key);
  }
  return builder.build();
}

std::vector<std::string> numbered(const std::string& prefix, int count) {
  std::vector<std::string> out;
  for (int i = 0; i < count; ++i) {
    out.push_back(prefix + std::to_string(i));
  }
  return out;
}

std::vector<std::string> keys_of(const char* record) {
  static const MatchingRule kRule = company_rule();
  return keys(test::lexicon(), read_company(test::lexicon(), kRule, test::json(record)));
}

} // namespace

TEST_CASE("match: a hint has everything it was built of, and little else") {
  for (const int count : {0, 1, 2, 10, 1000, 50'000}) {
    INFO(count);
    const auto there = numbered("c", count);
    const std::string text = built(there);
    const auto hint = Hint::read(text);
    REQUIRE(hint);
    int missed = 0;
    for (const std::string& key : there) {
      missed += hint->has(key) ? 0 : 1;
    }
    CHECK(missed == 0);
    constexpr int kAsked = 100'000;
    int alarms = 0;
    for (const std::string& key : numbered("s", kAsked)) {
      alarms += hint->has(key) ? 1 : 0;
    }
    // Within a quarter of what is stated; of few keys the empty places say no oftener.
    CHECK(alarms < kAsked * kFalseAlarms * 1.25);
    CHECK(static_cast<double>(text.size()) < count * 1.7 + 120);
  }
}

TEST_CASE("match: two hints of the same companies cannot be compared") {
  const auto there = numbered("n", 1000);
  const std::string one = built(there, 0);
  const std::string two = built(there, 100);
  CHECK(one == built(there, 0));
  CHECK(one.size() == two.size());
  int equal = 0;
  for (std::size_t i = 50; i < one.size(); ++i) {
    equal += one[i] == two[i] ? 1 : 0;
  }
  CHECK(equal < static_cast<int>(one.size()) / 20); // as by chance
}

TEST_CASE("match: a company typed in another way is hinted at by name, number and registration") {
  HintBuilder builder(salt_of(7));
  for (
      const std::string& key : keys_of(
          R"({"name":"上海瑞丽服装厂","phone":"021-62398577","credit_code":"91110000600037341L"})")) {
    if (is_hint_key(key)) builder.add(key);
  }
  CHECK(builder.keys() >= 4);
  const auto hint = Hint::read(builder.build());
  REQUIRE(hint);
  CHECK(hint->says(keys_of(R"({"name":"上海市瑞丽服装有限公司"})")).name);
  CHECK(hint->says(keys_of(R"({"phone":"(021)62398577"})")).number);
  CHECK(hint->says(keys_of(R"({"credit_code":"91110000600037341L"})")).registration);
  CHECK(!hint->says(keys_of(R"({"name":"苏州日东精密电子有限公司","phone":"13800138000"})")).any());
  CHECK(!hint->says({}).any());
}

// wasm/test/hint.test.mjs asks the same one.
TEST_CASE("match: a hint is the same on every machine") {
  CHECK(built({"c日东精密电子", "n62398577", "r600037341"}) ==
        "UUhJTlQxAAECAwQFBgcICQoLDA0ODwEAAAAAAAAADAAAAAAAAACFAAAAAAAAAAAAAAAAAAAAAAAAAAAFAAAAAAAAzQ"
        "AAAA==");
}

TEST_CASE("match: what is no hint is none") {
  const std::string sound = built(numbered("c", 20));
  CHECK(Hint::read(sound));
  for (const std::string& text :
       {std::string(), std::string("QHINT1"), sound.substr(0, sound.size() - 4),
        "!" + sound.substr(1), "AAAA" + sound.substr(4), sound + "AAAA"}) {
    CHECK(!Hint::read(text));
  }
}

} // namespace qudao::match

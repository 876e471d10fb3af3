// The lexicon as data: what is no lexicon is refused, and words of an organisation count.
#include "tests/support/match_lexicon.h"

namespace qudao::match {

using test::json;
using test::lexicon;

TEST_CASE("match: what is no lexicon is refused") {
  for (const char* data : {"", "x", "@nothing\nx\n", "@script\nabc\n", "@regions\n1\tplanet\tx\n",
                           "@forms\nx\n", "\xFF"}) {
    INFO(data);
    CHECK(Lexicon::read(data) == nullptr);
  }
  const std::string whole = test::lexicon_bytes();
  REQUIRE(whole.size() > 100'000);
  for (std::size_t size = 1; size < whole.size(); size += whole.size() / 97) {
    (void)Lexicon::read(whole.substr(0, size)); // cut anywhere: read or refused, never a crash
  }
}

TEST_CASE("match: characters that sound or look alike, by all their readings") {
  CHECK(lexicon().sound_alike(U'诚', U'城'));
  CHECK(lexicon().sound_alike(U'行', U'航')); // háng
  CHECK(lexicon().sound_alike(U'行', U'兴')); // xíng
  CHECK_FALSE(lexicon().sound_alike(U'东', U'升'));
  CHECK_FALSE(lexicon().sound_alike(U'a', U'b'));
  CHECK(lexicon().look_alike(U'日', U'曰'));
  CHECK_FALSE(lexicon().look_alike(U'日', U'月'));
  CHECK(lexicon().simplified(U'東') == U'东');
  CHECK(lexicon().rarity(U'鑫') < lexicon().rarity(U'磬'));
  CHECK(lexicon().is_public_domain("qq.com"));
  CHECK_FALSE(lexicon().is_public_domain("example.com"));
}

TEST_CASE("match: words of an organisation are read as the lexicon's own") {
  const char* name = "苏州日东量子点有限公司";
  CHECK(read_name(lexicon(), name).trade_shown != "日东");
  const auto own = lexicon().with(json(R"({"industry":["量子点"],"common":["优品"]})"));
  REQUIRE(own);
  const Name read = read_name(**own, name);
  CHECK(read.trade_shown == "日东");
  CHECK(read.industry_shown == "量子点");
  CHECK(read_name(lexicon(), name).trade_shown != "日东"); // the lexicon itself stays as it was
}

TEST_CASE("match: words of an organisation that are none are refused with the path") {
  const auto issues = [](const char* words) {
    const auto own = lexicon().with(json(words));
    std::string all;
    if (!own) {
      for (const Issue& issue : own.error())
        all += issue.code + " " + issue.path + "\n";
    }
    return all;
  };
  CHECK(issues("[]") == "match.words.type \n");
  CHECK(issues(R"({"colours":[]})") == "match.words.unknown /colours\n");
  CHECK(issues(R"({"industry":"x"})") == "match.words.type /industry\n");
  CHECK(issues(R"({"industry":["好",1,""]})") ==
        "match.words.type /industry/1\nmatch.words.type /industry/2\n");
  CHECK(issues(R"({"industry":["一二三四五六七八九十一二三四五六七"]})") ==
        "match.words.type /industry/0\n");
}

TEST_CASE("match: keys are narrow, and numbers, codes and domains are keys") {
  static const MatchingRule kRule = company_rule();
  const auto of = [](const char* record) {
    return keys(lexicon(), read_company(lexicon(), kRule, json(record)));
  };
  const auto all = of(
      R"({"phone":"0512-2398577","credit_code":"91110000600037341L","email":"a@rd.cn","website":"x.qq.com"})");
  CHECK(std::count(all.begin(), all.end(), "n2398577") == 1);
  CHECK(std::count(all.begin(), all.end(), "r600037341") == 1);
  CHECK(std::count(all.begin(), all.end(), "drd.cn") == 1);
  // Neither what it does nor where it is alone is a key.
  const auto a = of(R"({"name":"苏州日东精密电子有限公司"})");
  const auto b = of(R"({"name":"苏州恒通精密电子有限公司"})");
  CHECK(a.size() <= 12);
  for (const std::string& key : a) {
    INFO(key);
    CHECK(std::count(b.begin(), b.end(), key) == 0);
  }
  CHECK(of("{}").empty());
}

} // namespace qudao::match

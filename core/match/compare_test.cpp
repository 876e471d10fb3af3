// Whose company is it: pairs and their verdict. D different, P probable, S same; P+ at least probable.
#include "tests/support/match_lexicon.h"

namespace qudao::match {
namespace {

using test::json;
using test::lexicon;

bool finds(const Company& asked, const Company& kept) {
  const auto asking = keys_to_ask(lexicon(), asked);
  const auto kept_by = keys(lexicon(), kept);
  return std::any_of(asking.begin(), asking.end(), [&kept_by](const std::string& key) {
    return std::binary_search(kept_by.begin(), kept_by.end(), key);
  });
}

Verdict verdict(const Value& a, const Value& b) {
  static const MatchingRule kRule = company_rule();
  const Company of_a = read_company(lexicon(), kRule, a);
  const Company of_b = read_company(lexicon(), kRule, b);
  const Verdict there = compare(lexicon(), kRule, of_a, of_b);
  const Verdict back = compare(lexicon(), kRule, of_b, of_a);
  CHECK(there.outcome == back.outcome); // whoever stands first
  CHECK(there.score == back.score);
  if (there.outcome != Outcome::different) { // what is found must be findable
    CHECK(finds(of_a, of_b));
    CHECK(finds(of_b, of_a));
  }
  return there;
}

Value named(std::string_view name) {
  return Value::map({{"name", Value::string(name)}});
}

struct PairRow {
  const char* a;
  const char* b;
  const char* outcome;
};

void check_pairs(std::initializer_list<PairRow> rows) {
  for (const PairRow& row : rows) {
    INFO(row.a << " / " << row.b);
    const Verdict found = verdict(named(row.a), named(row.b));
    const std::string_view wanted = row.outcome;
    if (wanted == "P+") {
      CHECK(found.outcome != Outcome::different);
    } else {
      CHECK(name_of(found.outcome) == (wanted == "S"   ? "same"
                                       : wanted == "P" ? "probable"
                                                       : "different"));
    }
  }
}

bool has(const Verdict& verdict, std::string_view code) {
  return std::any_of(verdict.reasons.begin(), verdict.reasons.end(),
                     [code](const Reason& reason) { return reason.code == code; });
}

} // namespace

TEST_CASE("match: the examples of the collision check") {
  check_pairs({
      {"上海瑞丽服装厂", "上海市瑞丽服装有限公司", "P+"},
      {"苏州日东精密电子有限公司", "苏州日东精密电子中心有限公司", "P+"},
      {"苏州日东精密电子有限公司", "蘇州日東精密電子有限公司", "S"},
      {"北京红光酒业有限公司", "红光(北京)酒业发展有限公司", "S"},
      {"福建省东方投资担保有限公司", "福建东方担保投资有限公司", "S"},
      {"深圳金地房地产有限公司", "深圳市金地置业有限公司", "S"},
      {"民生证券有限公司", "民生证券股份有限公司", "S"},
      {"阳煤集团平原化工有限公司", "阳煤平原化工有限公司", "P+"},
      {"国信证券", "国信证券股份有限公司", "P+"},
      {"嘉里物流(武漢)有限公司", "武汉嘉里物流有限公司", "S"},
  });
}

TEST_CASE(
    "match: a letter that differs makes another company, a letter that sounds alike perhaps not") {
  check_pairs({
      {"苏州日东电子有限公司", "苏州日升电子有限公司", "D"},
      {"苏州日东电子有限公司", "苏州旭东电子有限公司", "D"},
      {"杭州恒通商贸有限公司", "杭州恒泰商贸有限公司", "D"},
      {"杭州恒通商贸有限公司", "杭州恒通工贸有限公司", "D"},
      {"杭州恒通建材有限公司", "杭州恒通建筑有限公司", "D"},
      {"杭州金鑫机械厂", "杭州金星机械设备厂", "D"},
      {"青岛华新纺织有限公司", "青岛新华纺织有限公司", "D"},
      {"杭州恒通服装厂", "杭州恒通服装店", "D"},
      {"苏州日东第一纺织厂", "苏州日东第二纺织厂", "D"},
      {"上海第一医药股份有限公司", "上海医药集团股份有限公司", "D"},
      {"贵阳银行股份有限公司", "贵州银行股份有限公司", "D"},
      {"湖南发展集团股份有限公司", "湖南白银股份有限公司", "D"},
      {"时代环球集团控股有限公司", "时代联合控股有限公司", "D"},
      {"上海联华一分店", "上海联华二分店", "D"},
      {"苏州日东电子有限公司城东分公司", "苏州日东电子有限公司城西分公司", "D"},
      {"苏州日东电子有限公司", "苏州日东电子有限公司园区分公司", "D"},
      {"苏州日东精密电子公司", "苏州日东精密电子有限公司", "S"}, // 子公司 by chance
      {"苏州王子公司", "苏州王子有限公司", "S"},
      {"苏州建工十分公司", "苏州建工第十分公司", "P+"},
      {"漳洲宏发电声有限公司", "漳州宏发电声有限公司", "P+"},
      {"重庆泓昇科技有限公司", "重庆泓升科技有限公司", "S"}, // two scripts
      {"江阴泽州投资有限公司", "江阴泽舟投资有限公司", "P+"},
      {"天津曰新塑料制品有限公司", "天津日新塑料制品有限公司", "P+"},
      {"成都行知教育咨询有限公司", "成都航知教育咨询有限公司", "P+"}, // 行 is read háng too
  });
}

TEST_CASE("match: a letter was left out where what is left is no name") {
  check_pairs({
      {"苏州日东精密电子有限公司", "苏州日东精密电有限公司", "P"},
      {"苏州日东精密电子有限公司", "苏州日东精密子有限公司", "P"},
      {"苏州日东精密电子有限公司", "苏州日东密电子有限公司", "P"},
      {"苏州市日东服装有限公司", "苏州日东服有限公司", "P"},
      {"苏州日东服装厂", "苏州日东装厂", "P"},
      {"苏州日东机械制造有限公司", "苏州日东械制造有限公司", "P"},
      {"苏州日东新能源有限公司", "苏州日东新能有限公司", "P"},
      {"苏州日东家具有限公司", "苏州日东家有限公司", "P"},
      {"苏州日东塑料制品厂", "苏州日东塑料制厂", "P"},
      {"苏州日东精密电子有限责任公司", "苏州日东精密电子有限责任公", "S"},
      {"苏州日东精密电子有限公司", "苏州日精密电子有限公司", "P"},
      {"苏州日东精密电子有限公司", "苏州东精密电子有限公司", "P"},
      {"苏州市日东服装有限公司", "苏州日服装有限公司", "P"},
      {"日东服装有限公司", "东服装有限公司", "P"},
      {"苏州日东精密电子有限公司", "州日东精密电子有限公司", "P"},
      {"苏州市日东服装厂", "苏日东服装厂", "P"},
      {"石家庄日东服装厂", "石家日东服装厂", "P"},
      {"苏州日东精密电子有限公司", "苏州日东精密电子有限公", "S"},
      {"苏州日东精密电子有限公司", "苏州日东精密电子限公司", "S"},
      {"苏州日东精密电子股份有限公司", "苏州日东精密电子份有限公司", "S"},
      {"苏州日东精密电子有限责任公司", "苏州日东精密电子有限责公司", "S"},
      // What is left is a name as well.
      {"苏州华信达电子有限公司", "苏州华信电子有限公司", "D"},
      {"苏州新日东电子有限公司", "苏州日东电子有限公司", "D"},
      {"苏州天宇新材料有限公司", "苏州天新材料有限公司", "D"},
      {"苏州华天电力科技有限公司", "苏州华天力科技有限公司", "D"},
      {"苏州日东服装有限公司", "无锡日东服有限公司", "D"},
      {"苏州日东精密电子有限公司", "无锡日精密电子有限公司", "D"},
      {"苏州日东服装店", "苏州日服装厂", "D"},
      {"苏州日东服装有限公司", "苏州日东有限公司", "D"},
      {"苏州日东服装有限公司", "苏州服装有限公司", "D"},
  });
  const Verdict found = verdict(named("苏州日精密电子有限公司"), named("苏州日东精密电子有限公司"));
  REQUIRE(has(found, "match.trade_name.misspelt"));
  const auto said = [&found](std::string_view code) {
    for (const Reason& reason : found.reasons) {
      if (reason.code == code) return Speaker().say(reason, "zh-CN");
    }
    return std::string();
  };
  CHECK(said("match.trade_name.misspelt") == "字号疑似漏写了一个字：日 / 日东");
  CHECK(said("match.region.equal") == "行政区划相同：苏州");
  CHECK(said("match.industry.equal") == "行业相同：精密电子");
}

TEST_CASE("match: names that one letter tells apart are two, but similar, and found") {
  struct Row {
    const char* a;
    const char* b;
    bool similar;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"苏州华信达电子有限公司", "苏州华信电子有限公司", true},
           {"苏州华信达电子有限公司", "苏州华达电子有限公司", true},
           {"苏州华信达电子有限公司", "苏州信达电子有限公司", true},
           {"苏州博远新轩电子有限公司", "苏州博新轩电子有限公司", true},
           {"大连绣春广告传媒有限公司", "大连绣春广传媒有限公司", true},
           {"佛山威创信息技术有限公司", "佛山威创信技术有限公司", true},
           {"苏州中天光电科技有限公司", "苏州中天光科技有限公司", true},
           {"苏州华信电子有限公司", "苏州华达电子有限公司", false}, // a letter in place of another
           {"苏州华信达电子有限公司", "无锡华信电子有限公司", false},
           {"苏州华信达电子有限公司", "苏州华信电子有限公司城东分公司", false},
           {"日东达", "日东", false}, // too little to say
       }) {
    INFO(row.a << " / " << row.b);
    const auto company = [](const char* name) {
      return read_company(lexicon(), company_rule(), named(name));
    };
    const Company a = company(row.a);
    const Company b = company(row.b);
    CHECK(similar(a, b) == row.similar);
    CHECK(similar(b, a) == row.similar);
    if (row.similar) {
      CHECK(verdict(named(row.a), named(row.b)).outcome == Outcome::different);
      CHECK(finds(a, b));
      CHECK(finds(b, a));
    }
  }
  const Value one = json(R"({"name":"苏州华信达电子有限公司","credit_code":"91110000600037341L"})");
  const Value other = json(R"({"name":"苏州华信电子有限公司","credit_code":"915120212066509810"})");
  CHECK_FALSE(similar(read_company(lexicon(), company_rule(), one),
                      read_company(lexicon(), company_rule(), other)));
}

TEST_CASE("match: places tell companies apart, unless one lies in the other") {
  check_pairs({
      {"宁波博远新轩股权投资合伙企业(有限合伙)", "海南博远新轩股权投资合伙企业（有限合伙）", "D"},
      {"杭州万达机械有限公司", "浙江万达机械有限公司", "S"},
      {"杭州市余杭区万达机械有限公司", "杭州万达机械有限公司", "S"},
      {"北京市朝阳区万达机械厂", "北京市海淀区万达机械厂", "D"},
      {"乌鲁木齐市三木实业有限公司", "乌鲁木齐三木实业有限公司", "S"},
      {"深圳前海荣耀资本管理有限公司", "深圳市前海荣耀资本管理有限公司", "S"},
      {"威海银行股份有限公司青岛分行", "威海市商业银行股份有限公司青岛分行", "S"},
  });
}

TEST_CASE("match: branches of one company are one when the place is") {
  check_pairs({
      {"工商银行杭州艮山支行", "中国工商银行股份有限公司杭州艮山支行", "S"},
      {"农业银行北海市分行", "中国农业银行股份有限公司北海分行", "S"},
      {"上海浦东发展银行股份有限公司杭州分行高新支行", "上海浦东发展银行股份有限公司杭州高新支行",
       "S"},
      {"建行济南市珍珠泉支行", "中国建设银行股份有限公司济南珍珠泉支行", "S"},
      {"中国工商银行北京海淀支行", "中国工商银行北京西城支行", "D"},
      {"中国工商银行北京海淀支行", "中国农业银行北京海淀支行", "D"},
      {"中信银行乌鲁木齐分行", "中信银行股份有限公司", "D"},
      {"招商银行苏州分行", "招商银行苏州分行工会委员会", "D"},
      {"上饶市商业银行信州支行", "上饶农村商业银行股份有限公司信州支行", "P+"},
      {"贵州天健矿业集团渣坪煤矿", "贵州天健矿业集团股份有限公司大方县凤山乡渣坪煤矿", "P+"},
  });
}

TEST_CASE("match: registrations decide whatever the names") {
  const Value a = json(R"({"name":"苏州日东电子有限公司","credit_code":"91110000600037341L"})");
  const Value other = json(R"({"name":"苏州日东电子有限公司","credit_code":"915120212066509810"})");
  const Value same = json(R"({"name":"上海东方机械厂","credit_code":"91110000600037341L"})");
  const Value old = json(R"({"name":"上海东方机械厂","organisation_code":"60003734-1"})");
  const Value wrong = json(R"({"name":"苏州日东电子有限公司","credit_code":"91110000600037341M"})");
  CHECK(verdict(a, other).outcome == Outcome::different);
  CHECK(has(verdict(a, other), "match.registration.different"));
  CHECK(verdict(a, same).outcome == Outcome::same);
  CHECK(verdict(a, same).reasons.at(0).code == "match.registration.equal");
  CHECK(verdict(a, wrong).outcome == Outcome::same); // one that is none says nothing
  (void)old;
}

TEST_CASE("match: numbers and domains add to what names say") {
  const Value a = json(
      R"({"name":"苏州日东电子有限公司","phone":"0512-2398577, 13800138000","email":"a@rd.com.cn"})");
  const auto with = [&a](const char* other) { return verdict(a, json(other)); };
  CHECK(with(R"({"name":"无锡宏图机械厂","fax":"2398577"})").outcome == Outcome::probable);
  CHECK(with(R"({"name":"无锡宏图机械厂","fax":["2398577"],"mobile":"138-0013-8000"})").outcome ==
        Outcome::probable); // never the same by numbers alone
  CHECK(with(R"({"name":"无锡宏图机械厂","email":"b@rd.com.cn"})").outcome == Outcome::different);
  CHECK(with(R"({"name":"日东电子","website":"www.rd.com.cn"})").outcome != Outcome::different);
  CHECK(with(R"({"mobile":"13800138000"})").outcome == Outcome::probable);
  const Value mail = json(R"({"name":"无锡宏图机械厂","email":"a@qq.com"})");
  CHECK_FALSE(has(verdict(mail, json(R"({"name":"苏州日东厂","email":"b@qq.com"})")),
                  "match.domain.equal"));
  CHECK(verdict(json("{}"), json("{}")).outcome == Outcome::different);
}

TEST_CASE("match: one of several names is enough, and a name in brackets is one") {
  const Value a = json(R"({"name":"苏州日东电子有限公司","former_name":["苏州旭升电子厂"]})");
  CHECK(verdict(a, named("苏州旭升电子厂")).outcome == Outcome::same);
  CHECK(
      verdict(named("苏州旭升电子厂（简称：苏州日东电子有限公司）"), named("苏州日东电子有限公司"))
          .outcome == Outcome::same);
}

TEST_CASE("match: the reasons are said in both languages") {
  const Speaker speaker;
  const Verdict found =
      verdict(named("苏州日东精密电子有限公司"), named("苏州市日东精密电子有限公司"));
  REQUIRE(found.outcome == Outcome::same);
  CHECK(found.reasons.at(0).code == "match.trade_name.equal");
  CHECK(speaker.say(found.reasons.at(0), "zh-CN") == "字号相同：日东");
  CHECK(speaker.say(found.reasons.at(0), "en") == "The trade name is the same: 日东");
  const Value told = to_value(found, speaker, "zh-CN");
  CHECK(told.find("outcome")->as_string() == "same");
  CHECK(told.find("reasons")->as_list().size() == found.reasons.size());
  // Every relation of every part has a text.
  for (const std::string_view locale : {"zh-CN", "en"}) {
    const auto said = [&](const std::string& code) {
      INFO(code);
      CHECK(speaker.say({code, {}, 0}, locale) != code);
    };
    for (const auto name : kTradeNames)
      said("match.trade_name." + std::string(name));
    for (const auto name : kRegionNames)
      said("match.region." + std::string(name));
    for (const auto name : kIndustryNames)
      said("match.industry." + std::string(name));
    for (const auto name : kFormNames)
      said("match.legal_form." + std::string(name));
    for (const auto name : kBranchNames) {
      if (name != "none") said("match.branch." + std::string(name));
    }
    for (const char* code :
         {"match.name.equal", "match.name.description", "match.rarity.rare", "match.rarity.usual",
          "match.rarity.common", "match.registration.equal", "match.registration.different",
          "match.phone.mobile", "match.phone.landline", "match.phone.service",
          "match.domain.equal"})
      said(code);
  }
}

} // namespace qudao::match

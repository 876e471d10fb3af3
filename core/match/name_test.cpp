// What a name is read into: rows of name and its parts as shown, "region|trade name|industry|legal form|branch".
#include "tests/support/match_lexicon.h"

namespace qudao::match {
namespace {

using test::lexicon;

std::string parts(std::string_view typed) {
  const Name name = read_name(lexicon(), typed);
  return name.region_shown + "|" + name.trade_shown + "|" + name.industry_shown + "|" +
         name.form_shown + "|" + name.branch_shown;
}

struct NameRow {
  const char* name;
  const char* parts;
};

void check_names(std::initializer_list<NameRow> rows) {
  for (const NameRow& row : rows) {
    INFO(row.name);
    CHECK(parts(row.name) == row.parts);
  }
}

} // namespace

TEST_CASE("match: a name has region, trade name, industry and legal form") {
  check_names({
      {"苏州日东精密电子有限公司", "苏州|日东|精密电子|有限公司|"},
      {"上海瑞丽服装厂", "上海|瑞丽|服装|厂|"},
      {"上海市瑞丽服装有限公司", "上海市|瑞丽|服装|有限公司|"},
      {"北京红光酒业有限公司", "北京|红光|酒业|有限公司|"},
      {"深圳市福田区欣悦通讯器材商行", "深圳市福田区|欣悦|通讯器材|商行|"},
      {"内蒙古自治区呼和浩特市金桥商贸有限责任公司",
       "内蒙古自治区呼和浩特市|金桥|商贸|有限责任公司|"},
      {"宁波杉杉股份有限公司", "宁波|杉杉||股份有限公司|"},
      {"广东TCL电子科技有限公司", "广东|TCL|电子科技|有限公司|"},
      {"紫金县瓦溪镇康辉药店", "紫金县瓦溪镇|康辉|药店||"},
      {"3M中国有限公司", "|3M中国||有限公司|"},
  });
}

TEST_CASE("match: parts may stand in another order and in brackets") {
  check_names({
      {"红光(北京)酒业发展有限公司", "北京|红光|酒业发展|有限公司|"},
      {"红光（北京）酒业发展有限公司", "北京|红光|酒业发展|有限公司|"},
      {"宁波博远新轩股权投资合伙企业(有限合伙)", "宁波|博远新轩|股权投资|合伙企业有限合伙|"},
      {"西安海星科技投资控股（集团）有限公司", "西安|海星|科技投资控股|集团有限公司|"},
      {"苏州日东（原名苏州旭东）电子有限公司", "苏州|日东|电子|有限公司|"},
  });
}

TEST_CASE("match: a place that is usual as a trade name too is read as what makes the rest usual") {
  check_names({
      {"泰安市宏达机械有限公司", "泰安市|宏达|机械|有限公司|"},
      {"上海泰安商贸有限公司", "上海|泰安|商贸|有限公司|"},
      {"东海证券股份有限公司", "|东海|证券|股份有限公司|"},
      {"东海县宏达石英制品有限公司", "东海县|宏达|石英制品|有限公司|"},
      {"新城控股集团股份有限公司", "|新城|控股|集团股份有限公司|"},
      {"永兴商贸有限公司", "|永兴|商贸|有限公司|"},
      {"嘉禾食品有限公司", "|嘉禾|食品|有限公司|"},
      {"重庆安居物业管理有限公司", "重庆|安居|物业管理|有限公司|"},
  });
}

TEST_CASE("match: a name without trade name has none") {
  check_names({
      {"无锡市保险公司", "无锡市||保险|公司|"},
      {"广州国际货运公司", "广州||国际货运|公司|"},
      {"北京市第三城市建设工程公司", "北京市||第三城市建设工程|公司|"},
      {"厦门国有资产投资公司", "厦门||国有资产投资|公司|"},
  });
}

TEST_CASE("match: a branch is read apart from its company") {
  check_names({
      {"中国工商银行股份有限公司北京海淀支行", "|中国工商银行||股份有限公司|北京海淀支行"},
      {"工行北京海淀支行", "|工行|||北京海淀支行"},
      {"上海浦东发展银行股份有限公司杭州分行高新支行",
       "|上海浦东发展银行||股份有限公司|杭州分行高新支行"},
      {"江西煤业集团有限责任公司销售运输分公司", "江西||煤业|集团有限责任公司|销售运输分公司"},
      {"东方证券资产管理有限公司北京分公司", "|东方|证券资产管理|有限公司|北京分公司"},
      {"苏州日东电子有限公司第二门店", "苏州|日东|电子|有限公司|第二门店"},
  });
  const Name known = read_name(lexicon(), "农行南宁民族支行");
  CHECK(known.known != 0);
  CHECK(known.trade == U"中国农业银行");
  CHECK(known.branch.is);
  CHECK(known.branch.local == U"民族");
  CHECK(read_name(lexicon(), "华夏银行股份有限公司桐庐支行").branch.local == U"桐庐");
  CHECK(read_name(lexicon(), "建设银行乌鲁木齐中山路支行").branch.local == U"中山");
}

TEST_CASE("match: letters that end in a branch only by chance are none") {
  check_names({
      {"苏州日东精密电子公司", "苏州|日东|精密电子|公司|"},
      {"苏州电子公司", "苏州||电子|公司|"},
      {"上海原子公司", "上海|原子||公司|"},
      {"北京种子公司", "北京||种子|公司|"},
      {"苏州王子公司", "苏州|王子||公司|"},
      {"苏州燕子公司", "苏州|燕子||公司|"},
      {"北京十分公司", "北京|十分||公司|"},
      {"苏州缘分公司", "苏州|缘分||公司|"},
      {"苏州恒通经营部", "苏州|恒通||经营部|"},
      {"肯德基厦门店", "厦门|肯德基||店|"},
      {"苏州日东集团电子公司", "苏州|日东|集团电子|公司|"},
      // And these are some.
      {"苏州日东有限公司子公司", "苏州|日东||有限公司|子公司"},
      {"华润集团子公司", "|华润集团|||子公司"},
      {"苏州人保分公司", "苏州|人保|||分公司"},
      {"苏州建工十分公司", "苏州||建工||十分公司"},
      {"苏州建工第十分公司", "苏州||建工||第十分公司"},
      {"苏州日东第二分公司", "苏州|日东|||第二分公司"},
      {"中铁三局三分公司", "|中铁|||三局三分公司"},
      {"苏州日东有限公司上海门店", "苏州|日东||有限公司|上海门店"}, // 海门 is a place too
  });
  CHECK(read_name(lexicon(), "苏州建工十分公司").branch.local == U"十");
}

TEST_CASE("match: names in Latin letters lose forms and places") {
  check_names({
      {"OGAWA HEALTH CARE INTERNATIONAL (HK) LIMITED",
       "HK|OGAWA HEALTH CARE|INTERNATIONAL|LIMITED|"},
      {"Magnifice(HK)Limited", "HK|Magnifice||Limited|"},
      {"Qudao Trading (Hong Kong) Co., Ltd.", "Hong Kong|Qudao Trading||Co Ltd|"},
  });
  CHECK(read_name(lexicon(), "Ｑｕｄａｏ Ltd").trade == U"qudao");
}

TEST_CASE("match: what speaks of something else than one company is told") {
  for (const char* text : {"中国寰球工程有限公司及其下属公司", "公司融资租赁客户",
                           "东吴证券集合资产管理计划", "银华财富资本-宁波银行-渤海国际信托"}) {
    INFO(text);
    CHECK(read_name(lexicon(), text).description);
  }
  CHECK_FALSE(read_name(lexicon(), "北京客户服务有限公司").description);
}

TEST_CASE("match: script, width, spaces and punctuation make no difference") {
  const Name plain = read_name(lexicon(), "上海奉佳仓储服务有限公司");
  for (const char* typed : {"上海奉佳倉儲服務有限公司", " 上海 奉佳 仓储服务 有限公司 ",
                            "上海奉佳·仓储服务有限公司", "上海奉佳仓储服务有限公司。"}) {
    INFO(typed);
    CHECK(read_name(lexicon(), typed).text == plain.text);
  }
  CHECK(read_name(lexicon(), "ＴＣＬ集团").text == read_name(lexicon(), "tcl集团").text);
}

TEST_CASE("match: whatever is typed is read somehow") {
  for (const char* typed : {"", " ", "()", "（", "有限公司", "公司", "市", "1", "----", "支行",
                            "\xFF\xFE", "分公司", "中国", "(((((", "））））", "银行支行"}) {
    (void)parts(typed);
  }
  std::string longest;
  for (int i = 0; i < 2000; ++i)
    longest += "渠道";
  CHECK(read_name(lexicon(), longest).text.size() == 200);
  CHECK(read_name(lexicon(), "").empty());
}

} // namespace qudao::match

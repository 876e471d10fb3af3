// Tables: what a person typed → what is stored, or the code of the refusal (codes begin with a
// lower-case word and a dot and stand in the right column after "!").
#include <string>
#include <vector>

#include "core/identity/address.h"
#include "core/identity/date.h"
#include "core/identity/fold.h"
#include "core/identity/number.h"
#include "core/identity/phone.h"
#include "core/identity/registration.h"
#include "tests/support/catch.h"

namespace qudao::identity {
namespace {

struct Row {
  std::string typed;
  std::string expected;
};

template <typename Reader>
void check_table(Reader reader, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.typed);
    const FormatResult result = reader(row.typed);
    CHECK((result ? *result : "!" + std::string(result.error())) == row.expected);
    if (result) CHECK(*reader(*result) == *result); // what is canonical stays as it is
  }
}

FormatResult decimal_text(std::string_view typed) {
  const auto result = decimal(typed);
  if (!result) return wrong(result.error());
  return std::to_string(result->mantissa) + "e-" + std::to_string(result->scale);
}

} // namespace

TEST_CASE("credit codes: shape and check character of GB 32100") {
  check_table(credit_code,
              {
                  {"91110000600037341L", "91110000600037341L"},
                  {"915120212066509810", "915120212066509810"},
                  {" 91110000600037341l ", "91110000600037341L"},
                  {"9111 0000 6000 3734 1L", "91110000600037341L"},
                  {"91110000-60003734-1L", "91110000600037341L"},
                  {"９１１１００００６０００３７３４１Ｌ", "91110000600037341L"},
                  {"91110000600037341M", "!format.credit_code.check"},
                  {"911100006000373410", "!format.credit_code.check"},
                  {"91110000600037342L", "!format.credit_code.check"},
                  {"19110000600037341L", "!format.credit_code.check"},
                  {"915120212066509811", "!format.credit_code.check"},
                  {"91512021206650981Y", "!format.credit_code.check"},
                  {"91512021206650981", "!format.credit_code"},
                  {"9151202120665098100", "!format.credit_code"},
                  {"9111000060003734IL", "!format.credit_code"}, // I is no character of it
                  {"9111000060003734OL", "!format.credit_code"},
                  {"9111000060003734SL", "!format.credit_code"},
                  {"9111000060003734VL", "!format.credit_code"},
                  {"9111000060003734ZL", "!format.credit_code"},
                  {"91110000600037341_", "!format.credit_code"},
                  {"", "!format.credit_code"},
                  {"公司", "!format.credit_code"},
                  {std::string(5000, '9'), "!format.credit_code"},
              });
  CHECK(organisation_code_of("91110000600037341L") == "600037341");
  CHECK(organisation_code_of("short").empty());
}

TEST_CASE("a credit code whose sum divides by 31 ends in 0") {
  // Found by counting up: the weighted sum of the first 17 characters is a multiple of 31.
  int found = 0;
  for (int i = 0; i < 1000; ++i) {
    std::string tail = std::to_string(1000 + i);
    const FormatResult result = credit_code("9111000060003" + tail + "0");
    if (result) ++found;
  }
  CHECK(found > 20);
  CHECK(found < 50);
}

TEST_CASE("organisation codes: with and without hyphen, check character of GB 11714") {
  check_table(organisation_code, {
                                     {"600037341", "600037341"},
                                     {"60003734-1", "600037341"},
                                     {"60003734－1", "600037341"},
                                     {"60003734—1", "600037341"},
                                     {" 6000 3734 1", "600037341"},
                                     {"206650981", "206650981"},
                                     {"20665098-1", "206650981"},
                                     {"D2143569-X", "D2143569X"}, // the example of the standard
                                     {"d2143569x", "D2143569X"},
                                     {"Ｄ２１４３５６９Ｘ", "D2143569X"},
                                     {"600037342", "!format.organisation_code.check"},
                                     {"60003734X", "!format.organisation_code.check"},
                                     {"D21435690", "!format.organisation_code.check"},
                                     {"D2143568X", "!format.organisation_code.check"},
                                     {"06000373-4", "!format.organisation_code.check"},
                                     {"60003734A", "!format.organisation_code"},
                                     {"60003734", "!format.organisation_code"},
                                     {"6000373411", "!format.organisation_code"},
                                     {"6000_7341", "!format.organisation_code"},
                                     {"", "!format.organisation_code"},
                                 });
}

TEST_CASE("tax numbers have 15, 18 or 20 characters") {
  check_table(tax_number, {
                              {"370102600037341", "370102600037341"},
                              {"91110000600037341L", "91110000600037341L"},
                              {"91110000600037341l", "91110000600037341L"},
                              {"37010219800101123X01", "37010219800101123X01"},
                              {"3701 0260 0037 341", "370102600037341"},
                              {"３７０１０２６０００３７３４１", "370102600037341"},
                              {"370102-600037341", "370102600037341"},
                              {"37010260003734", "!format.tax_number"},
                              {"3701026000373411", "!format.tax_number"},
                              {"37010260003734111", "!format.tax_number"},
                              {"3701026000373411111", "!format.tax_number"},
                              {"370102600037341111111", "!format.tax_number"},
                              {"37010260003734_", "!format.tax_number"},
                              {"税号37010260003", "!format.tax_number"},
                              {"", "!format.tax_number"},
                          });
}

TEST_CASE("mobile numbers") {
  check_table(mobile, {
                          {"13800138000", "13800138000"},
                          {"138 0013 8000", "13800138000"},
                          {"138-0013-8000", "13800138000"},
                          {"+86 138 0013 8000", "13800138000"},
                          {"+8613800138000", "13800138000"},
                          {"008613800138000", "13800138000"},
                          {"8613800138000", "13800138000"},
                          {"(+86)13800138000", "13800138000"},
                          {"１３８００１３８０００", "13800138000"},
                          {"\u200B13800138000\u00A0", "13800138000"},
                          {"19912345678", "19912345678"},
                          {"12800138000", "!format.mobile"},
                          {"10086", "!format.mobile"},
                          {"1380013800", "!format.mobile"},
                          {"138001380000", "!format.mobile"},
                          {"+85291234567", "!format.mobile"},
                          {"0531-88886666", "!format.mobile"},
                          {"138001380ab", "!format.mobile"},
                          {"23800138000", "!format.mobile"},
                          {"", "!format.mobile"},
                      });
}

TEST_CASE("landlines: area code, number, extension; service numbers") {
  check_table(landline, {
                            {"010-88886666", "010-88886666"},
                            {"01088886666", "010-88886666"},
                            {"(010) 8888 6666", "010-88886666"},
                            {"（010）88886666", "010-88886666"},
                            {"+86 10 8888 6666", "010-88886666"},
                            {"+86-010-88886666", "010-88886666"},
                            {"0086-531-88886666", "0531-88886666"},
                            {"0531-88886666-123", "0531-88886666-123"},
                            {"0531 88886666 转 123", "0531-88886666-123"},
                            {"0531-88886666 ext. 123", "0531-88886666-123"},
                            {"0531-88886666x8", "0531-88886666-8"},
                            {"0531-88886666#123", "0531-88886666-123"},
                            {"0531-8888666", "0531-8888666"},
                            {"０５３１－８８８８６６６６", "0531-88886666"},
                            {"0531—88886666", "0531-88886666"},
                            {"0755-2888-6666", "0755-28886666"},
                            {"400-810-8888", "400-810-8888"},
                            {"4008108888", "400-810-8888"},
                            {"800 810 8888", "800-810-8888"},
                            {"88886666", "!format.landline.area_code"},
                            {"010-8888666", "!format.landline"},
                            {"026-88886666", "!format.landline"},
                            {"0531-88886666-1234567", "!format.landline"},
                            {"0531-88886666转", "!format.landline"},
                            {"0531-08886666", "!format.landline"},
                            {"400-810-888", "!format.landline"},
                            {"13800138000", "!format.landline"},
                            {"无", "!format.landline"},
                            {"", "!format.landline"},
                        });
}

TEST_CASE("a phone is a mobile or a landline") {
  check_table(phone, {{"+86 13800138000", "13800138000"},
                      {"053188886666", "0531-88886666"},
                      {"400 810 8888", "400-810-8888"},
                      {"88886666", "!format.landline.area_code"},
                      {"12", "!format.phone"},
                      {"", "!format.phone"}});
}

TEST_CASE("postcodes") {
  check_table(postcode, {{"250101", "250101"},
                         {"２５０１０１", "250101"},
                         {" 250 101", "250101"},
                         {"010010", "010010"},
                         {"999077", "999077"},
                         {"000000", "!format.postcode"},
                         {"25010", "!format.postcode"},
                         {"2501011", "!format.postcode"},
                         {"25010A", "!format.postcode"},
                         {"", "!format.postcode"}});
}

TEST_CASE("e-mail addresses") {
  check_table(email, {
                         {"li.wei@inspur.com", "li.wei@inspur.com"},
                         {"Li.Wei@INSPUR.com", "Li.Wei@inspur.com"},
                         {" li@mail.inspur.com.cn ", "li@mail.inspur.com.cn"},
                         {"ｌｉ＠ｉｎｓｐｕｒ．ｃｏｍ", "li@inspur.com"},
                         {"li@inspur。com", "li@inspur.com"},
                         {"li+crm@inspur.com", "li+crm@inspur.com"},
                         {"12345@qq.com", "12345@qq.com"},
                         {"a@xn--fiqs8s.cn", "a@xn--fiqs8s.cn"},
                         {"li", "!format.email"},
                         {"li@", "!format.email"},
                         {"@inspur.com", "!format.email"},
                         {"li@inspur", "!format.email"},
                         {"li@@inspur.com", "!format.email"},
                         {"li@inspur..com", "!format.email"},
                         {".li@inspur.com", "!format.email"},
                         {"li.@inspur.com", "!format.email"},
                         {"li wei@inspur.com", "!format.email"},
                         {"li@-inspur.com", "!format.email"},
                         {"li@192.168.0.1", "!format.email"},
                         {"li@inspur.com,wei@inspur.com", "!format.email"},
                         {std::string(65, 'a') + "@inspur.com", "!format.email"},
                         {"", "!format.email"},
                     });
}

TEST_CASE("URLs: http and https, bare domains completed") {
  check_table(url, {
                       {"http://www.inspur.com", "http://www.inspur.com"},
                       {"HTTPS://WWW.Inspur.com/A?b=C#d", "https://www.inspur.com/A?b=C#d"},
                       {"www.inspur.com", "http://www.inspur.com"},
                       {"inspur.com/路径", "http://inspur.com/路径"},
                       {"ｗｗｗ．ｉｎｓｐｕｒ．ｃｏｍ", "http://www.inspur.com"},
                       {"http：／／www。inspur。com", "http://www.inspur.com"},
                       {"浪潮.com", "http://浪潮.com"},
                       {"http://10.0.0.1:8080/x", "http://10.0.0.1:8080/x"},
                       {"inspur.com:8443", "http://inspur.com:8443"},
                       {"ftp://inspur.com", "!format.url"},
                       {"javascript://inspur.com", "!format.url"},
                       {"javascript:alert(1)", "!format.url"},
                       {"http://", "!format.url"},
                       {"http://user@inspur.com", "!format.url"},
                       {"http://inspur", "!format.url"},
                       {"http://inspur.com:0", "!format.url"},
                       {"http://inspur.com:99999", "!format.url"},
                       {"http://inspur.com/a b", "!format.url"},
                       {"http://inspur.com/<script>", "!format.url"},
                       {"http://300.1.1.1", "!format.url"},
                       {"没有", "!format.url"},
                       {"", "!format.url"},
                   });
}

TEST_CASE("integers as typed") {
  const auto read = [](std::string_view typed) -> FormatResult {
    const auto result = integer(typed);
    if (!result) return wrong(result.error());
    return std::to_string(*result);
  };
  check_table(read, {{"0", "0"},
                     {"42", "42"},
                     {"-42", "-42"},
                     {"+42", "42"},
                     {"007", "7"},
                     {"1,200", "1200"},
                     {"1,234,567", "1234567"},
                     {"1 234 567", "1234567"},
                     {"１，２００", "1200"},
                     {"12.00", "12"},
                     {" 12 ", "12"},
                     {"9007199254740991", "9007199254740991"},
                     {"9007199254740992", "!number.too_large"},
                     {"99999999999999999999999999", "!number.too_large"},
                     {"1,20", "!format.integer"},
                     {"1234,567", "!format.integer"},
                     {"1,234 567", "!format.integer"},
                     {",123", "!format.integer"},
                     {"12.5", "!format.integer"},
                     {"1e3", "!format.integer"},
                     {"0x10", "!format.integer"},
                     {"十二", "!format.integer"},
                     {"-", "!format.integer"},
                     {"", "!format.integer"}});
}

TEST_CASE("decimals as typed are exact") {
  for (const auto& [typed, expected] :
       std::vector<Row>{{"1,200.50", "12005e-1"},
                        {"１，２００．５０", "12005e-1"},
                        {"1200", "1200e-0"},
                        {"0.1", "1e-1"},
                        {".5", "5e-1"},
                        {"-0.05", "-5e-2"},
                        {"0.000", "0e-0"},
                        {"1.10000000000000000000", "11e-1"},
                        {"999999999999999", "999999999999999e-0"},
                        {"9999999999999.99", "999999999999999e-2"},
                        {"1000000000000000", "!number.too_precise"},
                        {"99999999999999.99", "!number.too_precise"},
                        {"0.0000000000000001", "!number.too_precise"},
                        {"1.", "!format.number"},
                        {"1.2.3", "!format.number"},
                        {"1.200,50", "!format.number"},
                        {"1,2", "!format.number"},
                        {"1e5", "!format.number"},
                        {"NaN", "!format.number"},
                        {"￥100", "!format.number"},
                        {"", "!format.number"}}) {
    CAPTURE(typed);
    const FormatResult result = decimal_text(typed);
    CHECK((result ? *result : "!" + std::string(result.error())) == expected);
  }
  CHECK(decimal("1200.50")->to_double() == 1200.5);
  CHECK(decimal("0.1")->to_double() == 0.1);
  CHECK(decimal("123456789.123456")->to_double() == 123456789.123456);
}

TEST_CASE("a double is read back as the decimal it was made from") {
  for (const double number : {0.0, 0.1, 1200.5, -3.07, 9999999999999.99, 1e14, 123456.789}) {
    CAPTURE(number);
    const auto result = decimal_of(number);
    REQUIRE(result);
    CHECK(result->to_double() == number);
  }
  CHECK(decimal_of(1.0 / 3).error() == "number.too_precise");
  CHECK(decimal_of(1e300).error() == "number.too_precise");
  CHECK(decimal_of(1200.5)->scale == 1);
}

TEST_CASE("what was calculated is kept to 15 significant digits") {
  struct Example {
    double calculated;
    double kept;
  };
  for (const Example& each : std::vector<Example>{{0.1 + 0.2, 0.3},
                                                  {0.95 + 950.95, 951.9},
                                                  {1.1 * 1.1, 1.21},
                                                  {-(0.1 + 0.2), -0.3},
                                                  {1200.5, 1200.5},
                                                  {1.0 / 3, 0.333333333333333},
                                                  {200.0 / 3, 66.6666666666667},
                                                  {1e-20, 0},
                                                  {999999999999999.5, 0}}) {
    CAPTURE(each.calculated);
    const auto result = decimal_near(each.calculated);
    CHECK((result ? result->to_double() : 0) == each.kept);
  }
  CHECK(decimal_near(1e15).error() == "number.too_precise");
  CHECK(decimal_near(1e300).error() == "number.too_precise");
}

TEST_CASE("dates on the real calendar") {
  check_table(date, {
                        {"2026-01-05", "2026-01-05"},
                        {"2026-1-5", "2026-01-05"},
                        {"2026/01/05", "2026-01-05"},
                        {"2026.1.5", "2026-01-05"},
                        {"20260105", "2026-01-05"},
                        {"2026年1月5日", "2026-01-05"},
                        {"2026年01月05", "2026-01-05"},
                        {"２０２６－０１－０５", "2026-01-05"},
                        {" 2026 - 1 - 5 ", "2026-01-05"},
                        {"2024-02-29", "2024-02-29"},
                        {"2000-02-29", "2000-02-29"},
                        {"0001-01-01", "0001-01-01"},
                        {"9999-12-31", "9999-12-31"},
                        {"1900-02-29", "!format.date.calendar"},
                        {"2026-02-29", "!format.date.calendar"},
                        {"2026-02-30", "!format.date.calendar"},
                        {"2026-13-01", "!format.date.calendar"},
                        {"2026-04-31", "!format.date.calendar"},
                        {"2026-00-10", "!format.date.calendar"},
                        {"0000-01-01", "!format.date.calendar"},
                        {"26-1-5", "!format.date"},
                        {"5/1/2026", "!format.date"},
                        {"2026-1", "!format.date"},
                        {"2026-01-05x", "!format.date"},
                        {"明天", "!format.date"},
                        {"", "!format.date"},
                    });
}

TEST_CASE("moments, in UTC") {
  const auto in_china = [](std::string_view typed) { return date_time(typed, 480); };
  check_table(in_china, {
                            {"2026-01-05T10:20:30Z", "2026-01-05T10:20:30Z"},
                            {"2026-01-05 10:20", "2026-01-05T02:20:00Z"},
                            {"2026/1/5 9:05:07", "2026-01-05T01:05:07Z"},
                            {"2026-01-05T00:30", "2026-01-04T16:30:00Z"},
                            {"2026-01-01 07:00", "2025-12-31T23:00:00Z"},
                            {"2026-01-05T10:20:30+08:00", "2026-01-05T02:20:30Z"},
                            {"2026-01-05T10:20:30-0530", "2026-01-05T15:50:30Z"},
                            {"2026-01-05T10:20:30.123Z", "2026-01-05T10:20:30Z"},
                            {"2026年1月5日 10:20", "2026-01-05T02:20:00Z"},
                            {"２０２６－０１－０５　１０：２０", "2026-01-05T02:20:00Z"},
                            {"2026-01-05", "!format.date_time"},
                            {"2026-01-05 24:00", "!format.date_time"},
                            {"2026-01-05 10:60", "!format.date_time"},
                            {"2026-01-05 10:20:61", "!format.date_time"},
                            {"2026-01-05 10", "!format.date_time"},
                            {"2026-01-05 1020", "!format.date_time"},
                            {"2026-01-05T10:20:30+8", "!format.date_time"},
                            {"2026-01-05T10:20:30+25:00", "!format.date_time"},
                            {"2026-02-30T10:20", "!format.date.calendar"},
                            {"0001-01-01 00:00", "!format.date_time"}, // before year 1 in UTC
                            {"", "!format.date_time"},
                        });
  CHECK(seconds_of_date("1970-01-02") == 86'400);
  CHECK(date_of_seconds(-1) == "1969-12-31");
  CHECK(date_time_of_seconds(seconds_of_date_time("2026-01-05T10:20:30Z")) ==
        "2026-01-05T10:20:30Z");
}

TEST_CASE("text is trimmed and its line ends are made one kind") {
  CHECK(trim_text("  浪潮 信息　") == "浪潮 信息");
  CHECK(trim_text("a\r\nb\rc\n") == "a\nb\nc");
  CHECK(trim_text(" \n\t ").empty());
  CHECK(fold_input("ａ．ｂ　— ") == "a.b -");
  CHECK(fold_code("ab-c d", true) == "ABCD");
}

} // namespace qudao::identity

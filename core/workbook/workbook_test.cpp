// Definitions as tables and back: what stands where, that nothing is lost, and what is wrong in which cell.
#include <fstream>
#include <iterator>

#include "core/value/json.h"
#include "core/workbook/workbook.h"
#include "tests/differential/definitions.h"
#include "tests/support/catch.h"

namespace qudao::workbook {
namespace {

Value json(const std::string& text) {
  auto parsed = parse_json(text);
  INFO(text);
  REQUIRE(parsed);
  return *parsed;
}

const Sheet& sheet(const Workbook& book, std::string_view name) {
  const auto at =
      std::find_if(book.begin(), book.end(), [&](const Sheet& each) { return each.name == name; });
  REQUIRE(at != book.end());
  return *at;
}

// "a|b|c" of a row, without empty cells at the end.
std::string line(const Sheet& sheet, std::size_t row) {
  std::string out;
  for (const std::string& cell : sheet.rows.at(row))
    out += (out.empty() && &cell == &sheet.rows[row].front() ? "" : "|") + cell;
  while (!out.empty() && out.back() == '|')
    out.pop_back();
  return out;
}

std::string back(const Workbook& book) {
  const auto read = from_workbook(book);
  if (read) return write_json(read->definition);
  std::string wrong;
  for (const Wrong& issue : read.error())
    wrong += (wrong.empty() ? "" : " ") + issue.code + '@' + issue.place.cell();
  return wrong;
}

constexpr const char* kOrder = R"j({
  "entity":"order","version":3,"label":{"zh-CN":"订单","en":"Order"},"title_field":"name",
  "context":{"user":"map"},
  "sections":[{"id":"basic","label":{"zh-CN":"基本"},"fields":["name",{"group":"address","prefix":"home_"},"lines","total"]}],
  "fields":{
    "name":{"label":{"zh-CN":"名称","en":"5"},"kind":"text","required":true,"max_length":20},
    "lines":{"label":{"zh-CN":"明细"},"kind":"repeat","fields":["product","amount"],"max_rows":5},
    "product":{"label":{"zh-CN":"产品"},"kind":"choice","choices":{"list":[
      {"code":"a","label":{"zh-CN":"甲"},"of":["x"]},{"code":"7","label":{"zh-CN":"乙"},"retired":true}]}},
    "amount":{"label":{"zh-CN":"金额"},"kind":"money","required":"product != null","constraint":[
      {"id":"few","expression":"amount < 100.0","message":{"zh-CN":"太多"}}]},
    "total":{"label":{"zh-CN":"合计"},"kind":"money","calculate":"amount.sum()"}},
  "rules":[{"id":"some","expression":"total > 0.0","fieldPath":"total","message":{"zh-CN":"{total}"}}]})j";

} // namespace

TEST_CASE("a definition is a table of fields, of choices and of rules") {
  const Workbook book = to_workbook(json(kOrder));
  const Sheet& survey = sheet(book, "survey");
  CHECK(line(survey, 0).rfind("type|name|label::zh-CN|label::en|required|", 0) == 0);
  CHECK(line(survey, 1) == "section|basic|基本");
  CHECK(line(survey, 2).rfind("text|name|名称|5|true|", 0) == 0);
  CHECK(line(survey, 3).rfind("include||", 0) == 0);
  CHECK(line(survey, 4).rfind("begin repeat|lines|明细|", 0) == 0);
  CHECK(line(survey, 5) == "choice|product|产品");
  CHECK(line(survey, 6) == "money|amount|金额||product != null");
  CHECK(line(survey, 7) == "end repeat|lines");
  CHECK(line(survey, 8) == "money|total|合计|||||amount.sum()");
  CHECK(line(sheet(book, "choices"), 0) == "list|code|label::zh-CN|label::en|of|retired");
  CHECK(line(sheet(book, "choices"), 1) == R"(product|a|甲||["x"])");
  CHECK(line(sheet(book, "choices"), 2) == "product|7|乙|||true");
  CHECK(line(sheet(book, "rules"), 1) == "amount|few|amount < 100.0||太多");
  CHECK(line(sheet(book, "rules"), 2) == "|some|total > 0.0|total|{total}");
  CHECK(line(sheet(book, "settings"), 1) == R"(context|{"user":"map"})");
  CHECK(sheet(book, "extra").rows.size() == 1);
  CHECK(back(book) == write_json(json(kOrder)));
}

TEST_CASE("what no cell can say goes to extra, and nothing is lost") {
  const std::string long_text(70'000, 'x');
  for (
      const std::string& document : std::vector<std::string>{
          "{}", R"({"fields":{},"sections":[],"rules":[]})",
          R"({"label":{"zh-CN":""},"version":"3","entity":5})",
          R"({"label":{"zh-CN":"a\u0001b"},"entity":"_x0041_"})",
          R"({"label":"\r\n","":1,"a::b":2,"a/b~c":{"d":1}})",
          R"({"sections":{"no":"list"},"fields":["none"],"rules":"x"})",
          R"({"sections":[1,{"id":2,"fields":"x"}],"fields":{"a":1}})",
          R"({"sections":[{"id":"s","fields":["a","a","b"]}],"fields":{"a":{"kind":"text"},"c":{}}})",
          R"({"sections":[{"id":"s","fields":["a"]}],"fields":{"a":{"kind":"section","name":"x","type":"y"}}})",
          R"({"sections":[{"id":"s","fields":["a"]}],"fields":{"a":{"kind":"repeat","fields":"none"}}})",
          R"({"sections":[{"id":"s","fields":["a"]}],"fields":{"a":{"constraint":[{"id":""},{"field":"b"}],"choices":{"list":[{"list":"x"}]}}}})",
          R"({"letter":{"body":{"zh-CN":")" + long_text + R"("}}})",
          R"({"sections":[{"id":"s","fields":["a"]}],"fields":{"a":{"kind":"text","hint":{"zh-CN":"=1+1"},"pattern":"true","min":-0.0}}})"}) {
    CAPTURE(document.substr(0, 200));
    const Value definition = json(document);
    const Workbook book = to_workbook(definition);
    CHECK(back(book) == write_json(definition));
    for (const Sheet& each : book) {
      for (const Row& row : each.rows) {
        for (const std::string& cell : row)
          CHECK(cell.size() <= 32'000);
      }
    }
  }
}

TEST_CASE("random definitions come back as they were, from tables") {
  int tables = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    differential::Dice dice(seed);
    const Value definition = *differential::random_bundle(dice).find("definition");
    const Workbook book = to_workbook(definition);
    REQUIRE(back(book) == write_json(definition));
    if (sheet(book, "survey").rows.size() > 1) ++tables;
  }
  CHECK(tables == 200);
}

TEST_CASE("the definitions of the product need next to nothing in extra") {
  for (const std::string entity : {"signing", "agent"}) {
    CAPTURE(entity);
    std::ifstream file(QUDAO_SOURCE_DIR "/core/packs/channel-signing/" + entity + ".json",
                       std::ios::binary);
    const Value definition = json(std::string(std::istreambuf_iterator<char>(file), {}));
    const Workbook book = to_workbook(definition);
    CHECK(back(book) == write_json(definition));
    CHECK(sheet(book, "extra").rows.size() == 1);
  }
}

TEST_CASE("what is wrong in a workbook is said with sheet and cell") {
  struct Example {
    const char* what;
    Workbook book;
    std::string wrong;
  };
  const Row headings = {"type", "name"};
  const Row section = {"section", "s"};
  const std::vector<Example> examples = {
      {"no survey", {{"settings", {{"key", "value"}}}}, "workbook.sheet_missing@survey"},
      {"a field before any section",
       {{"survey", {headings, {"text", "a"}}}},
       "workbook.outside_section@survey!A2"},
      {"no name",
       {{"survey", {headings, section, {"text", ""}}}},
       "workbook.name_missing@survey!B3"},
      {"a name twice",
       {{"survey", {headings, section, {"text", "a"}, {}, {"text", "a"}}}},
       "workbook.name_twice@survey!B5"},
      {"a heading twice",
       {{"survey", {{"type", "name", "name"}, section}}},
       "workbook.heading_twice@survey!C1"},
      {"a repeat without an end",
       {{"survey", {headings, section, {"begin repeat", "r"}}}},
       "workbook.repeat_open@survey!A3"},
      {"an end without a repeat",
       {{"survey", {headings, section, {"end repeat"}}}},
       "workbook.repeat_open@survey!A3"},
      {"choices of no field",
       {{"survey", {headings, section}}, {"choices", {{"list", "code"}, {"a", "x"}}}},
       "workbook.unknown_field@choices!A2"},
      {"an extra that is no JSON",
       {{"survey", {headings, section}}, {"extra", {{"path", "json"}, {"/a", "{"}}}},
       "workbook.extra@extra!B2"},
      {"a setting twice",
       {{"survey", {headings, section}}, {"settings", {{"key", "value"}, {"a", "1"}, {"a", "2"}}}},
       "workbook.name_twice@settings!A3"},
  };
  for (const Example& each : examples) {
    INFO(each.what);
    CHECK(back(each.book) == each.wrong);
  }
}

TEST_CASE("a place in the definition leads to its cell") {
  const auto read = from_workbook(to_workbook(json(kOrder)));
  REQUIRE(read);
  const Places& places = read->places;
  const auto cell_of = [&](std::string_view pointer) { return places.of(pointer).cell(); };
  CHECK(cell_of("/fields/name/max_length").rfind("survey!", 0) == 0);
  CHECK(cell_of("/fields/amount/required") == "survey!E7");
  CHECK(cell_of("/fields/amount/unheard_of") == "survey!B7");
  CHECK(cell_of("/fields/amount/constraint/0/expression") == "rules!C2");
  CHECK(cell_of("/fields/product/choices/list/1/code") == "choices!B3");
  CHECK(cell_of("/rules/0/fieldPath") == "rules!D3");
  CHECK(cell_of("/sections/0/fields/3") == "survey!B9");
  CHECK(cell_of("/version") == "settings!B7");
  // With the heading of its column; what stands in no cell is missing on a sheet.
  CHECK(places.of("/fields/amount/label/zh-CN").heading == "label::zh-CN");
  CHECK(places.of("/fields/amount/required").heading == "required");
  for (const auto& [pointer, sheet] :
       std::vector<std::pair<std::string, std::string>>{{"/nowhere", "settings"},
                                                        {"", "settings"},
                                                        {"/fields/nobody/kind", "survey"},
                                                        {"/fields", "survey"},
                                                        {"/sections", "survey"},
                                                        {"/rules", "rules"}}) {
    INFO(pointer);
    CHECK(cell_of(pointer) == sheet);
  }
  CHECK(letters_of(27) == "AA");
  CHECK(letters_of(702) == "ZZ");
  CHECK(letters_of(703) == "AAA");
}

TEST_CASE("places come in the order in which people walk through a workbook") {
  const std::vector<Place> order = {
      {"settings", 0, 0, {}}, {"settings", 2, 2, {}}, {"survey", 0, 0, {}},
      {"survey", 7, 1, {}},   {"survey", 7, 28, {}},  {"survey", 10, 1, {}},
      {"choices", 2, 1, {}},  {"rules", 2, 1, {}},    {"extra", 1, 1, {}}};
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = 0; j < order.size(); ++j) {
      INFO(order[i].cell() << " " << order[j].cell());
      CHECK(comes_before(order[i], order[j]) == (i < j));
    }
  }
}

} // namespace qudao::workbook

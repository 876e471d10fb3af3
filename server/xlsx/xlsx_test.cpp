// Workbooks on disk: written and read back, as other programs write them, and as nobody should.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <unistd.h>
#include <zip.h>

#include "server/xlsx/xlsx.h"
#include "tests/support/catch.h"

namespace qudao::xlsx {

namespace {

using workbook::Workbook;

// A file of this test's own, gone afterwards.
class Scratch {
 public:
  Scratch()
      : path_(std::filesystem::temp_directory_path() /
              ("qudao-xlsx-" + std::to_string(::getpid()) + ".xlsx")) {}
  ~Scratch() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

using Parts = std::vector<std::pair<std::string, std::string>>;

void write_zip(const std::filesystem::path& file, const Parts& parts) {
  zip_t* zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  REQUIRE(zip != nullptr);
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip_source_buffer(zip, content.data(), content.size(), 0);
    REQUIRE(zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
  }
  REQUIRE(zip_close(zip) == 0);
}

std::string part_of(const std::filesystem::path& file, const char* name) {
  const std::unique_ptr<zip_t, decltype(&zip_discard)> zip(
      zip_open(file.c_str(), ZIP_RDONLY, nullptr), &zip_discard);
  REQUIRE(zip);
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> part(zip_fopen(zip.get(), name, 0),
                                                                &zip_fclose);
  REQUIRE(part);
  std::string content(1'000'000, '\0');
  const auto count = zip_fread(part.get(), content.data(), content.size());
  content.resize(static_cast<std::size_t>(count));
  return content;
}

const std::string kWorkbook =
    R"(<?xml version="1.0"?><workbook xmlns:r="r"><sheets><sheet name="survey" sheetId="7" r:id="rId3"/></sheets></workbook>)";
const std::string kRelations =
    R"(<Relationships><Relationship Id="rId3" Target="worksheets/one.xml"/></Relationships>)";

Parts with_sheet(const std::string& sheet, const std::string& texts = "<sst/>") {
  return {{"xl/workbook.xml", kWorkbook},
          {"xl/_rels/workbook.xml.rels", kRelations},
          {"xl/sharedStrings.xml", texts},
          {"xl/worksheets/one.xml", sheet}};
}

// "a|b / c" of the one sheet, or the code it was refused with.
std::string cells_of(const Parts& parts, const Limits& limits = {}) {
  const Scratch scratch;
  write_zip(scratch.path(), parts);
  const auto book = read(scratch.path(), limits);
  if (!book) {
    return '!' + book.error();
  }
  std::string out;
  for (const workbook::Row& row : book->at(0).rows) {
    out += &row == book->at(0).rows.data() ? "" : " / ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += (i == 0 ? "" : "|") + row[i];
    }
  }
  return out;
}

} // namespace

TEST_CASE("what is written is read back, whatever it looks like") {
  const Scratch scratch;
  const Workbook book = {
      {"survey",
       {{"type", "name", "label::zh-CN"}, {"text", "", " 名称 \n<&>\"' 😀 "}, {}, {"", "x"}}},
      {"extra", {{"path", "json"}, {"/a", std::string(30'000, 'x')}}},
      {"empty", {}}};
  REQUIRE(write(book, scratch.path()));
  const auto back = read(scratch.path());
  REQUIRE(back);
  REQUIRE(back->size() == 3);
  CHECK(back->at(0).name == "survey");
  CHECK(back->at(0).rows == book[0].rows);
  CHECK(back->at(1).rows == book[1].rows);
  CHECK(back->at(2).rows.empty());
  std::ifstream stream(scratch.path(), std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  CHECK(read_bytes(bytes)->at(0).rows == book[0].rows);
  bytes.resize(bytes.size() / 2);
  CHECK(read_bytes(bytes).error() == "xlsx.unreadable");
  CHECK(read_bytes("").error() == "xlsx.unreadable");
}

TEST_CASE("36: a cell that begins like a formula is a text") {
  const Scratch scratch;
  const Workbook book = {
      {"survey", {{"name"}, {"=1+1"}, {"+1"}, {"-1"}, {"@SUM(A1)"}, {"=HYPERLINK(\"http://x\")"}}}};
  REQUIRE(write(book, scratch.path()));
  const std::string sheet = part_of(scratch.path(), "xl/worksheets/sheet1.xml");
  CHECK(sheet.find("<f>") == std::string::npos);
  CHECK(sheet.find("t=\"s\"") != std::string::npos);
  CHECK(read(scratch.path())->at(0).rows == book[0].rows);
}

TEST_CASE("workbooks as other programs write them") {
  const std::string texts = R"(<sst><si><t>type</t></si>
    <si><r><rPr/><t>two </t></r><r><t xml:space="preserve">runs</t></r></si>
    <si><t>渠道</t><rPh sb="0" eb="2"><t>qudao</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si></sst>)";
  const auto cells = [&](const std::string& rows) {
    return cells_of(
        with_sheet("<worksheet><sheetData>" + rows + "</sheetData></worksheet>", texts));
  };
  CHECK(cells(R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>)") ==
        "type||two runs");
  CHECK(cells(R"(<row><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>)") == "渠道|a\rb_x0041_");
  CHECK(cells(R"(<row r="2"><c r="B2" t="inlineStr"><is><t>in</t><t>line</t></is></c></row>)") ==
        " / |inline");
  CHECK(
      cells(
          R"(<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1"><v>0.5</v></c><c r="C1" t="n"><v>5</v></c></row>)") ==
      "true|0.5|5");
  CHECK(
      cells(
          R"(<row r="1"><c r="A1" t="str"><f>B1</f><v>was</v></c><c r="B1" t="e"><v>#REF!</v></c></row>)") ==
      "was|#REF!");
  CHECK(cells(R"(<row r="1"><c r="A1" t="s"><v>99</v></c><c r="A1" s="3"/></row>)").empty());
  CHECK(
      cells_of(with_sheet(
          R"(<x:worksheet xmlns:x="y"><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:worksheet>)")) ==
      "7");
}

TEST_CASE("what is no workbook, or too much of one, is refused") {
  const std::string row = R"(<worksheet><row r="1"><c r="A1"><v>1</v></c></row></worksheet>)";
  CHECK(cells_of({{"a.txt", "x"}}) == "!xlsx.unreadable");
  CHECK(cells_of({{"xl/workbook.xml", kWorkbook}, {"xl/_rels/workbook.xml.rels", kRelations}}) ==
        "!xlsx.unreadable");
  CHECK(cells_of(with_sheet("<worksheet><row>")) == "!xlsx.xml");
  CHECK(
      cells_of(with_sheet(
          R"(<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><worksheet><row><c><v>&c;</v></c></row></worksheet>)")) ==
      "!xlsx.xml");
  Limits limits;
  limits.part_bytes = 500;
  CHECK(cells_of(with_sheet(row + std::string(100'000, ' ')), limits) == "!xlsx.too_large");
  CHECK(cells_of(with_sheet(
            R"(<worksheet><row r="20001"><c r="A20001"><v>1</v></c></row></worksheet>)")) ==
        "!xlsx.too_large");
  CHECK(
      cells_of(with_sheet(R"(<worksheet><row r="1"><c r="ZZZ1"><v>1</v></c></row></worksheet>)")) ==
      "!xlsx.too_large");
  CHECK(cells_of(with_sheet(
            R"(<worksheet><row r="99999999999999999999"><c><v>1</v></c></row></worksheet>)")) ==
        "1");
  limits = {};
  limits.all_bytes = 3'000;
  CHECK(cells_of(with_sheet(row), limits) == "1");
  CHECK(cells_of(with_sheet(row + std::string(3'000, ' ')), limits) == "!xlsx.too_large");
  limits = {};
  limits.cell_bytes = 10'000;
  std::string shared; // one text in many cells
  for (int i = 0; i < 20; ++i) {
    shared += R"(<c t="s"><v>0</v></c>)";
  }
  CHECK(cells_of(with_sheet("<worksheet><row>" + shared + "</row></worksheet>",
                            "<sst><si><t>" + std::string(1'000, 'x') + "</t></si></sst>"),
                 limits) == "!xlsx.too_large");
  CHECK(cells_of(with_sheet(R"(<worksheet><row r="1"><c r="SF1"><v>1</v></c></row></worksheet>)"),
                 limits) == "!xlsx.too_large");
  const Scratch scratch;
  CHECK(read(scratch.path()).error() == "xlsx.unreadable");
  CHECK_FALSE(write({{"s", {}}}, "/nowhere/at/all.xlsx"));
}

} // namespace qudao::xlsx

#include "server/tables/tables.h"
#include "tests/support/catch.h"

namespace qudao::tables {

namespace {

std::string said(const Result<Rows, std::string>& read) {
  if (!read) {
    return read.error();
  }
  std::string out;
  for (const Row& row : *read) {
    for (const std::string& cell : row) {
      out += "[" + cell + "]";
    }
    out += "/";
  }
  return out;
}

} // namespace

TEST_CASE("tables: CSV of every make is read") {
  struct Case {
    std::string_view bytes;
    const char* rows;
  };
  using namespace std::string_view_literals;
  for (const Case& each : std::initializer_list<Case>{
           {"a,b\r\n1,2\r\n", "[a][b]/[1][2]/"},
           {"a;b\n1;2", "[a][b]/[1][2]/"},
           {"a\tb\r1\t2", "[a][b]/[1][2]/"},
           {"\xEF\xBB\xBF名称,电话\n甲,1\n", "[名称][电话]/[甲][1]/"},
           {"\xD6\xD0\xCE\xC4,1\n", "[中文][1]/"}, // GB18030
           {"\xFF\xFE\x2D\x4E\x09\x00\x31\x00\x0A\x00"sv, "[中][1]/"},
           {"\xFE\xFF\x4E\x2D\x00\x2C\x00\x31"sv, "[中][1]/"},
           {"\"a,\"\"b\"\"\nc\",d", "[a,\"b\"\nc][d]/"},
           {"\"a;b\",c\n", "[a;b][c]/"},
           {"a,b\n\n,\n1\n", "[a][b]/[1]/"},
           {"'=1+1,'x,'+86 1\n", "[=1+1]['x][+86 1]/"},
           {"a,\"b", "table.quote"},
           {"", "table.empty"},
           {"\n,\n", "table.empty"},
           {"\x81", "table.encoding"},
           {"\xEF\xBB\xBF\xD6\xD0", "table.encoding"},
           {"a\0b,c"sv, "table.encoding"},
       }) {
    INFO(each.rows);
    CHECK(said(read_csv(each.bytes)) == each.rows);
  }
}

TEST_CASE("tables: what is too much is refused") {
  Limits limits;
  limits.rows = 2;
  limits.columns = 2;
  limits.cell = 3;
  CHECK(said(read_csv("a\nb\n\n", limits)) == "[a]/[b]/");
  CHECK(said(read_csv("a\nb\nc\n", limits)) == "table.too_large");
  CHECK(said(read_csv("a,b,c\n", limits)) == "table.too_large");
  CHECK(said(read_csv("abcd\n", limits)) == "table.too_large");
  Rows rows = {{"a"}, {"", ""}, {"b"}};
  CHECK(check(rows, limits).empty());
  CHECK(rows.size() == 2);
  rows.push_back({"c"});
  CHECK(check(rows, limits) == "table.too_large");
  rows = {{"", ""}};
  CHECK(check(rows, limits) == "table.empty");
}

TEST_CASE("tables: 36: no cell of a CSV file is a formula, and it reads as it was") {
  const Rows rows = {{"=1+1", "+86 138", "-1", "@x", "\tx", "\rx", "a\"b", "x,y", "plain", "a\nb"}};
  const std::string file = csv(rows);
  CHECK(file == "\xEF\xBB\xBF'=1+1,'+86 138,'-1,'@x,\"'\tx\",\"'\rx\",\"a\"\"b\",\"x,y\",plain,"
                "\"a\nb\"\r\n");
  const auto read = read_csv(file);
  REQUIRE(read);
  CHECK(*read == rows);
}

} // namespace qudao::tables

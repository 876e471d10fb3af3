#include "server/files/files.h"
#include "tests/support/catch.h"

using qudao::files::plain_name;
using qudao::files::sniff;

TEST_CASE("content types by what the bytes say") {
  using namespace std::string_literals;
  const std::string office = "application/vnd.openxmlformats-officedocument.";
  struct Case {
    std::string start;
    std::string end;
    std::string type;
  };
  const std::vector<Case> cases{
      {"%PDF-1.7", "", "application/pdf"},
      {"\x89PNG\r\n\x1a\n", "", "image/png"},
      {"\xff\xd8\xff\xe0", "", "image/jpeg"},
      {"RIFF\0\0\0\0WEBP"s, "", "image/webp"},
      {"RIFF\0\0\0\0WAVE"s, "", ""},
      {"RIFF", "", ""},
      {"II*\0"s, "", "image/tiff"},
      {"PK\x03\x04", "[Content_Types].xml word/document.xml", office + "wordprocessingml.document"},
      {"PK\x03\x04", "[Content_Types].xml xl/workbook.xml", office + "spreadsheetml.sheet"},
      {"PK\x03\x04", "word/document.xml", ""},
      {"PK\x03\x04", "evil.exe", ""},
      {"<html>", "", ""},
      {"", "", ""},
  };
  for (const Case& each : cases) {
    CAPTURE(each.start, each.end);
    CHECK(sniff(each.start, each.end) == each.type);
  }
}

TEST_CASE("names are for people: no path, no control characters, whole characters of UTF-8") {
  CHECK(plain_name("合同.pdf") == "合同.pdf");
  CHECK(plain_name("C:\\dir\\a.pdf") == "a.pdf");
  CHECK(plain_name("../../etc/passwd") == "passwd");
  CHECK(plain_name("a\r\nb\x7f") == "a  b ");
  CHECK(plain_name("a\xff"
                   "b") == "a b");
  CHECK(plain_name("") == "file");
  CHECK(plain_name("dir/") == "file");
  std::string long_name;
  for (int i = 0; i < 100; ++i) {
    long_name += "渠";
  }
  CHECK(plain_name(long_name) == long_name.substr(0, 198));
}

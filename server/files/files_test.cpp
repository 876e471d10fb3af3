#include "server/files/files.h"
#include "tests/support/catch.h"

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

#include "core/text/base64.h"
#include "core/text/utf8.h"
#include "tests/support/catch.h"

using namespace qudao;

TEST_CASE("utf8: valid and malformed sequences") {
  struct Case {
    std::string_view octets;
    std::size_t invalid_at;
  };
  constexpr auto kNone = std::string_view::npos;
  for (const Case& c : {
           Case{"", kNone},
           {"abc", kNone},
           {"渠道", kNone},
           {"\xF4\x8F\xBF\xBF", kNone},
           {"\xEF\xBF\xBF", kNone},
           {"a\x80", 1},
           {"\xC1\xBF", 0},         // overlong
           {"\xE0\x80\x80", 0},     // overlong
           {"\xF0\x80\x80\x80", 0}, // overlong
           {"\xED\xA0\x80", 0},     // surrogate
           {"\xF4\x90\x80\x80", 0}, // above U+10FFFF
           {"\xF5\x80\x80\x80", 0},
           {"ab\xE4\xB8", 2}, // cut short
           {"\xC3(", 0},
       }) {
    CAPTURE(c.octets);
    CHECK(text::find_invalid(c.octets) == c.invalid_at);
  }
}

TEST_CASE("utf8: code points are written as they are read") {
  for (char32_t c : {U'\0', U'a', U'\u007F', U'\u0080', U'\u07FF', U'\u0800', U'\uFFFF',
                     U'\U00010000', U'\U0010FFFF'}) {
    std::string out;
    text::append_code_point(out, c);
    std::size_t at = 0;
    CHECK(text::next_code_point(out, at) == c);
    CHECK(at == out.size());
  }
}

TEST_CASE("utf8: counting and finding code points") {
  CHECK(text::count_code_points("a渠😀") == 3);
  CHECK(text::offset_of("a渠😀", 0) == 0);
  CHECK(text::offset_of("a渠😀", 2) == 4);
  CHECK(text::offset_of("a渠😀", 3) == 8);
  CHECK(text::offset_of("a渠😀", 4) == std::string_view::npos);
  CHECK(text::offset_of("", 0) == 0);
}

TEST_CASE("base64: both ways") {
  struct Case {
    std::string_view octets;
    const char* text;
  };
  for (const Case& c :
       {Case{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"\xFF\xFE\xFD", "//79"}}) {
    std::string out;
    text::append_base64(out, c.octets);
    CHECK(out == c.text);
    CHECK(text::decode_base64(c.text) == std::string(c.octets));
  }
  CHECK(text::decode_base64("Zg") == std::string("f"));
  for (const char* bad : {"Z", "Zg=", "Zg===", "Z!==", "Zm=v"})
    CHECK_FALSE(text::decode_base64(bad));
}

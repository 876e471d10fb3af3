#include "server/search/search.h"
#include "tests/support/catch.h"

namespace qudao::search {

TEST_CASE("text is folded for searches") {
  struct Case {
    const char* typed;
    const char* folded;
  };
  const Case cases[] = {
      {"", ""},
      {"QS2026", "qs2026"},
      {"ＱＳ２０２６", "qs2026"},
      {"浪潮 Inspur", "浪潮 inspur"},
      {"a\xE3\x80\x80z", "a z"}, // ideographic space
      {"\xFFok", "ok"},          // what is not UTF-8 is left out
  };
  for (const Case& each : cases) {
    CAPTURE(each.typed);
    CHECK(fold(each.typed) == each.folded);
  }
}

TEST_CASE("what LIKE would read as a pattern is taken literally") {
  CHECK(contains("") == "%%");
  CHECK(contains("50%_\\") == "%50\\%\\_\\\\%");
}

} // namespace qudao::search

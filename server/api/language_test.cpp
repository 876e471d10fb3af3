#include "server/api/language.h"
#include "tests/support/catch.h"

namespace qudao::api {

TEST_CASE("the language that is asked for most") {
  struct Row {
    const char* header;
    const char* locale; // "": neither
  };
  const Row row = GENERATE(values<Row>({
      {"", ""},
      {"en", "en"},
      {"zh-CN", "zh-CN"},
      {"fr", ""},
      {"zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"}, // Chrome in Chinese
      {"en-US,en;q=0.9,zh-CN;q=0.8", "en"},
      {"en;q=0.5, zh;q=0.8", "zh-CN"},
      {"zh;q=0.5,en;q=0.501", "en"},
      {"fr;q=1, zh-TW;q=0.3, en;q=0.2", "zh-CN"},
      {"zh-Hans-CN", "zh-CN"},
      {"EN-gb", "en"},
      {"en, zh", "en"}, // of equal weight the first
      {"zh;q=0.7, en;q=0.7", "zh-CN"},
      {"en;q=0.1, en-GB;q=0.9, zh;q=0.5", "en"}, // the best variety counts
      {"zh;q=0, en;q=0.1", "en"},
      {"zh;q=0", ""},
      {"zh;q=0, *", "en"},
      {"en;q=0.4, *;q=0.8", "zh-CN"},
      {"en, *", "en"},
      {"*", ""},
      {"*;q=0", ""},
      {" en ; q=0.2 ,\tzh ; Q=0.3 ", "zh-CN"},
      {"en;q=1.000, zh;q=0.999", "en"},
      {"english, zen", ""},       // no tags of either
      {"zh;q=2, en;q=0.1", "en"}, // not well-formed: not there
      {"zh;q=1.001, en;q=0.1", "en"},
      {"zh;q=0.1234, en;q=0.1", "en"},
      {"zh;q=.5, en;q=0.1", "en"},
      {"zh;q=, en;q=0.1", "en"},
      {"zh;q=-1, en;q=0.1", "en"},
      {"zh;level=1, en;q=0.1", "en"},
      {",,;,-,=;q,en;q=0.001", "en"},
      {"zh;", "zh-CN"},
  }));
  CAPTURE(row.header);
  CHECK(preferred_locale(row.header).value_or("") == row.locale);
}

} // namespace qudao::api

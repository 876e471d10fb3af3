#include "server/stamps/memo.h"
#include "tests/support/catch.h"

namespace qudao::stamps {

TEST_CASE("a memo forgets when the stamp moves, and never keeps what an older stamp gave") {
  Memo<int> memo;
  int asked = 0;
  const auto work = [&asked] { return ++asked; };
  CHECK(memo.get("a", 1, work) == 1);
  CHECK(memo.get("a", 1, work) == 1);
  CHECK(memo.get("b", 1, work) == 2);
  CHECK(memo.get("a", 2, work) == 3);
  CHECK(memo.get("a", 1, work) == 4); // a reader of an older snapshot
  CHECK(memo.get("a", 2, work) == 3);
}

} // namespace qudao::stamps

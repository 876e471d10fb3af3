// The engine against a slow and obvious oracle, with random definitions and edits, here also under the sanitizers. The
// oracle and the generator are those of tests/differential, which plays many more.
#include "tests/differential/sequence.h"
#include "tests/support/catch.h"

namespace qudao::form {

TEST_CASE("random definitions and edits: the session shows what the oracle shows") {
  const differential::Material material = differential::load_material(QUDAO_SOURCE_DIR);
  differential::Player player(material, true);
  for (std::uint64_t seed = 1; seed <= 480; ++seed) {
    CAPTURE(seed);
    REQUIRE(player.play(seed).disagreement == "");
  }
  CHECK(player.tally().refused > 0);
}

} // namespace qudao::form

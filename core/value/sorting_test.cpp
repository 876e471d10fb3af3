// Beside std::sort, on lists of every sort: empty, sorted, falling, with repetitions.
#include <cstdint>

#include "core/value/sorting.h"
#include "tests/support/catch.h"

namespace qudao {

TEST_CASE("sort_compactly and sort_unique do what std::sort and std::unique do") {
  std::uint32_t state = 7;
  const auto random = [&state](std::uint32_t below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 8U) % below;
  };
  for (std::uint32_t size = 0; size < 200; ++size) {
    std::vector<std::uint32_t> items(size);
    for (std::uint32_t& item : items)
      item = random(size % 3 == 0 ? 10 : 1000);
    std::vector<std::uint32_t> expected = items;
    std::sort(expected.begin(), expected.end(), std::greater<>());
    sort_compactly(items, [](std::uint32_t a, std::uint32_t b) { return a > b; });
    CHECK(items == expected);

    sort_unique(items);
    std::sort(expected.begin(), expected.end());
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    CHECK(items == expected);
    sort_unique(items);
    CHECK(items == expected);
  }
}

} // namespace qudao

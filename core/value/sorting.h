// Sorting, small in wasm: std::sort costs every browser 2 kB for each type it is used with, this 0.5 kB (all of them together
// were 3 kB of core.wasm after brotli). For lists that are short, or sorted already, as most are.
//
// Not stable, and libraries differ in what they make of equal items: `less` has to tell apart whatever can be told apart. Cost: O(n) for a sorted list, else O(n log n) whatever the input, about twice std::sort.
// Errors: none. Thread safety: as the list.
#pragma once

#include <algorithm>
#include <vector>

namespace qudao {

template <typename T, typename Less>
void sort_compactly(std::vector<T>& items, Less less) {
  if (std::is_sorted(items.begin(), items.end(), less)) return;
  std::make_heap(items.begin(), items.end(), less);
  std::sort_heap(items.begin(), items.end(), less);
}

// Sorts, and leaves one of each.
template <typename T>
void sort_unique(std::vector<T>& items) {
  sort_compactly(items, [](const T& a, const T& b) { return a < b; });
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

} // namespace qudao

// A set of ranks that gives back its smallest member first: each field is looked at once per
// change, in order.
//
// Cost: one bit per field; adding O(1); taking O(fields / 64) at worst, so that an untouched form
// of thousands of fields costs a few words.
#pragma once

#include <cstdint>
#include <vector>

namespace qudao::form {

class WorkList {
 public:
  explicit WorkList(std::size_t size) : words_((size + 63) / 64, 0) {}

  void add(std::uint32_t rank) {
    const std::size_t word = rank / 64;
    words_[word] |= std::uint64_t{1} << (rank % 64);
    if (word < first_) first_ = word;
  }
  bool contains(std::uint32_t rank) const { return (words_[rank / 64] >> (rank % 64) & 1U) != 0; }

  // Removes the smallest member into `rank`; false when there is none.
  bool take(std::uint32_t& rank) {
    for (; first_ < words_.size(); ++first_) {
      const std::uint64_t word = words_[first_];
      if (word == 0) continue;
      const auto bit = static_cast<std::uint32_t>(__builtin_ctzll(word));
      words_[first_] = word & (word - 1);
      rank = static_cast<std::uint32_t>(first_ * 64) + bit;
      return true;
    }
    return false;
  }

  void clear() {
    words_.assign(words_.size(), 0);
    first_ = words_.size();
  }

 private:
  std::vector<std::uint64_t> words_;
  std::size_t first_ = 0; // no member lies in an earlier word
};

} // namespace qudao::form

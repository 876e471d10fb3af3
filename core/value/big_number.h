// A whole number of any size, for the exact work on decimals: nine digits to a limb, the lowest first.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qudao {

class BigNumber {
 public:
  explicit BigNumber(std::uint64_t n);
  explicit BigNumber(std::string_view digits); // at least one, the first not 0

  void multiply(std::uint32_t factor);

  // Times base to the exponent; `step` is base to the `per_step`, still less than a limb: so a carry is less than one too.
  void multiply_power(std::uint32_t base, int exponent, std::uint32_t step, int per_step);
  void multiply_two(int exponent) { multiply_power(2, exponent, 1u << 29, 29); }
  void multiply_ten(int exponent) { multiply_power(10, exponent, 100'000'000, 8); }

  std::string digits() const;

  friend int compare(const BigNumber& a, const BigNumber& b); // −1, 0, 1

 private:
  static constexpr std::uint32_t kLimb = 1'000'000'000;
  static constexpr std::size_t kLimbDigits = 9;
  std::vector<std::uint32_t> limbs_; // the last one not 0
};

} // namespace qudao

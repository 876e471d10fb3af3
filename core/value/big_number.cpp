#include "core/value/big_number.h"

#include <algorithm>

namespace qudao {

BigNumber::BigNumber(std::uint64_t n) {
  for (; n > 0; n /= kLimb)
    limbs_.push_back(static_cast<std::uint32_t>(n % kLimb));
}

BigNumber::BigNumber(std::string_view digits) {
  while (!digits.empty()) {
    std::size_t from = digits.size() - std::min(digits.size(), kLimbDigits);
    std::uint32_t limb = 0;
    for (char c : digits.substr(from))
      limb = limb * 10 + static_cast<std::uint32_t>(c - '0');
    limbs_.push_back(limb);
    digits = digits.substr(0, from);
  }
}

void BigNumber::multiply(std::uint32_t factor) {
  std::uint64_t carry = 0;
  for (std::uint32_t& limb : limbs_) {
    carry += std::uint64_t{limb} * factor;
    limb = static_cast<std::uint32_t>(carry % kLimb);
    carry /= kLimb;
  }
  if (carry > 0) limbs_.push_back(static_cast<std::uint32_t>(carry));
}

void BigNumber::multiply_power(std::uint32_t base, int exponent, std::uint32_t step, int per_step) {
  for (; exponent >= per_step; exponent -= per_step)
    multiply(step);
  for (; exponent > 0; --exponent)
    multiply(base);
}

std::string BigNumber::digits() const {
  std::string text;
  for (std::size_t i = limbs_.size(); i-- > 0;) {
    std::string limb = std::to_string(limbs_[i]);
    if (!text.empty()) text.append(kLimbDigits - limb.size(), '0');
    text += limb;
  }
  return text;
}

int compare(const BigNumber& a, const BigNumber& b) {
  if (a.limbs_.size() != b.limbs_.size()) return a.limbs_.size() < b.limbs_.size() ? -1 : 1;
  for (std::size_t i = a.limbs_.size(); i-- > 0;) {
    if (a.limbs_[i] != b.limbs_[i]) return a.limbs_[i] < b.limbs_[i] ? -1 : 1;
  }
  return 0;
}

} // namespace qudao

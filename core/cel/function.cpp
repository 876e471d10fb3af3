#include "core/cel/function.h"

#include "core/cel/operators.h"

namespace qudao::cel {

bool Call::are(std::initializer_list<Kind> kinds) const {
  if (kinds.size() != count_) return false;
  std::size_t i = 0;
  for (Kind kind : kinds) {
    if (arguments_[i++]->kind() != kind) return false;
  }
  return true;
}

bool Call::charge(std::uint64_t cost) {
  cost_left_ -= static_cast<std::int64_t>(cost);
  return cost_left_ >= 0 || fail("cost_exceeded");
}

bool Call::equal(const Value& a, const Value& b) {
  return equals(a, b, cost_left_);
}

} // namespace qudao::cel

#include "core/cel/weight.h"

namespace qudao::cel {

namespace {

std::string_view weigh_list(const List& list, std::int64_t& cost_left, int depth) {
  for (const Value& item : list) {
    std::string_view error = weigh(item, cost_left, depth);
    if (!error.empty()) return error;
  }
  return {};
}

std::string_view weigh_map(const Map& map, std::int64_t& cost_left, int depth) {
  for (const auto& [key, value] : map) {
    std::string_view error = weigh(key, cost_left, depth);
    if (error.empty()) error = weigh(value, cost_left, depth);
    if (!error.empty()) return error;
  }
  return {};
}

} // namespace

std::string_view weigh(const Value& value, std::int64_t& cost_left, int depth) {
  constexpr std::size_t kBytesPerUnit = 10;
  if (depth > kDeepestResult) return "too_deep";
  if (depth > 0) --cost_left;
  switch (value.kind()) {
  case Kind::string:
    if (depth > 0) cost_left -= static_cast<std::int64_t>(value.as_string().size() / kBytesPerUnit);
    break;
  case Kind::bytes:
    if (depth > 0) cost_left -= static_cast<std::int64_t>(value.as_bytes().size() / kBytesPerUnit);
    break;
  case Kind::list:
    return weigh_list(value.as_list(), cost_left, depth + 1);
  case Kind::map:
    return weigh_map(value.as_map(), cost_left, depth + 1);
  case Kind::optional:
    if (value.as_optional() != nullptr) return weigh(*value.as_optional(), cost_left, depth + 1);
    break;
  default:
    break;
  }
  return cost_left < 0 ? "cost_exceeded" : std::string_view();
}

} // namespace qudao::cel

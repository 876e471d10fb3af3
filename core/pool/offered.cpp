#include "core/pool/offered.h"

#include <algorithm>

namespace qudao::pool {

std::vector<Violation> check_offered(const std::vector<Offered>& lists, const Value& data,
                                     const Value* before) {
  std::vector<Violation> out;
  for (const Offered& each : lists) {
    const Value* said = data.find(each.field);
    if (each.items.empty() || said == nullptr || !said->is_string()) continue;
    const Value* stored = before == nullptr ? nullptr : before->find(each.field);
    const bool stays = stored != nullptr && *stored == *said;
    const bool listed =
        std::any_of(each.items.begin(), each.items.end(),
                    [said](const std::string& item) { return said->as_string() == item; });
    if (!stays && !listed)
      out.push_back({"pool.not_offered", "/" + each.field, {{"value", *said}}, {}, {}});
  }
  return out;
}

} // namespace qudao::pool

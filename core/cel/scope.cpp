#include "core/cel/scope.h"

#include <algorithm>

namespace qudao::cel {

const Local* Scope::find_local(std::string_view name, std::uint32_t& number) const {
  for (std::size_t i = locals_.size(); i-- > 0;) {
    if (locals_[i].name != name) continue;
    number = static_cast<std::uint32_t>(i);
    return &locals_[i];
  }
  return nullptr;
}

std::uint32_t Scope::find_variable(std::string_view name, bool absolute) const {
  std::uint32_t slot = Environment::kNone;
  in_containers(name, absolute, [&](std::string_view candidate) {
    slot = env_.find(candidate);
    return slot != Environment::kNone;
  });
  return slot;
}

bool is_type_name(std::string_view name) {
  constexpr std::string_view kTypes[] = {"bool",
                                         "int",
                                         "uint",
                                         "double",
                                         "string",
                                         "bytes",
                                         "list",
                                         "map",
                                         "null_type",
                                         "type",
                                         "optional_type",
                                         "google.protobuf.Timestamp",
                                         "google.protobuf.Duration"};
  return std::find(std::begin(kTypes), std::end(kTypes), name) != std::end(kTypes);
}

} // namespace qudao::cel

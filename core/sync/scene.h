// What this room's tests share.
#pragma once

#include "core/value/json.h"
#include "tests/support/catch.h"

namespace qudao::sync {

inline Value read(std::string_view text) {
  const auto value = parse_json(text);
  REQUIRE(value);
  return *value;
}

} // namespace qudao::sync

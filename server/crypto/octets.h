// Internal of the room: text as the octets C libraries take.
#pragma once

#include <string_view>

namespace qudao::crypto {

inline const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace qudao::crypto

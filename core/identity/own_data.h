// What people say of themselves, and when they are asked whether it still holds.
//
// E-mail and mobile may be empty; what is there is read as everywhere (address.h, phone.h) and kept in its canonical text. Messengers
// are pairs of a type, one of those offered or one that this person had already, and the name there, trimmed. Somebody has
// several, each once, at most kMostMessengers.
//
// Asked for: after the first sign-in and again when the last confirmation is as many days old as the organisation says; never when it
// says 0.
//
// Violations: format.email at email, format.mobile at mobile; at messengers: messenger.type {type}, messenger.name_needed,
// messenger.name_long {max}, messenger.twice {name}, messenger.too_many {max}.
// Cost: O(length). Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/value/result.h"
#include "core/value/violation.h"

namespace qudao::identity {

inline constexpr std::size_t kMostMessengers = 10;
inline constexpr std::size_t kLongestMessenger = 100; // octets
inline constexpr std::int64_t kMostDaysBetween = 3660;

struct Messenger {
  std::string type;
  std::string name;
  friend bool operator==(const Messenger& a, const Messenger& b) {
    return a.type == b.type && a.name == b.name;
  }
};

struct OwnData {
  std::string email;
  std::string mobile;
  std::vector<Messenger> messengers;
};

// As it is stored, or everything that is wrong with it. What `before` had stays valid.
Result<OwnData, std::vector<Violation>> read_own_data(const OwnData& typed, const OwnData& before,
                                                      const std::vector<std::string>& types);

// Times in milliseconds; confirmed_at 0: never.
bool own_data_due(std::int64_t confirmed_at, std::int64_t every_days, std::int64_t now);

} // namespace qudao::identity

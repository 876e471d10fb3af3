// What is refused because somebody else changed it in the meantime.
#pragma once

#include "server/failure/failure.h"

namespace qudao {

// 409, with the version there is now.
inline Failure version_conflict(std::int64_t current) {
  Failure failure("record.version_conflict");
  failure.members.set("version", Value::integer(current));
  return failure;
}

} // namespace qudao

// Internal of the room: what the commands answer besides 0.
#pragma once

namespace qudao::authoring {

constexpr int kFindings = 1;     // check, diff
constexpr int kFailed = 1;       // eval
constexpr int kUnknownField = 1; // explain
constexpr int kRefused = 2;      // what is given does not compile or cannot be read

} // namespace qudao::authoring

// What the module for authors has beside that for forms (handles.h).
#pragma once

#include <cstddef>

namespace qudao::wasm {

bool check(std::size_t length); // {"bundle", "locale"}; the report of core/lint

} // namespace qudao::wasm

// What the module for authors has beside that for forms (handles.h).
#pragma once

#include <cstddef>

#include "wasm/bindings/handles.h"

namespace qudao::wasm {

// As DefinitionHandle::open, of a definition as it was written, with groups and templates.
DefinitionHandle* open_written(std::size_t length);
bool expand(std::size_t length); // a definition; {"definition"} written out, or {"issues"}

bool check(std::size_t length); // {"bundle", "locale"}; the report of core/lint
bool explain(SessionHandle& session, std::size_t length); // field key; the reasons of core/explain

// {"aside"?, "data"} of a record of the version `older`; what core/version makes of it
bool upgrade(const DefinitionHandle& older, const DefinitionHandle& newer, std::size_t length);

} // namespace qudao::wasm

// Internal of the room: what the commands take, out of files of JSON.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/form/form.h"
#include "core/value/value.h"

namespace qudao::authoring {

// The JSON object in a file, or in standard input for "-"; an empty one for "". Nothing, with the reason on standard error,
// when there is none.
std::optional<Value> read_object(const std::string& name);

// A text of a map; empty when there is none.
std::string_view text_of(const Value& map, std::string_view key);

// The definition in a file, compiled with the dictionaries beside it or below `packs`. Nothing, said on standard error, when it
// is refused. PackError when it is no document.
std::shared_ptr<const form::Definition> read_definition(const std::filesystem::path& file,
                                                        const std::filesystem::path& packs);

// What a form is opened with: {"values", "lookups"} of a file, the moment as RFC 3339 or, when that is empty, now. Nothing, said
// on standard error, when one of them is wrong.
std::optional<form::Context> read_context(const std::string& name, const std::string& now,
                                          const std::string& locale);

} // namespace qudao::authoring

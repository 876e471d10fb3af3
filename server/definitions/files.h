// Documents of a pack as files: what each holds, and a definition with everything it refers to. Internal to the room, but
// for bundle_of_file (definitions.h).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "server/definitions/documents.h"

namespace qudao::definitions {

std::vector<std::filesystem::path>
json_files(const std::filesystem::path& folder); // below it, sorted

// A JSON object; an empty one, with the reason added to `wrong`, when the file holds none.
Value read_document(const std::filesystem::path& file, std::vector<std::string>& wrong);

// A file is a definition when it names an entity, the rules of a library when it names one and its pools, a calendar when it
// has an id and years, texts when it is called as one of those, else a set of dictionaries.
std::vector<Document> documents_of(const std::filesystem::path& file, const Value& content);

} // namespace qudao::definitions

// Internal of the room: which fields of the old version those of the new one have their answers from.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/form/form.h"

namespace qudao::version {

using Sources = std::map<std::string, std::vector<std::string>, std::less<>>;

// Of the fields whose upgrade is declared; the others have theirs from the field of the same key.
Sources sources_of(const form::Definition& from, const form::Definition& to);

} // namespace qudao::version

// Internal of the room: what the commands need besides their lines.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "core/match/match.h"

namespace qudao::naming {

constexpr int kRefused = 2;

// The lexicon of the program with the words in a file; nullptr, said on standard error, when they are none.
std::shared_ptr<const match::Lexicon> read_lexicon(const std::filesystem::path& words);

// The rule in a file, or the one for companies.
std::optional<match::MatchingRule> read_rule(const std::filesystem::path& file);

} // namespace qudao::naming

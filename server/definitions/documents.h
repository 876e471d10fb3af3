// The rows of pack_document, and bundles put together from them. Internal to the room.
#pragma once

#include <optional>
#include <string>

#include "core/value/value.h"
#include "core/value/violation.h"
#include "server/clock/clock.h"
#include "server/storage/connection.h"

namespace qudao::definitions {

struct Document {
  std::string kind; // definition, dictionary, texts, library, calendar, matching
  std::string name;
  std::int64_t version = 0;
  std::string author;
  Value content;
};

std::optional<Document> newest_document(storage::Connection& connection, const std::string& tenant,
                                        std::string_view kind, std::string_view name);
std::optional<Document> document_at(storage::Connection& connection, const std::string& tenant,
                                    std::string_view kind, std::string_view name,
                                    std::int64_t version);
std::vector<std::string> document_names(storage::Connection& connection, const std::string& tenant,
                                        std::string_view kind);
void store_document(storage::Connection& connection, const std::string& tenant,
                    const Document& document, Millis now);

// Whether an expression of the definition names this variable.
bool names_variable(const Value& definition, std::string_view name);

// The names of the dictionaries a definition refers to, sorted.
std::vector<std::string> dictionaries_of(const Value& definition);

struct Broken {
  std::string definition;
  Issue issue;
};
// What is wrong with the newest definitions; nothing when all of them are sound.
std::vector<Broken> broken_definitions(storage::Connection& connection, const std::string& tenant);

// An issue in words: those of core/form by the texts of the pack, those of pools and calendars by their own.
std::string told(const Issue& issue, const Value& texts, std::string_view locale);
Value texts_of_issues(storage::Connection& connection, const std::string& tenant);

// What is wrong with the newest definitions, libraries and calendars, one line each; nothing when all of them are sound.
std::vector<std::string> compile_issues(storage::Connection& connection, const std::string& tenant);

// {definition, dictionaries, texts, version}, the definition as it was written; a dictionary that does not exist is left out (compiling then says so).
Value assemble(storage::Connection& connection, const std::string& tenant,
               const Document& definition);

} // namespace qudao::definitions

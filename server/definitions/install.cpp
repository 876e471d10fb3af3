#include <algorithm>

#include "core/pool/pool.h"
#include "core/reuse/reuse.h"
#include "server/definitions/definitions.h"
#include "server/definitions/files.h"
#include "server/stamps/stamps.h"

namespace qudao::definitions {

namespace {

namespace fs = std::filesystem;

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += (text.empty() ? "" : "\n") + line;
  }
  return text;
}

bool holds_version(const Document& document) {
  return document.kind == "definition" || document.kind == "library";
}

// The version is part of a definition, and no sign of a change.
Value without_version(const Document& document) {
  if (!holds_version(document)) {
    return document.content;
  }
  Map rest = document.content.as_map();
  rest.erase("version");
  return Value::map(std::move(rest));
}

// Content that changed without a new version number gets the next one.
bool store_if_new(storage::Connection& connection, const std::string& tenant, Document document,
                  Millis now) {
  if (auto last = newest_document(connection, tenant, document.kind, document.name)) {
    if (last->author != "pack" || without_version(*last) == without_version(document)) {
      return false;
    }
    document.version = std::max(document.version, last->version + 1);
  }
  if (holds_version(document)) {
    Map content = document.content.as_map();
    content.set("version", Value::integer(document.version));
    document.content = Value::map(std::move(content));
  }
  store_document(connection, tenant, document, now);
  return true;
}

template <typename Read>
void complain(const std::string& kind, const Value& document, const Read& read,
              std::vector<std::string>& wrong) {
  if (read) {
    return;
  }
  static const pool::Speaker kSpeaker;
  const Value* name = document.find(kind == "library" ? "library" : "id");
  for (const Issue& issue : read.error()) {
    wrong.push_back(kind + ' ' + std::string(name->as_string()) + ' ' + issue.path + ": " +
                    kSpeaker.say(issue.code, issue.params, "en") + " (" + issue.code + ')');
  }
}

} // namespace

PackError::PackError(std::vector<std::string> lines)
    : std::runtime_error(joined(lines)), lines_(std::move(lines)) {}

std::vector<Broken> broken_definitions(storage::Connection& connection, const std::string& tenant) {
  std::vector<Broken> out;
  for (const std::string& entity : document_names(connection, tenant, "definition")) {
    auto definition = newest_document(connection, tenant, "definition", entity);
    auto compiled = reuse::compile(assemble(connection, tenant, *definition));
    if (compiled) {
      continue;
    }
    for (Issue& issue : compiled.error()) {
      out.push_back({entity, std::move(issue)});
    }
  }
  return out;
}

std::vector<std::string> compile_issues(storage::Connection& connection,
                                        const std::string& tenant) {
  std::vector<std::string> wrong;
  for (const auto& [entity, issue] : broken_definitions(connection, tenant)) {
    wrong.push_back(entity + ' ' + issue.path + ": " + issue.message + " (" + issue.code + ')');
  }
  for (const Value& document : libraries(connection, tenant)) {
    complain("library", document, pool::Rules::read(document), wrong);
  }
  for (const Value& document : calendars(connection, tenant)) {
    complain("calendar", document, calendar::Calendar::read(document), wrong);
  }
  return wrong;
}

int install(storage::Connection& connection, const std::string& tenant, const fs::path& folder,
            Millis now) {
  std::vector<std::string> wrong;
  int stored = 0;
  for (const fs::path& file : json_files(folder)) {
    for (Document& document : documents_of(file, read_document(file, wrong))) {
      stored += store_if_new(connection, tenant, std::move(document), now) ? 1 : 0;
    }
  }
  if (stored > 0) {
    stamps::raise(connection, tenant, stamps::kDefinitions);
    const auto issues = compile_issues(connection, tenant);
    wrong.insert(wrong.end(), issues.begin(), issues.end());
  }
  if (!wrong.empty()) {
    throw PackError(std::move(wrong));
  }
  return stored;
}

std::vector<std::string> entities(storage::Connection& connection, const std::string& tenant) {
  return document_names(connection, tenant, "definition");
}

} // namespace qudao::definitions

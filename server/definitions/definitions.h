// definitions: the documents that say what a form asks, offers and checks, by version, and their compiled form.
//
// A pack (core/packs) is installed into the database when the server starts; from then on the database is the source,
// because administrators change dictionaries and publish new versions of definitions there. Every change makes a new version, nothing is overwritten: a record
// keeps the version of the definition it was filled under, dictionaries are always the newest (what was withdrawn from
// one is marked `retired` and stays readable; what has a period, valid_from to valid_to, is offered on its days).
//
// A definition is stored as it was written, with its groups and templates (core/reuse); what is compiled and sent has them
// written out.
//
// A bundle {definition, dictionaries, texts, version} is what Definition::compile takes and what the browser is sent.
// Compiling takes milliseconds, so bundles are kept, keyed by tenant, entity and version, until the 'definitions' stamp of
// the database moves; several processes on one database see each other's changes that way.
//
// Errors: PackError when a pack is wrong (nothing of it is stored); Failure not_found for an unknown entity or version.
// Thread safety: Library may be used by any number of threads; the functions work on the connection they are given.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/calendar/calendar.h"
#include "core/form/form.h"
#include "core/lint/lint.h"
#include "core/pool/rules.h"
#include "server/clock/clock.h"
#include "server/failure/failure.h"
#include "server/storage/connection.h"

namespace qudao::definitions {

struct Bundle {
  std::string entity;
  std::int64_t version = 0;
  std::shared_ptr<const form::Definition> compiled;
  Value document;          // the bundle
  std::string json;        // the same, canonical, as it is served
  std::string etag;        // quoted
  bool reads_last = false; // whether a rule names `last`, the answers of the signing approved last
};
using BundlePtr = std::shared_ptr<const Bundle>;

class Library {
 public:
  BundlePtr newest(storage::Connection& connection, const std::string& tenant,
                   std::string_view entity);
  BundlePtr at(storage::Connection& connection, const std::string& tenant, std::string_view entity,
               std::int64_t version);

  // A set of texts that belongs to no definition, e.g. "notices"; an empty map when there is none.
  std::shared_ptr<const Value> texts(storage::Connection& connection, const std::string& tenant,
                                     std::string_view name);

 private:
  struct Kept {
    std::int64_t stamp = 0;
    BundlePtr bundle;
  };
  BundlePtr kept(const std::string& key, std::int64_t stamp);
  void keep(const std::string& key, std::int64_t stamp, const BundlePtr& bundle);

  std::mutex guard_;
  std::map<std::string, Kept, std::less<>> bundles_; // tenant/entity and tenant/entity/version
  std::map<std::string, std::pair<std::int64_t, std::shared_ptr<const Value>>, std::less<>> texts_;
};

// What is wrong with a pack: file, place in it, reason; all of it at once.
class PackError : public std::runtime_error {
 public:
  explicit PackError(std::vector<std::string> lines);
  const std::vector<std::string>& lines() const { return lines_; }

 private:
  std::vector<std::string> lines_;
};

// Reads every *.json below `folder` and stores what differs from the newest version. Answers how many documents are new.
int install(storage::Connection& connection, const std::string& tenant,
            const std::filesystem::path& folder, Millis now);

// What the linter says of a definition that is not stored, with the tenant's dictionaries and texts: the report of core/lint.
Value check_definition(storage::Connection& connection, const std::string& tenant,
                       const Value& definition, std::string_view locale);

// A definition as it would be were it published now. Failure not_found for an entity there is none of, definition.invalid with
// the issues, told in `locale`, record.version_conflict when its version is not the one after the newest: somebody was
// faster.
using CandidatePtr = std::shared_ptr<const form::Definition>;
CandidatePtr candidate(storage::Connection& connection, const std::string& tenant,
                       const Value& definition, std::string_view locale);

// Stores it: the same failures. The records of older versions are not touched, see server/records/upgrades.h.
void publish(storage::Connection& connection, const std::string& tenant, const Value& definition,
             std::string_view author, std::string_view locale, Millis now);

// As it was written, for whoever changes it. Failure not_found.
Value written_definition(storage::Connection& connection, const std::string& tenant,
                         std::string_view entity, std::int64_t version);

// [{"entity", "label", "version", "versions": [{"author", "created_at", "version"}, newest first]}]
Value definitions_of(storage::Connection& connection, const std::string& tenant);

// The bundle of one definition in a file, without any database: dictionaries and texts are those of the JSON files beside
// it, else those below `packs`. A file that holds a bundle already is taken as it is. PackError when it is no document.
Value bundle_of_file(const std::filesystem::path& file, const std::filesystem::path& packs);

// What is wrong with a file that holds the rules of a library or a calendar, likewise; nothing when it holds neither.
std::optional<lint::Report> check_rules_of_file(const std::filesystem::path& file,
                                                const std::filesystem::path& packs);

std::vector<std::string> entities(storage::Connection& connection, const std::string& tenant);

// The newest rules of every library (core/pool/rules.h) and the calendars handed in (core/calendar), by name.
std::vector<Value> libraries(storage::Connection& connection, const std::string& tenant);
std::vector<Value> calendars(storage::Connection& connection, const std::string& tenant);

// The newest rules of a library as they were written. Failure not_found.
Value written_library(storage::Connection& connection, const std::string& tenant,
                      std::string_view name);
// A document that is one. Failure library.invalid with violations, told in `locale`.
pool::Rules checked_library(storage::Connection& connection, const std::string& tenant,
                            const Value& document, std::string_view locale);
// Stores new ones, which name the version after the newest (1: a new library). Failures of checked_library,
// record.version_conflict: somebody was faster.
pool::Rules publish_library(storage::Connection& connection, const std::string& tenant,
                            const Value& document, std::string_view author, std::string_view locale,
                            Millis now);
// An organisation's words and matching rule (core/match/own.h) as written, of a version or, 0, the newest; nothing: there are none.
std::optional<Value> written_matching(storage::Connection& connection, const std::string& tenant,
                                      std::int64_t version);
// Stores ones that were read: of the version after the newest, else Failure record.version_conflict.
void store_matching(storage::Connection& connection, const std::string& tenant,
                    const Value& document, std::string_view author, Millis now);
Failure invalid_matching(const std::vector<Issue>& issues, std::string_view locale);
// Stores years of working days, in place of those handed in before under the same id. Failure calendar.invalid likewise.
calendar::Calendar publish_calendar(storage::Connection& connection, const std::string& tenant,
                                    const Value& document, std::string_view author,
                                    std::string_view locale, Millis now);

// {"name", "version", "label", "items"}
Value dictionary(storage::Connection& connection, const std::string& tenant, std::string_view name);
Value dictionaries(storage::Connection& connection,
                   const std::string& tenant); // list of {name, label, version, items: count}

// Stores a new version by an administrator. Items that are missing from `document` are kept as retired, so that stored
// answers stay readable. Failure record.version_conflict when it names another version than the newest, dictionary.invalid
// with violations when the definitions do not compile with it: dictionary.breaks_definition {definition, at, issue, why}, why told
// in `locale`.
Value change_dictionary(storage::Connection& connection, const std::string& tenant,
                        std::string_view name, const Value& document, std::string_view author,
                        std::string_view locale, Millis now);

} // namespace qudao::definitions

// Words and rules of matching, as documents that administrators change.
#include "core/match/match.h"
#include "server/definitions/definitions.h"
#include "server/definitions/documents.h"
#include "server/failure/conflict.h"
#include "server/stamps/stamps.h"

namespace qudao::definitions {

namespace {

constexpr const char* kMatching = "matching";
constexpr const char* kOfCompanies = "company";

} // namespace

std::optional<Value> written_matching(storage::Connection& connection, const std::string& tenant,
                                      std::int64_t version) {
  const auto document = version == 0
                            ? newest_document(connection, tenant, kMatching, kOfCompanies)
                            : document_at(connection, tenant, kMatching, kOfCompanies, version);
  return document ? std::optional<Value>(document->content) : std::nullopt;
}

void store_matching(storage::Connection& connection, const std::string& tenant,
                    const Value& document, std::string_view author, Millis now) {
  const auto newest = newest_document(connection, tenant, kMatching, kOfCompanies);
  const std::int64_t known = newest ? newest->version : 0;
  const std::int64_t version = document.find("version")->as_int();
  if (version != known + 1) {
    throw version_conflict(known);
  }
  store_document(connection, tenant,
                 {kMatching, kOfCompanies, version, std::string(author), document}, now);
  stamps::raise(connection, tenant, stamps::kDefinitions);
}

Failure invalid_matching(const std::vector<Issue>& issues, std::string_view locale) {
  static const match::Speaker kSpeaker;
  List violations;
  for (const Issue& issue : issues) {
    violations.push_back(Value::map(
        {{"code", Value::string(issue.code)},
         {"path", Value::string(issue.path)},
         {"params", Value::map(issue.params)},
         {"message", Value::string(kSpeaker.say({issue.code, issue.params, 0}, locale))}}));
  }
  return Failure("matching.invalid", Value::list(std::move(violations)));
}

} // namespace qudao::definitions

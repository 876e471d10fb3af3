// The rules of libraries and the calendars handed in, as documents that administrators change.
#include "core/form/texts.h"
#include "core/pool/pool.h"
#include "server/definitions/definitions.h"
#include "server/definitions/documents.h"
#include "server/definitions/files.h"
#include "server/failure/conflict.h"
#include "server/stamps/stamps.h"

namespace qudao::definitions {

namespace {

Failure invalid(storage::Connection& connection, const std::string& tenant, const char* code,
                const std::vector<Issue>& issues, std::string_view locale) {
  const Value texts = texts_of_issues(connection, tenant);
  List violations;
  for (const Issue& issue : issues) {
    violations.push_back(Value::map({{"code", Value::string(issue.code)},
                                     {"path", Value::string(issue.path)},
                                     {"params", Value::map(issue.params)},
                                     {"message", Value::string(told(issue, texts, locale))}}));
  }
  return Failure(code, Value::list(std::move(violations)));
}

} // namespace

// Codes of core/form have their texts in the pack, those of pools and calendars with them.
std::string told(const Issue& issue, const Value& texts, std::string_view locale) {
  static const pool::Speaker kSpeaker;
  const Value* text = texts.find(issue.code);
  if (text == nullptr) {
    return kSpeaker.say(issue.code, issue.params, locale);
  }
  std::string out;
  form::append_filled(out, form::pick_locale(*text, locale), issue.params);
  return out;
}

Value texts_of_issues(storage::Connection& connection, const std::string& tenant) {
  const auto texts = newest_document(connection, tenant, "texts", "texts");
  return texts ? texts->content : Value::map({});
}

std::optional<lint::Report> check_rules_of_file(const std::filesystem::path& file,
                                                const std::filesystem::path& packs) {
  std::vector<std::string> wrong;
  const Value content = read_document(file, wrong);
  if (!wrong.empty()) {
    throw PackError(std::move(wrong));
  }
  const std::vector<Document> documents = documents_of(file, content);
  const std::string kind = documents.size() == 1 ? documents.front().kind : std::string();
  std::vector<Issue> issues;
  if (kind == "library") {
    auto read = pool::Rules::read(content);
    issues = read ? std::vector<Issue>() : std::move(read).error();
  } else if (kind == "calendar") {
    auto read = calendar::Calendar::read(content);
    issues = read ? std::vector<Issue>() : std::move(read).error();
  } else {
    return std::nullopt;
  }
  Value texts = Value::map({});
  for (const std::filesystem::path& each : json_files(packs)) {
    if (each.stem() == "texts") {
      texts = read_document(each, wrong);
    }
  }
  lint::Report report;
  report.loads = issues.empty();
  for (const Issue& issue : issues) {
    lint::Finding finding;
    finding.code = issue.code;
    finding.path = issue.path;
    finding.params = issue.params;
    finding.texts = Value::map({{"zh-CN", Value::string(told(issue, texts, "zh-CN"))},
                                {"en", Value::string(told(issue, texts, "en"))}});
    report.findings.push_back(std::move(finding));
  }
  return report;
}

Value written_library(storage::Connection& connection, const std::string& tenant,
                      std::string_view name) {
  const auto document = newest_document(connection, tenant, "library", name);
  if (!document) {
    throw Failure("not_found");
  }
  return document->content;
}

pool::Rules checked_library(storage::Connection& connection, const std::string& tenant,
                            const Value& document, std::string_view locale) {
  auto rules = pool::Rules::read(document);
  if (!rules) {
    throw invalid(connection, tenant, "library.invalid", rules.error(), locale);
  }
  return std::move(rules).value();
}

pool::Rules publish_library(storage::Connection& connection, const std::string& tenant,
                            const Value& document, std::string_view author, std::string_view locale,
                            Millis now) {
  pool::Rules rules = checked_library(connection, tenant, document, locale);
  const auto newest = newest_document(connection, tenant, "library", rules.library);
  const std::int64_t known = newest ? newest->version : 0;
  if (rules.version != known + 1) {
    throw version_conflict(known);
  }
  store_document(connection, tenant,
                 {"library", rules.library, rules.version, std::string(author), document}, now);
  stamps::raise(connection, tenant, stamps::kDefinitions);
  return rules;
}

calendar::Calendar publish_calendar(storage::Connection& connection, const std::string& tenant,
                                    const Value& document, std::string_view author,
                                    std::string_view locale, Millis now) {
  auto read = calendar::Calendar::read(document);
  if (!read) {
    throw invalid(connection, tenant, "calendar.invalid", read.error(), locale);
  }
  const auto newest = newest_document(connection, tenant, "calendar", read->id());
  store_document(
      connection, tenant,
      {"calendar", read->id(), newest ? newest->version + 1 : 1, std::string(author), document},
      now);
  stamps::raise(connection, tenant, stamps::kDefinitions);
  return std::move(read).value();
}

} // namespace qudao::definitions

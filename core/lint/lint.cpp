#include "core/lint/lint.h"

#include <algorithm>

#include "core/form/texts.h"
#include "core/lint/texts.h"
#include "core/reuse/reuse.h"

namespace qudao::lint {
namespace {

// The message of a rule that does not compile has its line and a caret behind the code.
std::string excerpt_of(const Issue& issue) {
  const std::size_t end = issue.message.find('\n');
  return issue.line == 0 || end == std::string::npos ? std::string()
                                                     : issue.message.substr(end + 1);
}

Finding refused(const Issue& issue, const Texts& texts) {
  Finding finding{issue.code, Severity::error, issue.path,        issue.params,
                  issue.line, issue.column,    excerpt_of(issue), {}};
  finding.texts = texts.of(finding, issue.message);
  return finding;
}

Value to_value(const Finding& finding, std::string_view locale) {
  const bool is_error = finding.severity == Severity::error;
  Map map{{"code", Value::string(finding.code)},
          {"message", Value::string(form::pick_locale(finding.texts, locale))},
          {"params", Value::map(finding.params)},
          {"path", Value::string(finding.path)},
          {"severity", Value::string(is_error ? "error" : "warning")}};
  if (finding.line > 0) {
    map.set("line", Value::integer(finding.line));
    map.set("column", Value::integer(finding.column));
    map.set("excerpt", Value::string(finding.excerpt));
  }
  return Value::map(std::move(map));
}

// At the place as it was written, with the words that stand there.
void lead_back(Finding& finding, const reuse::Places& places) {
  auto spot = places.written(
      {finding.code, finding.path, finding.params, {}, finding.line, finding.column});
  finding.path = std::move(spot.path);
  finding.line = spot.line;
  finding.column = spot.column;
  if (!spot.message.empty()) finding.excerpt = spot.message.substr(spot.message.find('\n') + 1);
}

void note_unused(const std::vector<std::string>& unused, std::vector<Finding>& findings) {
  for (const std::string& path : unused) {
    Finding finding;
    finding.code = path[1] == 'g' ? "lint.unused_group" : "lint.unused_template";
    finding.severity = Severity::warning;
    finding.path = path;
    findings.push_back(std::move(finding));
  }
}

Report refused(const std::vector<Issue>& issues, const Texts& texts) {
  Report report;
  for (const Issue& issue : issues)
    report.findings.push_back(refused(issue, texts));
  return report;
}

std::int64_t count(const Report& report, Severity severity) {
  return std::count_if(report.findings.begin(), report.findings.end(),
                       [&](const Finding& finding) { return finding.severity == severity; });
}

std::string summary(const Report& report, std::string_view locale) {
  Finding all;
  all.code = report.findings.empty() ? "lint.summary.clean" : "lint.summary";
  all.params = {{"errors", Value::integer(count(report, Severity::error))},
                {"warnings", Value::integer(count(report, Severity::warning))}};
  return std::string(form::pick_locale(Texts(Value()).of(all, all.code), locale));
}

} // namespace

Report check(const Value& bundle) {
  const Value* given = bundle.find("texts");
  const Texts texts(given != nullptr ? *given : Value());
  const Value* definition = bundle.find("definition");
  const auto expanded = reuse::expand(definition != nullptr ? *definition : Value());
  if (!expanded) return refused(expanded.error(), texts);
  const auto compiled = form::Definition::compile(
      definition != nullptr ? reuse::with_definition(bundle, expanded->document) : bundle);
  if (!compiled) {
    std::vector<Issue> issues;
    for (const Issue& issue : compiled.error())
      issues.push_back(expanded->places.led_back(issue));
    return refused(issues, texts);
  }
  Report report{true, examine(**compiled)};
  for (Finding& finding : report.findings)
    lead_back(finding, expanded->places);
  note_unused(expanded->unused, report.findings);
  for (Finding& finding : report.findings)
    finding.texts = texts.of(finding, finding.code);
  return report;
}

Value to_value(const Report& report, std::string_view locale) {
  List findings;
  for (const Finding& finding : report.findings)
    findings.push_back(to_value(finding, locale));
  return Value::map({{"findings", Value::list(std::move(findings))},
                     {"loads", Value::boolean(report.loads)},
                     {"summary", Value::string(summary(report, locale))}});
}

} // namespace qudao::lint

#include <cstdio>

#include "core/lint/lint.h"
#include "core/value/json.h"
#include "server/authoring/authoring.h"
#include "server/authoring/input.h"
#include "server/authoring/status.h"
#include "server/definitions/definitions.h"

namespace qudao::authoring {

namespace {

// "/fields/a/relevant:1:4: error: … (cel.syntax)", the line of the rule and a caret.
std::string described(const Value& finding) {
  std::string text(text_of(finding, "path"));
  text = text.empty() ? "/" : text;
  if (const Value* line = finding.find("line"); line != nullptr) {
    text += ':' + std::to_string(line->as_int());
    text += ':' + std::to_string(finding.find("column")->as_int());
  }
  text.append(": ").append(text_of(finding, "severity"));
  text.append(": ").append(text_of(finding, "message"));
  text.append(" (").append(text_of(finding, "code")).append(")\n");
  if (const auto excerpt = text_of(finding, "excerpt"); !excerpt.empty()) {
    text.append(excerpt).append("\n");
  }
  return text;
}

void print(const Value& report, const std::string& format) {
  std::string text;
  if (format == "json") {
    text = write_json(report) + '\n';
  } else {
    for (const Value& finding : report.find("findings")->as_list()) {
      text += described(finding);
    }
    text.append(text_of(report, "summary")).append("\n");
  }
  std::fputs(text.c_str(), stdout);
}

} // namespace

int check(const config::Check& options) {
  try {
    auto rules = definitions::check_rules_of_file(options.definition, options.packs);
    const lint::Report report =
        rules ? std::move(*rules)
              : lint::check(definitions::bundle_of_file(options.definition, options.packs));
    print(to_value(report, options.locale), options.format);
    if (!report.loads) {
      return kRefused;
    }
    return report.findings.empty() ? 0 : kFindings;
  } catch (const definitions::PackError& error) {
    std::fprintf(stderr, "qudao: %s\n", error.what());
    return kRefused;
  }
}

} // namespace qudao::authoring

#include "core/match/own.h"

namespace qudao::match {

namespace {

void add_below(std::vector<Issue>& to, std::vector<Issue> issues, const std::string& path) {
  for (Issue& each : issues) {
    each.path = path + each.path;
    to.push_back(std::move(each));
  }
}

} // namespace

Result<Own, std::vector<Issue>> read_own(const std::shared_ptr<const Lexicon>& base,
                                         const Value& document) {
  std::vector<Issue> issues;
  const auto complain = [&issues](const char* code, std::string path, const char* message) {
    issues.push_back({code, std::move(path), {}, message});
  };
  Own own;
  own.lexicon = base;
  own.rule = company_rule();
  if (!document.is_map()) {
    complain("match.own.type", "", "An object is needed here");
    return Unexpected{std::move(issues)};
  }
  for (const auto& [key, value] : document.as_map()) {
    const std::string_view name = key.as_string();
    const std::string path = "/" + std::string(name);
    if (name == "matching") {
      if (!value.is_string() || value.as_string() != "company")
        complain("match.own.type", path, "\"company\" is needed here");
    } else if (name == "version") {
      if (value.kind() != Kind::integer || value.as_int() < 1) {
        complain("match.own.type", path, "A whole number from 1 is needed here");
      } else {
        own.version = value.as_int();
      }
    } else if (name == "words") {
      auto words = base->with(value);
      if (words) {
        own.lexicon = std::move(words).value();
      } else {
        add_below(issues, std::move(words).error(), path);
      }
    } else if (name == "rule") {
      auto rule = read_matching_rule(value);
      if (rule) {
        own.rule = std::move(rule).value();
      } else {
        add_below(issues, std::move(rule).error(), path);
      }
    } else {
      complain("match.own.unknown", path, "There is no such member");
    }
  }
  for (const char* needed : {"matching", "version"}) {
    if (document.find(needed) == nullptr)
      complain("match.own.type", "/" + std::string(needed), "This is needed");
  }
  if (!issues.empty()) return Unexpected{std::move(issues)};
  return own;
}

} // namespace qudao::match

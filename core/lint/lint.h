// Lint: what whoever writes a definition should know before anybody fills it in.
//
// `check` compiles a bundle as reuse::compile does. When it is refused, the findings are the issues; when it
// loads, they are what the linter thinks of it: rules that decide nothing, fields nobody can reach, demands that
// contradict each other, texts that are missing, rules that cost too much.
//
//   const Report report = check(bundle);           // {"definition", "dictionaries", "texts"}
//   write_json(to_value(report, "zh-CN"));         // {"findings": [{"code", "message", "path", …}], "loads": true}
//
// A finding is an error when the definition is refused, or loads and then cannot do what it says; a warning when it is
// most likely not what was meant. Codes are stable; texts.json of this room has their texts, those of definition.… come
// from the bundle. What the linter says about conditions it has tried: see cases.h for what it can decide and what not.
//
// Not part of core.wasm, which browsers load and where every kilobyte counts: native programs link it, and for JavaScript
// it is in the second module of the package, @qudao/core/authoring.
//
// Cost: that of compiling, and about 1.2 ms for the 86 fields of the signing form. Errors: none, everything is a finding.
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/form/form.h"
#include "core/value/value.h"

namespace qudao::lint {

enum class Severity : std::uint8_t { error, warning };

struct Finding {
  std::string code; // lint.never_relevant, definition.type, cel.syntax, …
  Severity severity = Severity::error;
  std::string path; // JSON pointer into the definition as written; /dictionaries/… into the bundle
  Map params;
  int line = 0; // of a rule; 0 when it is not about a place in one
  int column = 0;
  std::string excerpt; // that line of the rule, and a caret under the place
  Value texts;         // locale → what to say
};

constexpr std::size_t kMostFindings = 200; // of the linter; compile has a limit of its own

struct Report {
  bool loads = false;
  std::vector<Finding> findings;
};

Report check(const Value& bundle);

// What the linter alone thinks of a definition that loads, without texts.
std::vector<Finding> examine(const form::Definition& definition);

// {"findings": [{"code", "column"?, "excerpt"?, "line"?, "message", "params", "path", "severity"}], "loads",
//  "summary"}
Value to_value(const Report& report, std::string_view locale);

} // namespace qudao::lint

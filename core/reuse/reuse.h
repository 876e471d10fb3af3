// Reuse: groups of fields and texts of messages that a definition writes once and uses in several places, written out
// before it is compiled.
//
//   const auto compiled = reuse::compile(bundle);      // expands and compiles; issues name places as they were written
//   const auto expanded = reuse::expand(definition);   // only writes out: {document, places}
//
// A group has fields, in an order, and may have rules across them. A section (or another group) includes it under a prefix:
//
//   "groups": {"address": {
//     "parameters": ["which"],
//     "order": ["street", "postcode"],
//     "fields": {"street": {"kind": "text", "label": {"zh-CN": "{which}地址", "en": "{which} address"}},
//                "postcode": {"kind": "postcode", "label": {"zh-CN": "{which}邮编", "en": "{which} postcode"},
//                             "required": "street != null"}}}},
//   "sections": [{"id": "s", "label": …, "fields": ["name",
//     {"group": "address", "prefix": "registered_", "with": {"which": {"zh-CN": "注册", "en": "Registered"}},
//      "fields": {"street": {"required": true}}}]}]
//
// makes the fields registered_street and registered_postcode, the latter required when registered_street is answered.
// Names of the group's fields are those of this inclusion wherever the group's rules, depends_on, fieldPath and messages
// name them; every other name is that of the definition. Ids of rules get the prefix too. `with` fills the parameters in
// texts. A repeat may include groups among the fields of its rows; one that stands in a group itself names its fields as
// they are called there, and rules that read its rows as maps (`lines.exists(l, l.amount == null)`) find them under those
// names too (`row_prefix` of the expanded repeat). `fields` of the inclusion replaces keys of a field, null takes one away, and is written with the names of the
// place it stands in. A group that is included without a prefix keeps its names.
//
// A message is a text, or names a template and fills its parameters (texts, numbers, or texts per locale); other braces
// stay and name fields, as in any message:
//
//   "templates": {"at_least": {"zh-CN": "{label}不能少于{n}", "en": "{label} must be at least {n}"}},
//   "message": {"template": "at_least", "with": {"n": "3"}}
//
// What comes out has neither groups nor templates: forms (core.wasm) know of none of this, the server sends them the
// expanded definition. A definition that reuses nothing comes out as it is.
//
// Places: issues of compile and findings of lint are about the expanded document; Places leads back to the document as
// written, in rules to the column. What explains a field (core/explain) or compares versions (core/version) speaks of the
// expanded one: its fields are what people fill in.
//
// Codes: definition.unknown_group, definition.unknown_template, definition.unknown_parameter,
// definition.missing_parameter, definition.group_cycle; definition.duplicate for a name that is there already,
// definition.field_name for a prefix that is none, definition.too_large beyond Limits.
// Cost: O(document as expanded). Thread safety: pure functions.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/cel/rename.h"
#include "core/form/form.h"
#include "core/value/result.h"
#include "core/value/value.h"
#include "core/value/violation.h"

namespace qudao::reuse {

struct Limits {
  std::size_t members = 4'000; // fields of inclusions, and again as many of their rules
  std::size_t inclusions = 1'000;
  std::size_t depth = 16;        // of groups within groups
  std::size_t bytes = 4'000'000; // of texts and rules that are written anew
};

// Where the parts of an expanded document stand in the document as written, as JSON pointers.
class Places {
 public:
  // `expanded`, and what is below it as far as nothing is said of that, stands at `written`.
  void move(std::string expanded, std::string written);
  void rewrite(std::string expanded, std::string_view before, cel::Renamed after); // a rule
  void forget_below(const std::string& expanded); // itself included

  struct Spot {
    std::string path;
    int line = 0; // of a rule; 0: not about a place in one
    int column = 0;
    std::string message; // as cel::describe has it for that place; empty when nothing was renamed
  };
  Spot written(const Issue& issue) const;
  Issue led_back(Issue issue) const; // the same at the place as written

 private:
  struct Rule {
    std::string before;
    cel::Renamed after;
  };
  std::map<std::string, std::string, std::less<>> moved_;
  std::map<std::string, Rule, std::less<>> rewritten_;
};

struct Expansion {
  Value document;
  Places places;
  std::vector<std::string> unused; // groups and templates nothing uses, as JSON pointers
};

Result<Expansion, std::vector<Issue>> expand(const Value& definition, const Limits& limits = {});

// form::Definition::compile of a bundle whose definition may reuse; its document() is the expanded one.
Result<std::shared_ptr<const form::Definition>, std::vector<Issue>> compile(const Value& bundle);

// The bundle with another definition.
Value with_definition(const Value& bundle, const Value& definition);

} // namespace qudao::reuse

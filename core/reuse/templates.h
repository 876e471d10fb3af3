// Texts with parameters: messages that name a template, and the labels of groups. Internal to the room.
#pragma once

#include <set>

#include "core/form/document.h"
#include "core/reuse/renaming.h"

namespace qudao::reuse {

using form::IssueList;
using form::Node;

// Parameters by name: a text, a number, or texts per locale.
class Arguments {
 public:
  // Of {"with": {…}}; notes what is no such value.
  static Arguments read(const Node& holder);

  bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
  const std::map<std::string, Value, std::less<>>& values() const { return values_; }

  // Each {name} of these in the text; other braces stay.
  std::string fill(std::string_view text, std::string_view locale) const;
  // The same in everything below that is texts per locale.
  Value fill_texts(const Value& value, Meter& meter) const;

 private:
  std::map<std::string, Value, std::less<>> values_;
};

// Every "message" below the definition's fields, groups, rules, unique and approval that names a template, as its texts.
// Adds the templates that are used to `used`.
Value fill_messages(const Node& definition, IssueList& issues, Meter& meter,
                    std::set<std::string>& used);

} // namespace qudao::reuse

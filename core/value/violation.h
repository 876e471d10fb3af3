// Violation and Issue: what core answers instead of throwing.
//
// A Violation says what is wrong with an answer or a command; an Issue what is wrong with a
// definition. `code` is stable for ever and lower_snake with dots (`required`, `format.mobile`,
// `approval.not_entitled`); `path` is the field (a violation) or a JSON pointer into the document
// (an issue); `params` fill the braces of the code's text.
//
// Cost: plain data. Thread safety: as any value.
#pragma once

#include <string>

#include "core/value/value.h"

namespace qudao {

struct Violation {
  std::string code;
  std::string path; // field key; empty when it is about the whole record or command
  Map params;
  std::string rule;    // id of the rule of the definition that failed, when one did
  std::string message; // in the locale asked for; empty when the texts have none

  friend bool operator==(const Violation& a, const Violation& b);
  friend bool operator!=(const Violation& a, const Violation& b) { return !(a == b); }
};

struct Issue {
  std::string code;
  std::string path; // JSON pointer, e.g. /fields/staff_total/constraint/0/expression
  Map params;
  std::string message; // English, for the person who writes definitions
  int line = 0;        // of an expression; 0 when it is not about one
  int column = 0;
};

// {"code", "path", "params", "rule"?, "message"?}
Value to_value(const Violation& violation);
// {"code", "path", "params", "message", "line"?, "column"?}
Value to_value(const Issue& issue);

} // namespace qudao

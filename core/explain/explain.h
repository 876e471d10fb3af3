// Explain: why a field of a form is as it is, for the person who fills it in and for whoever wrote the rules.
//
// For everything that a rule decides about a field — whether it is asked, required, read-only, what its value is, what may
// be chosen, what is wrong with it — the answer names the rule and its place in the definition, what it read and found
// there, the parts of it that decided, and says so in words of the session's locale:
//
//   explain(session, "bound_distributor").reasons[0]
//     about       "relevant"
//     rule        "bound_distributor.relevant", at /fields/bound_distributor/relevant
//     inputs      signing_type = "AA" (Signing type: Dealer), record = {…}
//     steps       signing_type != 'AA' is false: “Signing type” is Dealer; has(record.state) is false: …
//     text        “Bound distributor” is not asked: “Signing type” is Dealer; record.state is not known
//
// Of a conjunction that does not hold those parts decide that do not hold, of a disjunction that holds those that do; of
// `c ? a : b` the condition and the branch taken; of `all` and `exists` the item that settled it. Of choices the filter is
// followed for every one that is not offered, and for one that was chosen all the same.
//
// Not part of core.wasm: native programs link it, and for JavaScript it is in @qudao/core/authoring.
//
// Cost: the rules of the field are parsed again and run part by part: about 0.2 ms for a field of the signing form, and
// some microseconds for every choice that is missing.
// Errors: none; an unknown field has no reasons. Thread safety: as the session.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/form/form.h"
#include "core/value/value.h"

namespace qudao::explain {

// A variable a rule reads, or one of a macro around a part of it.
struct Input {
  std::string name;  // of a field its path: in a row `lines/0/amount`; of all rows `amount`
  std::string label; // of a field, in the locale of the session; else empty
  Value value;
  std::string shown; // the value as a person reads it
};

// A part of a rule that decided.
struct Step {
  std::string expression;   // its words in the rule
  Value value;              // null when it could not be evaluated
  std::string error;        // then why: a code of cel::EvalError
  std::vector<Input> items; // of the macros around it
  std::string text;
};

// A choice that is not offered now, and why: what the filter found in it.
struct MissingChoice {
  Value code;
  std::string label; // in the locale of the session
  std::vector<Step> steps;
  std::string text;
};

struct Reason {
  std::string about; // relevant, required, readonly, calculate, default, choices, waits, violation
  std::string code;  // of the violation
  std::string
      rule; // its id, or <field>.<key>; empty when no rule decides: a literal, a limit of the field
  std::string path;       // JSON pointer into the definition
  std::string expression; // of the rule
  Value result;
  std::vector<Input> inputs;
  std::vector<Step> steps;
  std::vector<MissingChoice> missing; // of choices: at most kMostMissing of them, in their order
  std::string text;
};

constexpr std::size_t kMostMissing = 100;

struct Explanation {
  std::string field;
  std::vector<Reason> reasons; // relevance first, violations last
};

// `path` as in a session: of a field or a cell; of a row the reasons of its repeat.
Explanation explain(const form::Session& session, std::string_view path);

// {"field", "reasons": [{"about", "code"?, "expression"?, "inputs", "missing"?: [{"code", "label", "steps", "text"}],
//   "path", "result", "rule"?, "steps", "text"}]}
Value to_value(const Explanation& explanation);

} // namespace qudao::explain

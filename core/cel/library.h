// The functions and operators an expression can call, and how a call finds its overload.
#pragma once

#include <span>

#include "core/cel/ast.h"
#include "core/cel/cel.h"

namespace qudao::cel {

// The one function whose result the checker knows better than its signature: not null if one
// argument is not.
constexpr std::string_view kCoalesce = "coalesce";

// The one whose constant second argument is compiled with the rule.
constexpr std::string_view kMatches = "matches";

std::span<const Function> conversion_functions(); // and size, coalesce
std::span<const Function> time_functions();
std::span<const Function> regex_functions();
std::span<const Function> string_functions();
std::span<const Function> math_functions();
std::span<const Function> format_functions();
std::span<const Function> optional_functions();

// Whether this is `size`.
bool is_size(NativeFunction function);

// Whether this is `or` or `orValue` of optionals, whose argument is computed only when it is needed.
bool is_or_else(NativeFunction function);

// A value as `format` shows it: what string() gives, lists and maps in brackets, entries by the text of their keys.
bool append_display(Call& call, std::string& out, const Value& value);

struct Match {
  bool known = false;                 // there is a function of this name
  bool arity = false;                 // an overload is called in this style with as many arguments
  bool fits = false;                  // an overload takes the arguments
  const Function* function = nullptr; // the one that fits, or at least has the arity
  Type result;                        // dyn when several overloads fit with different results
};

bool is_function(const Environment& env, std::string_view name);
Match match_function(const Environment& env, std::string_view name, bool member,
                     std::span<const Type* const> arguments);
Match match_signature(std::string_view signature, bool member,
                      std::span<const Type* const> arguments);

std::string_view operator_signature(Operator op);
std::string_view operator_name(Operator op);

} // namespace qudao::cel

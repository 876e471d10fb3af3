// What random definitions are made of: kinds of fields, and what rules may read besides them.
#pragma once

#include "tests/differential/expressions.h"

namespace qudao::differential {

struct KindOf {
  const char* name;
  Sort sort;
};

// As often as they stand here: what other fields depend on comes often.
inline constexpr KindOf kKinds[] = {
    {"integer", Sort::integer},
    {"integer", Sort::integer},
    {"integer", Sort::integer},
    {"integer", Sort::integer},
    {"decimal", Sort::real},
    {"money", Sort::real},
    {"decimal", Sort::real},
    {"money", Sort::real},
    {"boolean", Sort::truth},
    {"boolean", Sort::truth},
    {"choice", Sort::text},
    {"choice", Sort::text},
    {"choice", Sort::text},
    {"choice", Sort::text},
    {"choice", Sort::text},
    {"choice", Sort::text},
    {"choices", Sort::texts},
    {"choices", Sort::texts},
    {"lookup", Sort::text},
    {"lookup", Sort::text},
    {"lookup", Sort::text},
    {"text", Sort::text},
    {"text", Sort::text},
    {"multiline", Sort::text},
    {"date", Sort::moment},
    {"datetime", Sort::moment},
    {"region", Sort::text},
    {"email", Sort::text},
    {"url", Sort::text},
    {"mobile", Sort::text},
    {"phone", Sort::text},
    {"landline", Sort::text},
    {"postcode", Sort::text},
    {"credit_code", Sort::text},
    {"organisation_code", Sort::text},
    {"tax_number", Sort::text},
    {"attachments", Sort::texts},
};

struct ContextOf {
  const char* name;
  const char* type;
  Sort sort;
  bool nullable;
};

inline constexpr ContextOf kContext[] = {
    {"user", "map", Sort::map, false},          {"record", "map", Sort::map, false},
    {"word", "string", Sort::text, true},       {"limit", "int", Sort::integer, true},
    {"rate", "double", Sort::real, true},       {"flag", "bool", Sort::truth, true},
    {"since", "timestamp", Sort::moment, true}, {"any", "dyn", Sort::integer, true},
};

} // namespace qudao::differential

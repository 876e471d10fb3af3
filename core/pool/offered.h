// Offered: what may be said of a company where a library has published a list.
//
//   check_offered({{"source", {"展会", "转介绍"}}}, data, nullptr)   // of a new company: pool.not_offered {value} at /source
//
// Where a list has anything in it, a field says one of its items or nothing. What is stored already stays readable and may be stored
// again as it is; a list with nothing in it restricts nothing.
//
// Cost: O(items). Errors: violations only. Thread safety: a pure function.
#pragma once

#include <string>
#include <vector>

#include "core/value/value.h"
#include "core/value/violation.h"

namespace qudao::pool {

struct Offered {
  std::string field;
  std::vector<std::string> items;
};

// `before`: what is stored of the company; nothing: it is new.
std::vector<Violation> check_offered(const std::vector<Offered>& lists, const Value& data,
                                     const Value* before);

} // namespace qudao::pool

// Failure: a request that is refused for a reason its sender can understand. The one exception
// rooms throw on purpose.
//
// `code` is stable and known to clients (`auth.invalid`, `record.frozen`, …). What HTTP status it
// becomes is decided in one place, server/api/status.cpp; a code missing there is answered 500 and
// fails a test. Thrown inside a write closure it undoes everything that closure wrote.
#pragma once

#include <exception>
#include <string>
#include <utility>

#include "core/value/value.h"

namespace qudao {

struct Failure : std::exception {
  explicit Failure(std::string stable_code, Value found = {})
      : code(std::move(stable_code)), violations(std::move(found)) {}

  const char* what() const noexcept override { return code.c_str(); }

  std::string code;
  Value violations; // list of {code, path, params, message?} or null
  Map members; // further members of the problem document, e.g. {"version": 7} of a version conflict
  std::string detail;          // for people; never internals
  int retry_after_seconds = 0; // sent as Retry-After when above 0
};

} // namespace qudao

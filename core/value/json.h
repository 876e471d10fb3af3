// JSON text to Value and back (RFC 8259), with limits, so that hostile text costs a bounded amount.
//
// Reading: numbers without fraction and exponent that fit int64 become integers, all others reals;
// duplicate keys, invalid UTF-8, trailing text and infinite numbers are errors.
//
// Writing is canonical: keys in bytewise order, no white space, shortest digits that read back to the
// same double (a whole real keeps its ".0"), non-ASCII as is. What JSON lacks becomes a string, and is
// read back as one: NaN and the infinities, timestamps (RFC 3339), durations (as CEL prints them), bytes
// (base64).
//
// Cost: O(bytes), with a sort of each map's keys. Errors: JsonError, nothing thrown.
// Thread safety: pure functions.
#pragma once

#include "core/value/result.h"
#include "core/value/value.h"

namespace qudao {

struct JsonLimits {
  std::size_t bytes = 1 << 20;
  std::size_t depth = 64;
  std::size_t values = 200'000; // all values of the document together
};

struct JsonError {
  std::string code;       // json.syntax, json.encoding, json.too_large, json.too_deep,
                          // json.duplicate_key, json.number
  std::size_t offset = 0; // bytes from the start, where reading stopped
};

Result<Value, JsonError> parse_json(std::string_view text, const JsonLimits& limits = {});

std::string write_json(const Value& value);
void append_json(std::string& out, const Value& value);

} // namespace qudao

// Internal of the room: a creation worked out before its transaction, and what it rests on.
#pragma once

#include "core/approval/approval.h"
#include "server/definitions/definitions.h"
#include "server/records/cases.h"
#include "server/records/records.h"

namespace qudao::records {

struct Prepared {
  // What it rests on: both stamps must still be these.
  std::int64_t definitions_stamp = 0;
  std::int64_t directory_stamp = 0;

  std::string fingerprint; // of the request

  definitions::BundlePtr bundle;
  std::optional<Failure> refusal; // then nothing below counts
  Record record;                  // without id and number
  Derived derived;                // without the number
  Written written;
  People people;
  std::optional<approval::Decision> decision; // of a submission
};

} // namespace qudao::records

// Internal of the room: a creation worked out before its transaction, and what it rests on.
#pragma once

#include "core/approval/approval.h"
#include "server/definitions/definitions.h"
#include "server/records/cases.h"
#include "server/records/records.h"
#include "server/stamps/stamps.h"

namespace qudao::records {

struct Prepared {
  // What it rests on: must still be these.
  stamps::Both stamps;

  std::string fingerprint; // of the request

  definitions::BundlePtr bundle;
  std::optional<Failure> refusal; // then nothing below counts
  Record record;                  // without number; without id, unless the client gave one
  Derived derived;                // without the number
  Written written;
  People people;
  std::optional<approval::Decision> decision; // of a submission
  Value upgraded;                             // as in Outcome
};

} // namespace qudao::records
